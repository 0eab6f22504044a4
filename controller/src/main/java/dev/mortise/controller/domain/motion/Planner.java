package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.kinematics.AxesWay;
import dev.mortise.controller.domain.kinematics.StraightWay;
import dev.mortise.controller.domain.plant.RobotSpec.GeometrySpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Blend;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns what is left of a program into legs, from where the robot stands. Belongs to one thread. */
final class Planner {

    /** Hard stops differ by about a millimetre from part to part; the last two are crept. */
    private static final double SEATING_METRES = 0.002;

    /** A part that touched is drawn back so far before it is moved aside: it rubs on nothing then. */
    private static final double BACK_METRES = 0.003;

    /** Slow enough that the force of a stiff stop, 1 N per micrometre, grows by 20 N a cycle and no more. */
    private static final double SEATING_METRES_PER_SECOND = 0.010;

    private final List<JointSpec> joints;
    private final Optional<StraightWay> straight;
    private final Optional<ToolCorner> corner;

    /** What a program comes to. */
    sealed interface Plan {

        /** These, one after the other. */
        record Legs(List<Leg> inOrder) implements Plan {}

        /** It cannot be done from there. */
        record Impossible(String reason) implements Plan {}
    }

    /** Where a push begins that has begun already. */
    static final class PushOrigin {
        private final double[] at;
        private final double feltMetres;

        /**
         * Of a push.
         *
         * @param at its axes at depth 0, moved aside by a search
         * @param feltMetres depth at which something was felt that made a search necessary; 0 when nothing was
         */
        PushOrigin(double[] at, double feltMetres) {
            this.at = at;
            this.feltMetres = feltMetres;
        }

        double[] at() {
            return at;
        }

        double feltMetres() {
            return feltMetres;
        }
    }

    Planner(List<JointSpec> joints) {
        this(joints, Optional.empty());
    }

    Planner(List<JointSpec> joints, Optional<GeometrySpec> geometry) {
        this.joints = List.copyOf(joints);
        this.straight = geometry.map(known -> new StraightWay(known, joints));
        this.corner = geometry.map(known -> new ToolCorner(known, joints));
    }

    /** Plans what is left on the way to the goal. */
    Plan plan(Goal goal, MotionProgram program, int segment, double[] standing, Push push) {
        return switch (goal) {
            case PROGRAM -> program(program, segment, standing, push.origin());
            case RETRACT ->
                retract(
                        standing,
                        push.start(),
                        program.insertion().orElseThrow().axis());
            default -> stay(standing);
        };
    }

    /**
     * Plans the program from one of its segments on.
     *
     * @param origin where the push of an insertion begins, when it has begun already
     */
    Plan program(MotionProgram program, int fromSegment, double[] standing, Optional<PushOrigin> origin) {
        List<Leg> legs = new ArrayList<>();
        double[] at = standing.clone();
        Blend blend = Blend.NONE;
        for (int i = fromSegment; i < program.segments().size(); i++) {
            Segment segment = program.segments().get(i);
            if (segment instanceof Segment.Joints move) {
                double[] target = array(move.target());
                Leg leg = Leg.joints(Leg.Phase.TRAVEL, i, at, target, move.speed(), joints);
                add(legs, leg, blend);
                blend = move.blend();
                at = target;
            } else if (segment instanceof Segment.Straight line) {
                double[] target = array(line.target());
                StraightWay.Found found = straight(at, target);
                if (found instanceof StraightWay.Found.None none) {
                    return new Plan.Impossible("no-straight-way: " + none.reason());
                }
                AxesWay way = ((StraightWay.Found.Way) found).axes();
                add(legs, Leg.straight(i, at, target, way, line.speed(), joints), blend);
                blend = line.blend();
                at = target;
            } else if (segment instanceof Segment.Insert insert) {
                push(legs, i, at, origin.orElse(new PushOrigin(at, 0)), insert);
            }
        }
        return new Plan.Legs(corner.map(known -> known.quickest(legs)).orElse(legs));
    }

    /** Behind the others, and blended with the last of them. */
    private void add(List<Leg> legs, Leg leg, Blend blend) {
        if (blend.radius() > 0) {
            Leg before = legs.get(legs.size() - 1);
            if (blend.of() == Blend.Of.TOOL) {
                corner.ifPresent(known -> known.blend(before, leg, blend.radius()));
            } else if (!before.isBent() && !leg.isBent()) {
                before.blendWith(leg, blend.radius(), joints);
            }
        }
        legs.add(leg);
    }

    private StraightWay.Found straight(double[] from, double[] to) {
        return straight.map(known -> known.between(from, to))
                .orElseGet(() -> new StraightWay.Found.None("geometry: not known"));
    }

    private void push(List<Leg> legs, int segment, double[] standing, PushOrigin push, Segment.Insert insert) {
        int axis = insert.axis();
        double origin = push.at()[axis];
        double[] at = aside(legs, segment, standing, push, insert);
        double creep = Math.min(insert.contactSpeedMetresPerSecond(), SEATING_METRES_PER_SECOND);
        boolean searches = push.feltMetres() > 0;
        double free = searches ? insert.contactSpeedMetresPerSecond() : insert.speedMetresPerSecond();
        double past = searches ? push.feltMetres() + Search.CLEAR_METRES : 0;
        double[] depths = {
            Math.min(past, insert.freeTravelMetres()),
            insert.freeTravelMetres(),
            insert.strokeMetres() - SEATING_METRES,
            insert.strokeMetres()
        };
        double[] speeds = {creep, free, insert.contactSpeedMetresPerSecond(), creep};
        Leg.Phase[] phases = {Leg.Phase.FREE, Leg.Phase.FREE, Leg.Phase.CONTACT, Leg.Phase.SEATING};
        for (int i = 0; i < depths.length; i++) {
            boolean last = i == depths.length - 1;
            if (last || at[axis] < origin + depths[i]) {
                double[] end = at.clone();
                end[axis] = origin + depths[i];
                legs.add(Leg.push(phases[i], segment, at, end, speeds[i], joints));
                at = end;
            }
        }
    }

    /** To where a search leads: back from what was felt, then beside it. */
    private double[] aside(List<Leg> legs, int segment, double[] standing, PushOrigin push, Segment.Insert insert) {
        double[] beside = push.at().clone();
        beside[insert.axis()] = standing[insert.axis()];
        if (push.feltMetres() <= 0 || Arrays.equals(beside, standing)) {
            return standing;
        }
        double back = push.at()[insert.axis()] + Math.max(0, push.feltMetres() - BACK_METRES);
        double[] clear = standing.clone();
        clear[insert.axis()] = Math.min(standing[insert.axis()], back);
        beside[insert.axis()] = clear[insert.axis()];
        double speed = insert.contactSpeedMetresPerSecond();
        legs.add(Leg.push(Leg.Phase.ASIDE, segment, standing, clear, speed, joints));
        legs.add(Leg.push(Leg.Phase.ASIDE, segment, clear, beside, speed, joints));
        return beside;
    }

    List<JointSpec> joints() {
        return joints;
    }

    /** Out of the slot along the way that the part went in, and only then beside it, where a search has led it aside. */
    Plan.Legs retract(double[] standing, double[] pushStart, int pushAxis) {
        double[] out = standing.clone();
        out[pushAxis] = pushStart[pushAxis];
        Leg pull = Leg.joints(Leg.Phase.RETRACT, 0, standing, out, 1, joints);
        return new Plan.Legs(
                Arrays.equals(out, pushStart)
                        ? List.of(pull)
                        : List.of(pull, Leg.joints(Leg.Phase.RETRACT, 0, out, pushStart, 1, joints)));
    }

    Plan.Legs stay(double[] standing) {
        return new Plan.Legs(List.of(Leg.joints(Leg.Phase.STAY, 0, standing, standing, 1, joints)));
    }

    /**
     * The first axis that a program would drive beyond its range. A way that is straight in the axes has its extremes at its ends;
     * one that is straight for the tool is looked at as it is planned.
     */
    Optional<String> outOfRange(MotionProgram program) {
        for (Segment segment : program.segments()) {
            List<Double> target = target(segment);
            for (int axis = 0; axis < target.size(); axis++) {
                JointSpec joint = joints.get(axis);
                if (target.get(axis) < joint.min() || target.get(axis) > joint.max()) {
                    return Optional.of(joint.name());
                }
            }
        }
        return Optional.empty();
    }

    /** Empty for a push, whose stroke plant.yaml has checked. */
    private static List<Double> target(Segment segment) {
        if (segment instanceof Segment.Joints move) {
            return move.target();
        }
        return segment instanceof Segment.Straight line ? line.target() : List.of();
    }

    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
