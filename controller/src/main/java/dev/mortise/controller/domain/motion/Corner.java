package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.util.List;

/**
 * Where one leg is blended into the next: the next one begins before the first has ended, and the axes do the sum of both. So
 * the way leaves the first leg and joins the next within the shares that they give, and is nowhere farther from them than that.
 *
 * <p>Both are of pieces of constant jerk, and so is their sum: that it keeps the axes' limits is known, not sampled. A leg that is straight for the tool is
 * nearly so by its end, and what is missing to it is bounded, and kept free. The longest of some overlaps is taken. Allocates nothing but itself.
 */
final class Corner {

    /** Overlaps tried, from the longest on in equal steps: what more of them would gain is less than a cycle or two. */
    private static final int TRIES = 16;

    /** Bits of the longest overlap: to a billionth of it. */
    private static final int HALVINGS = 30;

    /** Pieces shorter than this are rounding, in s: no robot's cycle shows them. */
    private static final double PIECE_SECONDS = 1e-9;

    /** Relative rounding of a limit that is used to the full. */
    private static final double ROUNDING = 1 + 1e-7;

    private final JointSpec[] joints;
    private final Side one = new Side();
    private final Side other = new Side();

    Corner(List<JointSpec> joints) {
        this.joints = joints.toArray(new JointSpec[0]);
    }

    /**
     * How long before its end the next leg may begin.
     *
     * @param first under way
     * @param next planned, and not begun
     * @param speed 0..1 of what both legs allow
     * @return in s; 0 when it has to be at rest in between
     */
    double overlap(Leg first, Leg next, double speed) {
        double longest = Math.min(latest(first), earliest(next));
        for (int tried = TRIES; tried > 0; tried--) {
            double seconds = longest * tried / TRIES;
            if (fits(first, next, speed, seconds)) {
                return seconds;
            }
        }
        return 0;
    }

    /**
     * Whether both, which overlap already, may go on to the end of the first as they are planned now.
     *
     * @param speed 0..1 of what both legs allow, the greatest that was used in the overlap
     */
    boolean goesOn(Leg first, Leg next, double speed) {
        double seconds = first.progress().left();
        return next.progress().share(seconds) <= next.beginning().share() * ROUNDING
                && fits(first, next, speed, seconds);
    }

    /** The longest time before its end at which no more is left than may be blended. */
    private static double latest(Leg leg) {
        double left = leg.progress().left();
        double low = 0;
        double high = Double.isInfinite(left) ? 0 : left;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            boolean near =
                    1 - leg.progress().share(left - middle) <= leg.ending().share();
            low = near ? middle : low;
            high = near ? high : middle;
        }
        return low;
    }

    private static double earliest(Leg leg) {
        double left = leg.progress().left();
        double low = 0;
        double high = Double.isInfinite(left) ? 0 : left;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            boolean near = leg.progress().share(middle) <= leg.beginning().share();
            low = near ? middle : low;
            high = near ? high : middle;
        }
        return low;
    }

    private boolean fits(Leg first, Leg next, double speed, double seconds) {
        double share = speed * Math.max(first.speed(), next.speed());
        double before = first.progress().left() - seconds;
        one.near(first.ending(), 1 - first.progress().share(before));
        other.near(next.beginning(), next.progress().share(seconds));
        double t = 0;
        while (t < seconds) {
            double change = Math.min(
                    first.progress().nextChange(before + t) - before,
                    next.progress().nextChange(t));
            double end = Math.min(seconds, Math.max(change, t + PIECE_SECONDS));
            one.piece(first.progress(), before + t, before + end);
            other.piece(next.progress(), t, end);
            for (int axis = 0; axis < joints.length; axis++) {
                if (!fits(axis, share, end - t)) {
                    return false;
                }
            }
            t = end;
        }
        return true;
    }

    /** One axis within one piece: the jerk is constant, the acceleration greatest at an end, the velocity there or between. */
    private boolean fits(int axis, double share, double seconds) {
        JointSpec joint = joints[axis];
        double firstSlope = one.end.slope(axis);
        double nextSlope = other.end.slope(axis);
        double a0 = firstSlope * one.a0 + nextSlope * other.a0;
        double a1 = firstSlope * one.a1 + nextSlope * other.a1;
        double v0 = firstSlope * one.v0 + nextSlope * other.v0;
        double v1 = firstSlope * one.v1 + nextSlope * other.v1;
        double fastest = fastest(v0, v1, a0, a1, seconds) + one.velocity(axis) + other.velocity(axis);
        double hardest = Math.max(Math.abs(a0), Math.abs(a1)) + one.acceleration(axis) + other.acceleration(axis);
        double jerk = Math.abs(a1 - a0) / seconds + one.jerk(axis) + other.jerk(axis);
        boolean jerks = seconds > PIECE_SECONDS && jerk > joint.jerkMax() * ROUNDING;
        return !jerks
                && fastest <= joint.velocityMax() * share * ROUNDING
                && hardest <= joint.accelerationMax() * ROUNDING;
    }

    /** Without its sign: at one of the ends, or between them, where the acceleration is 0. */
    private static double fastest(double v0, double v1, double a0, double a1, double seconds) {
        double turn = a0 * a1 < 0 ? v0 - a0 * a0 / (2 * (a1 - a0) / seconds) : v0;
        return Math.max(Math.abs(turn), Math.max(Math.abs(v0), Math.abs(v1)));
    }

    /**
     * How quickly the share of one leg grows within one piece; and how much that moves an axis more than if the leg was even, with q the
     * position of the axis by the share u: q' is farther from its slope at the end by |q''| times the share that is away from there, at most.
     */
    private static final class Side {
        private LegEnd end = LegEnd.NONE;
        private double away;
        private double v0;
        private double v1;
        private double a0;
        private double a1;
        private double fastest;
        private double hardest;
        private double jerk;

        void near(LegEnd place, double share) {
            end = place;
            away = share;
        }

        void piece(Progress progress, double from, double to) {
            v0 = progress.velocity(from);
            v1 = progress.velocity(to);
            a0 = progress.acceleration(from);
            a1 = progress.acceleration(to);
            fastest = Corner.fastest(v0, v1, a0, a1, to - from);
            hardest = Math.max(Math.abs(a0), Math.abs(a1));
            jerk = Math.abs(a1 - a0) / (to - from);
        }

        double velocity(int axis) {
            return end.bend(axis) * away * fastest;
        }

        double acceleration(int axis) {
            return end.bend(axis) * (away * hardest + fastest * fastest);
        }

        double jerk(int axis) {
            return end.bend(axis) * (away * jerk + 3 * fastest * hardest)
                    + end.change(axis) * fastest * fastest * fastest;
        }
    }
}
