package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.util.List;

/**
 * Where one leg is blended into the next: the next one begins before the first has ended, and the axes do the sum of both. So
 * the way leaves the first leg and joins the next within the shares that they give, and is nowhere farther from them than that.
 *
 * <p>Both are of pieces of constant jerk, and so is their sum: that it keeps the axes' limits is known, not sampled. The longest
 * of some overlaps that does is taken. Allocates nothing but itself.
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
    private final Instant begin = new Instant();
    private final Instant finish = new Instant();

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
        return next.progress().share(seconds) <= next.blendsIn() * ROUNDING && fits(first, next, speed, seconds);
    }

    /** The longest time before its end at which no more is left than may be blended. */
    private static double latest(Leg leg) {
        double left = leg.progress().left();
        double low = 0;
        double high = Double.isInfinite(left) ? 0 : left;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            boolean near = 1 - leg.progress().share(left - middle) <= leg.blendsOut();
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
            boolean near = leg.progress().share(middle) <= leg.blendsIn();
            low = near ? middle : low;
            high = near ? high : middle;
        }
        return low;
    }

    private boolean fits(Leg first, Leg next, double speed, double seconds) {
        double share = speed * Math.max(first.speed(), next.speed());
        double before = first.progress().left() - seconds;
        double t = 0;
        while (t < seconds) {
            double change = Math.min(
                    first.progress().nextChange(before + t) - before,
                    next.progress().nextChange(t));
            double end = Math.min(seconds, Math.max(change, t + PIECE_SECONDS));
            begin.at(first.progress(), before + t, next.progress(), t);
            finish.at(first.progress(), before + end, next.progress(), end);
            for (int axis = 0; axis < joints.length; axis++) {
                if (!fits(joints[axis], first.way(axis), next.way(axis), share, end - t)) {
                    return false;
                }
            }
            t = end;
        }
        return true;
    }

    /** One axis within one piece: the jerk is constant, the acceleration greatest at an end, the velocity there or between. */
    private boolean fits(JointSpec joint, double firstWay, double nextWay, double share, double seconds) {
        double a0 = firstWay * begin.firstAcceleration + nextWay * begin.nextAcceleration;
        double a1 = firstWay * finish.firstAcceleration + nextWay * finish.nextAcceleration;
        double v0 = firstWay * begin.firstVelocity + nextWay * begin.nextVelocity;
        double v1 = firstWay * finish.firstVelocity + nextWay * finish.nextVelocity;
        double jerk = (a1 - a0) / seconds;
        double turn = a0 * a1 < 0 ? v0 - a0 * a0 / (2 * jerk) : v0;
        double fastest = Math.max(Math.abs(turn), Math.max(Math.abs(v0), Math.abs(v1)));
        boolean jerks = seconds > PIECE_SECONDS && Math.abs(jerk) > joint.jerkMax() * ROUNDING;
        return !jerks
                && fastest <= joint.velocityMax() * share * ROUNDING
                && Math.max(Math.abs(a0), Math.abs(a1)) <= joint.accelerationMax() * ROUNDING;
    }

    /** How quickly the shares of both legs grow at one instant. */
    private static final class Instant {
        private double firstVelocity;
        private double firstAcceleration;
        private double nextVelocity;
        private double nextAcceleration;

        void at(Progress first, double firstLater, Progress next, double nextLater) {
            firstVelocity = first.velocity(firstLater);
            firstAcceleration = first.acceleration(firstLater);
            nextVelocity = next.velocity(nextLater);
            nextAcceleration = next.acceleration(nextLater);
        }
    }
}
