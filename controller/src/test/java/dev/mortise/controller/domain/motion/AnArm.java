package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.kinematics.Arm;
import dev.mortise.controller.domain.kinematics.Arms;
import dev.mortise.controller.domain.kinematics.Place;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.BoxSpec;
import dev.mortise.controller.domain.plant.RobotSpec.GeometrySpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** An articulated robot that stands where it was told to be for each cycle, and where it is when it is told to stop. */
final class AnArm {

    static final int CYCLE_MICROS = 2_000;
    static final int AXES = 6;
    static final List<Double> HOME = List.of(0.0, -1.2, 1.6, 0.0, 1.0, 0.0);
    static final List<Double> RACK = List.of(0.9, -0.6, 1.1, 0.3, 0.8, 0.5);
    static final CommandId COMMAND = new CommandId("R-1/mount-bus-bar/1/reach");
    /** Cycles from one place that is looked at to the next. */
    private static final int STEP = 3;

    private static final int HORIZON = 24;
    private static final int CYCLES_MAX = 60_000;

    final double[] position;
    final List<double[]> path = new ArrayList<>();
    private final RobotReading reading = new RobotReading(AXES);
    private final double[] horizon = new double[HORIZON * AXES];
    private RobotReading.Phase phase = RobotReading.Phase.READY;
    private RobotReading.Stop stop = RobotReading.Stop.NONE;
    private int cycle = 1;
    private int moveIndex;

    AnArm(List<Double> standing) {
        position = Planner.array(standing);
    }

    StepReport runToEnd(MotionExecution motion) {
        for (int i = 0; i < CYCLES_MAX && motion.ended().isEmpty(); i++) {
            cycle(motion);
        }
        return motion.ended().orElseThrow();
    }

    /** The same, while somebody turns its speed up and down, to nothing too. */
    StepReport runToEnd(MotionExecution motion, Random chance) {
        for (int i = 0; i < CYCLES_MAX && motion.ended().isEmpty(); i++) {
            if (chance.nextInt(60) == 0) {
                motion.speed(chance.nextInt(3) == 0 ? 0 : chance.nextDouble());
            }
            cycle(motion);
        }
        return motion.ended().orElseThrow();
    }

    void cycle(MotionExecution motion) {
        for (int axis = 0; axis < AXES; axis++) {
            reading.axis(axis, position[axis]);
        }
        MotionExecution.Answer answer =
                motion.observe(reading.state(phase, stop, moveIndex).cycle(cycle));
        cycle++;
        int count = answer == MotionExecution.Answer.SETPOINTS ? motion.setpoints(reading, HORIZON, horizon) : 0;
        if (count == 0) {
            stop = phase == RobotReading.Phase.MOVING ? RobotReading.Stop.COMMANDED : stop;
            phase = phase == RobotReading.Phase.MOVING ? RobotReading.Phase.STOPPED : phase;
            return;
        }
        moveIndex = motion.moveIndex();
        phase = RobotReading.Phase.MOVING;
        System.arraycopy(horizon, 0, position, 0, AXES);
        path.add(position.clone());
        if (motion.last() && count == 1) {
            phase = RobotReading.Phase.STOPPED;
            stop = RobotReading.Stop.FINISHED;
        }
    }

    /** The greatest distance of its tool from the way of another one's. */
    double farthestFrom(AnArm ways) {
        List<Place> line = new ArrayList<>();
        for (int i = 0; i < ways.path.size(); i += STEP) {
            line.add(AnArm.place(ways.path.get(i)));
        }
        line.add(AnArm.place(ways.position));
        double farthest = 0;
        for (int at = 0; at < path.size(); at += STEP) {
            Place tool = AnArm.place(path.get(at));
            double near = Double.POSITIVE_INFINITY;
            for (int i = 1; i < line.size(); i++) {
                near = Math.min(near, distance(tool, line.get(i - 1), line.get(i)));
            }
            farthest = Math.max(farthest, near);
        }
        return farthest;
    }

    /** From a straight piece. */
    private static double distance(Place tool, Place from, Place to) {
        double square = 0;
        double along = 0;
        for (int row = 0; row < 3; row++) {
            double way = to.metres(row) - from.metres(row);
            square += way * way;
            along += (tool.metres(row) - from.metres(row)) * way;
        }
        double share = square == 0 ? 0 : Math.max(0, Math.min(1, along / square));
        double missed = 0;
        for (int row = 0; row < 3; row++) {
            double off = tool.metres(row) - from.metres(row) - share * (to.metres(row) - from.metres(row));
            missed += off * off;
        }
        return Math.sqrt(missed);
    }

    static MotionExecution does(MotionProgram program, Optional<BoxSpec> workspace) {
        return new MotionExecution(COMMAND, program, spec(workspace));
    }

    static Place place(List<Double> axes) {
        return place(Planner.array(axes));
    }

    static Place place(double[] axes) {
        Place place = new Place();
        new Arm(Arms.large()).place(axes, 0, place);
        return place;
    }

    /** In front of it, with its elbow up. */
    static List<Double> posture(Random chance) {
        double[] middle = {0, -0.8, 1.4, 0, 0.9, 0};
        double[] spread = {1.2, 0.5, 0.5, 0.8, 0.5, 1.5};
        List<Double> posture = new ArrayList<>();
        for (int axis = 0; axis < AXES; axis++) {
            posture.add(middle[axis] + spread[axis] * (2 * chance.nextDouble() - 1));
        }
        return posture;
    }

    static RobotSpec spec(Optional<BoxSpec> workspace) {
        GeometrySpec arm = Arms.large();
        return new RobotSpec(
                new RobotId("FR-1"),
                "127.0.0.1",
                1,
                CYCLE_MICROS,
                RobotSpec.Kinematics.ARTICULATED,
                Arms.joints(),
                Map.of(),
                Optional.empty(),
                RobotKey.NONE,
                RobotSpec.PayloadSpec.ANY,
                Optional.of(new GeometrySpec(arm.axes(), arm.tool(), workspace)));
    }
}
