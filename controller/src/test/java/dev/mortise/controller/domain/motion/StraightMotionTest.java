package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An articulated robot that is led straight keeps every limit of its axes, and its tool stays in its workspace. */
class StraightMotionTest {

    private static final int CYCLE_MICROS = 2_000;
    private static final int HORIZON = 24;
    private static final int AXES = 6;
    private static final List<Double> HOME = List.of(0.0, -1.2, 1.6, 0.0, 1.0, 0.0);
    private static final List<Double> RACK = List.of(0.9, -0.6, 1.1, 0.3, 0.8, 0.5);
    private static final CommandId COMMAND = new CommandId("R-1/mount-bus-bar/1/reach");

    private final double[] position = Planner.array(HOME);
    private final List<double[]> path = new ArrayList<>();

    @Test
    void theToolGoesStraightAndRestsAtTheTarget() {
        StepReport report = run(spec(Optional.empty()), straight(RACK), new Random(0), false);

        assertThat(report.outcome()).as(report.reason()).isEqualTo(StepReport.Outcome.OK);
        assertThat(position).containsExactly(Planner.array(RACK), within(1e-12));
        assertThat(farthestFromTheLine(HOME, RACK)).isLessThan(1e-4);
    }

    /** The check of every set-point knows nothing of how the way was planned: it refuses what exceeds a limit. */
    @Test
    void whateverTheWayAndHoweverItsSpeedIsChangedNoLimitIsLeft() {
        int went = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random chance = new Random(seed);
            path.clear();
            List<Double> from = posture(chance);
            System.arraycopy(Planner.array(from), 0, position, 0, AXES);
            List<Double> to = posture(chance);

            StepReport report = run(spec(Optional.empty()), straight(to), chance, seed % 2 == 0);

            if (report.outcome() == StepReport.Outcome.OK) {
                went++;
                assertThat(farthestFromTheLine(from, to)).as("seed %d", seed).isLessThan(1e-4);
            } else {
                assertThat(report.reason()).as("seed %d", seed).startsWith("no-straight-way: ");
                assertThat(path).as("nothing has moved").isEmpty();
            }
        }
        assertThat(went).as("of 200").isGreaterThan(60);
    }

    /** Limits would be kept by a robot that crawls, too. */
    @Test
    void itTakesLessThanThreeTimesAsLongAsTheQuickestWayOfTheAxes() {
        run(spec(Optional.empty()), straight(RACK), new Random(0), false);
        int straight = path.size();
        path.clear();
        System.arraycopy(Planner.array(HOME), 0, position, 0, AXES);
        run(spec(Optional.empty()), new MotionProgram(List.of(new Segment.Joints(RACK, 1))), new Random(0), false);

        assertThat(straight).isBetween(path.size(), 3 * path.size());
    }

    @Test
    void aStopOnTheWayIsOnTheLineAndItGoesOnFromThere() {
        MotionExecution motion = new MotionExecution(COMMAND, straight(RACK), spec(Optional.empty()));
        Follower robot = new Follower(motion);
        for (int i = 0; i < 150; i++) {
            robot.cycle();
        }
        motion.speed(0);
        for (int i = 0; i < 500; i++) {
            robot.cycle();
        }
        double[] standing = position.clone();
        assertThat(standing[0]).isBetween(0.05, 0.85);
        motion.speed(1);
        robot.runToEnd();

        assertThat(position).containsExactly(Planner.array(RACK), within(1e-12));
        assertThat(farthestFromTheLine(HOME, RACK)).isLessThan(1e-4);
    }

    @Test
    void aWayOutOfTheWorkspaceIsHeldAtItsBorder() {
        Place target = place(RACK);
        double border = (place(HOME).metres(1) + target.metres(1)) / 2;
        BoxSpec box = new BoxSpec(List.of(-4.0, -4.0, -4.0), List.of(4.0, border, 4.0));
        for (Segment way : List.of(new Segment.Straight(RACK, 1), new Segment.Joints(RACK, 1))) {
            path.clear();
            System.arraycopy(Planner.array(HOME), 0, position, 0, AXES);

            StepReport report = run(spec(Optional.of(box)), new MotionProgram(List.of(way)), new Random(0), false);

            assertThat(report.outcome()).isEqualTo(StepReport.Outcome.STATION_FAULT);
            assertThat(report.reason()).isEqualTo("workspace-limit: y");
            assertThat(path)
                    .isNotEmpty()
                    .allSatisfy(at -> assertThat(
                                    place(Arrays.stream(at).boxed().toList()).metres(1))
                            .isLessThanOrEqualTo(border + 1e-6));
        }
    }

    @Test
    void withoutGeometryAStraightWayIsRefusedBeforeAnythingMoves() {
        RobotSpec blind = spec(Optional.empty());
        MotionExecution motion =
                new MotionExecution(COMMAND, straight(RACK), new Planner(blind.joints()), CommandCheck.of(blind, 0));

        new Follower(motion).runToEnd();

        assertThat(motion.ended().orElseThrow().reason()).isEqualTo("no-straight-way: geometry: not known");
        assertThat(path).isEmpty();
    }

    /** The way is looked up on the real-time path. */
    @Test
    void setPointsOfAStraightWayCostNoByte() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<MotionPlan> plans = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Planner planner = new Planner(Arms.joints(), Optional.of(Arms.large()));
            Planner.Plan plan = planner.program(straight(RACK), 0, Planner.array(HOME), Optional.empty());
            plans.add(new MotionPlan(((Planner.Plan.Legs) plan).inOrder(), 1, Arms.joints()));
        }
        double[] into = new double[AXES];
        long before = 0;
        for (MotionPlan plan : plans) {
            if (plan == plans.get(20)) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            for (int i = 0; i < 2_000; i++) {
                plan.advance(CYCLE_MICROS * 1e-6);
                plan.sample(into, 0);
            }
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes of 20 plans, the counter's own included")
                .isLessThan(4_000);
    }

    private StepReport run(RobotSpec spec, MotionProgram program, Random chance, boolean changesSpeed) {
        MotionExecution motion = new MotionExecution(COMMAND, program, spec);
        Follower robot = new Follower(motion);
        for (int i = 0; i < 20_000 && motion.ended().isEmpty(); i++) {
            if (changesSpeed && chance.nextInt(60) == 0) {
                motion.speed(chance.nextInt(3) == 0 ? 0 : chance.nextDouble());
            }
            robot.cycle();
        }
        return motion.ended().orElseThrow();
    }

    /** Stands where it was told to be for each cycle, and where it is when it is told to stop. */
    private final class Follower {
        private final MotionExecution motion;
        private final RobotReading reading = new RobotReading(AXES);
        private final double[] horizon = new double[HORIZON * AXES];
        private RobotReading.Phase phase = RobotReading.Phase.READY;
        private RobotReading.Stop stop = RobotReading.Stop.NONE;
        private int cycle = 1;
        private int moveIndex;

        Follower(MotionExecution motion) {
            this.motion = motion;
        }

        void runToEnd() {
            for (int i = 0; i < 20_000 && motion.ended().isEmpty(); i++) {
                cycle();
            }
        }

        void cycle() {
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
    }

    private double farthestFromTheLine(List<Double> from, List<Double> to) {
        Place start = place(from);
        Place end = place(to);
        double length = start.metresTo(end);
        double farthest = 0;
        for (double[] at : path) {
            Place tool = place(Arrays.stream(at).boxed().toList());
            double along = 0;
            for (int row = 0; row < 3; row++) {
                along += (tool.metres(row) - start.metres(row)) * (end.metres(row) - start.metres(row)) / length;
            }
            double straight = start.metresTo(tool);
            farthest = Math.max(farthest, Math.sqrt(Math.max(0, straight * straight - along * along)));
        }
        return farthest;
    }

    private static Place place(List<Double> axes) {
        Place place = new Place();
        new Arm(Arms.large()).place(Planner.array(axes), 0, place);
        return place;
    }

    private static MotionProgram straight(List<Double> target) {
        return new MotionProgram(List.of(new Segment.Straight(target, 1)));
    }

    private static List<Double> posture(Random chance) {
        double[] middle = {0, -0.8, 1.4, 0, 0.9, 0};
        double[] spread = {1.2, 0.5, 0.5, 0.8, 0.5, 1.5};
        List<Double> posture = new ArrayList<>();
        for (int axis = 0; axis < AXES; axis++) {
            posture.add(middle[axis] + spread[axis] * (2 * chance.nextDouble() - 1));
        }
        return posture;
    }

    private static RobotSpec spec(Optional<BoxSpec> workspace) {
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
