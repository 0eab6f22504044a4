package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what is left of a program into legs, from where the robot stands. */
final class Planner {

    /** Hard stops differ by about a millimetre from part to part; the last two are crept. */
    private static final double SEATING_METRES = 0.002;

    /** Slow enough that the force of a stiff stop, 1 N per micrometre, grows by 20 N a cycle and no more. */
    private static final double SEATING_METRES_PER_SECOND = 0.010;

    private final List<JointSpec> joints;

    Planner(List<JointSpec> joints) {
        this.joints = List.copyOf(joints);
    }

    /**
     * Plans the program from one of its segments on.
     *
     * @param pushStart where the push of an insertion begins, when it has begun already
     */
    List<Leg> program(MotionProgram program, int fromSegment, double[] standing, Optional<double[]> pushStart) {
        List<Leg> legs = new ArrayList<>();
        double[] at = standing.clone();
        double radius = 0;
        for (int i = fromSegment; i < program.segments().size(); i++) {
            Segment segment = program.segments().get(i);
            if (segment instanceof Segment.Joints move) {
                double[] target = array(move.target());
                Leg leg = Leg.joints(Leg.Phase.TRAVEL, i, at, target, move.speed(), joints);
                if (radius > 0) {
                    legs.get(legs.size() - 1).blendWith(leg, radius, joints);
                }
                legs.add(leg);
                radius = move.blendRadius();
                at = target;
            } else if (segment instanceof Segment.Insert insert) {
                push(legs, i, at, pushStart.orElse(at), insert);
            }
        }
        return legs;
    }

    private void push(List<Leg> legs, int segment, double[] standing, double[] start, Segment.Insert insert) {
        double origin = start[insert.axis()];
        double[] at = standing;
        double creep = Math.min(insert.contactSpeedMetresPerSecond(), SEATING_METRES_PER_SECOND);
        double[] depths = {insert.freeTravelMetres(), insert.strokeMetres() - SEATING_METRES, insert.strokeMetres()};
        double[] speeds = {insert.speedMetresPerSecond(), insert.contactSpeedMetresPerSecond(), creep};
        Leg.Phase[] phases = {Leg.Phase.FREE, Leg.Phase.CONTACT, Leg.Phase.SEATING};
        for (int i = 0; i < depths.length; i++) {
            boolean last = i == depths.length - 1;
            if (last || at[insert.axis()] < origin + depths[i]) {
                double[] end = at.clone();
                end[insert.axis()] = origin + depths[i];
                legs.add(Leg.push(phases[i], segment, at, end, speeds[i], joints));
                at = end;
            }
        }
    }

    List<JointSpec> joints() {
        return joints;
    }

    List<Leg> retract(double[] standing, double[] pushStart) {
        return List.of(Leg.joints(Leg.Phase.RETRACT, 0, standing, pushStart, 1, joints));
    }

    List<Leg> stay(double[] standing) {
        return List.of(Leg.joints(Leg.Phase.STAY, 0, standing, standing, 1, joints));
    }

    /** The first axis that a program would drive beyond its range; every leg is straight, so its ends tell. */
    Optional<String> outOfRange(MotionProgram program) {
        for (Segment segment : program.segments()) {
            if (segment instanceof Segment.Joints move) {
                for (int axis = 0; axis < joints.size(); axis++) {
                    JointSpec joint = joints.get(axis);
                    double target = move.target().get(axis);
                    if (target < joint.min() || target > joint.max()) {
                        return Optional.of(joint.name());
                    }
                }
            }
        }
        return Optional.empty();
    }

    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
