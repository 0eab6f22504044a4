package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.plant.RobotSpec.AxisSpec;
import dev.mortise.controller.domain.plant.RobotSpec.GeometrySpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Blend;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Plans straight ways with a corner of an arm that nobody has. The first plan of all costs milliseconds, in which its code is loaded; a robot that is led
 * straight must not wait for them.
 */
public final class Rehearsal {

    private static final double CYCLE_SECONDS = 1e-3;

    private static final List<Double> FROM = List.of(0.0, -1.2, 1.6, 0.0, 1.0, 0.0);
    private static final List<Double> OVER = List.of(0.4, -0.8, 1.3, 0.1, 0.9, 0.2);
    private static final List<Double> TO = List.of(0.9, -0.6, 1.1, 0.3, 0.8, 0.5);

    private Rehearsal() {}

    /** Plans two that meet in a corner, and goes them. */
    public static void straightWay() {
        GeometrySpec arm = arm();
        List<JointSpec> joints = IntStream.range(0, arm.axes().size())
                .mapToObj(i -> new JointSpec("j" + i, false, -3, 3, 2, 10, 100))
                .toList();
        MotionProgram program = new MotionProgram(
                List.of(new Segment.Straight(OVER, 1, Blend.ofTool(0.1)), new Segment.Straight(TO, 1)));
        double[] into = new double[joints.size()];
        Planner planner = new Planner(joints, Optional.of(arm));
        Planner.Plan plan = planner.program(program, 0, Planner.array(FROM), Optional.empty());
        MotionPlan going = new MotionPlan(((Planner.Plan.Legs) plan).inOrder(), 1, joints);
        while (!going.over()) {
            going.advance(CYCLE_SECONDS);
            going.sample(into, 0);
        }
    }

    private static GeometrySpec arm() {
        return new GeometrySpec(
                List.of(
                        turns(0, 0, 0, 0, 0, 1),
                        turns(0.35, 0, 0.8, 0, 1, 0),
                        turns(1.5, 0, 0.8, 0, 1, 0),
                        turns(0, 0, 0.8, 1, 0, 0),
                        turns(2.7, 0, 0.8, 0, 1, 0),
                        turns(0, 0, 0.8, 1, 0, 0)),
                List.of(3.0, 0.0, 0.8),
                Optional.empty());
    }

    private static AxisSpec turns(double x, double y, double z, double alongX, double alongY, double alongZ) {
        return new AxisSpec(false, List.of(x, y, z), List.of(alongX, alongY, alongZ));
    }
}
