package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.kinematics.Arm;
import dev.mortise.controller.domain.kinematics.Place;
import dev.mortise.controller.domain.kinematics.StraightWay;
import dev.mortise.controller.domain.kinematics.ToolReach;
import dev.mortise.controller.domain.plant.RobotSpec.BoxSpec;
import dev.mortise.controller.domain.plant.RobotSpec.GeometrySpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.util.List;
import java.util.Optional;

/**
 * How much of two legs that meet may be blended, for the tool to be nowhere farther from their ways than a radius, in its workspace, and the axes in their
 * ranges. In a corner the axes are at the corner's place plus what each leg is away from it. The tool would be so, too, were it not for the turning of the
 * axes: each leads another one's way aside, by no more than {@link ToolReach} says. So what is found is known, not sampled, and rather too little.
 */
final class ToolCorner {

    /** Of the longest shares, in equal steps down to none. */
    private static final int TRIES = 16;

    /** No two ends of a leg use the same of it, and what both legs do stays within what they do one after the other. */
    private static final double SHARE_MAX = 0.5;

    private static final int ROWS = 3;

    /** Of acceleration and jerk: half of both fits always, more is quicker until the corner. */
    private static final double[] EASED = {0.8, 0.65, 0.5};

    private final Arm arm;
    private final Corner times;
    private final ToolReach reach;
    private final List<JointSpec> joints;
    private final Optional<BoxSpec> workspace;
    private final Place corner = new Place();
    private final Place far = new Place();
    private final double[] jacobian;

    ToolCorner(GeometrySpec geometry, List<JointSpec> joints) {
        this.arm = new Arm(geometry);
        this.times = new Corner(joints);
        this.reach = new ToolReach(geometry, joints);
        this.joints = joints;
        this.workspace = geometry.workspace();
        this.jacobian = new double[2 * ROWS * joints.size()];
    }

    /** One of the legs, seen from the corner. */
    private final class Side {
        private final LegEnd end;
        private final boolean even;

        /** From the corner to the leg's other end, in m; of an even leg as if its axes' way was straight for the tool. */
        private final double[] way = new double[ROWS];

        private final double[] reaches = new double[joints.size()];
        private double share;
        private double strays;

        Side(Leg leg, boolean first, double radius) {
            even = !leg.isBent();
            if (even) {
                for (int row = 0; row < ROWS; row++) {
                    for (int axis = 0; axis < joints.size(); axis++) {
                        way[row] += jacobian[row * joints.size() + axis] * (first ? -leg.way(axis) : leg.way(axis));
                    }
                }
            } else {
                arm.place(first ? leg.start() : leg.target(), 0, far);
                for (int row = 0; row < ROWS; row++) {
                    way[row] = far.metres(row) - corner.metres(row);
                }
            }
            double longest = Math.min(SHARE_MAX, radius / metres());
            end = first ? leg.ending(longest) : leg.beginning(longest);
        }

        double metres() {
            return Math.sqrt(way[0] * way[0] + way[1] * way[1] + way[2] * way[2]);
        }

        void upTo(double shorter) {
            share = end.share() * shorter;
            for (int axis = 0; axis < reaches.length; axis++) {
                reaches[axis] = end.reach(axis, share);
            }
        }

        void strays() {
            strays = even ? reach.aside(reaches, reaches) / 2 : StraightWay.STRAY_METRES;
        }
    }

    /**
     * Lets two legs be blended as far as it goes.
     *
     * @param radius of the tool, in m
     */
    void blend(Leg first, Leg next, double radius) {
        double[] at = next.start();
        arm.place(at, 0, corner);
        arm.jacobian(corner, jacobian);
        Side in = new Side(first, true, radius);
        Side out = new Side(next, false, radius);
        for (int tried = TRIES; tried > 0; tried--) {
            in.upTo((double) tried / TRIES);
            out.upTo((double) tried / TRIES);
            if (fits(at, in, out, radius)) {
                first.blendWith(next, in.end.upTo(in.share), out.end.upTo(out.share), true);
                return;
            }
        }
    }

    /**
     * The same legs, or with less acceleration and jerk where that is quicker in all: of two legs that both use what an axis has, the sum does not fit.
     */
    List<Leg> quickest(List<Leg> legs) {
        if (legs.stream().noneMatch(Leg::guidesTool)) {
            return legs;
        }
        List<Leg> quickest = legs;
        double least = seconds(legs);
        for (double share : EASED) {
            List<Leg> eased = legs.stream()
                    .map(leg -> meets(leg) ? leg.eased(share) : leg)
                    .toList();
            double seconds = seconds(eased);
            if (seconds < least) {
                quickest = eased;
                least = seconds;
            }
        }
        return quickest;
    }

    private static boolean meets(Leg leg) {
        return leg.beginning().share() > 0 || leg.ending().share() > 0;
    }

    private double seconds(List<Leg> legs) {
        double seconds = 0;
        for (Leg leg : legs) {
            leg.progress().speed(1);
            seconds += leg.progress().left();
        }
        for (int i = 0; i + 1 < legs.size(); i++) {
            if (legs.get(i).ending().share() > 0) {
                seconds -= times.overlap(legs.get(i), legs.get(i + 1), 1);
            }
        }
        return seconds;
    }

    private boolean fits(double[] at, Side in, Side out, double radius) {
        reach.near(jacobian, in.reaches, out.reaches);
        in.strays();
        out.strays();
        double aside = reach.aside(in.reaches, out.reaches) + StraightWay.STRAY_METRES;
        double farthest = Math.max(in.share * in.metres() + in.strays, out.share * out.metres() + out.strays);
        return farthest + aside <= radius
                && inWorkspace(in, out, in.strays + out.strays + aside)
                && inRanges(at, in, out);
    }

    private boolean inWorkspace(Side in, Side out, double strays) {
        if (workspace.isEmpty()) {
            return true;
        }
        BoxSpec box = workspace.get();
        for (int row = 0; row < ROWS; row++) {
            double one = in.share * in.way[row];
            double other = out.share * out.way[row];
            double lowest = corner.metres(row) + Math.min(0, one) + Math.min(0, other) - strays;
            double highest = corner.metres(row) + Math.max(0, one) + Math.max(0, other) + strays;
            if (lowest < box.min().get(row) || highest > box.max().get(row)) {
                return false;
            }
        }
        return true;
    }

    private boolean inRanges(double[] at, Side in, Side out) {
        for (int axis = 0; axis < at.length; axis++) {
            double one = -in.share * in.end.slope(axis);
            double other = out.share * out.end.slope(axis);
            double uneven = in.end.uneven(axis, in.share) + out.end.uneven(axis, out.share);
            double lowest = at[axis] + Math.min(0, one) + Math.min(0, other) - uneven;
            double highest = at[axis] + Math.max(0, one) + Math.max(0, other) + uneven;
            if (lowest < joints.get(axis).min() || highest > joints.get(axis).max()) {
                return false;
            }
        }
        return true;
    }
}
