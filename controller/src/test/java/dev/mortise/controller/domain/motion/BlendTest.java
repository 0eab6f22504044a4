package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Blend;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A robot passes places on its way without a stop. */
class BlendTest {

    private static final int RUNS = 300;
    private static final double ROUNDING = 1e-9;
    private static final double CYCLE = ARobot.CYCLE_MICROS * 1e-6;

    @Test
    void aCornerIsRoundedOffWithinItsRadiusAndQuickerThanAStop() {
        ARobot stopping = run(program(0, 0.5, 0.0, 0.5, 0.8));
        ARobot rounding = run(program(0.05, 0.5, 0.0, 0.5, 0.8));
        ARobot more = run(program(0.2, 0.5, 0.0, 0.5, 0.8));

        assertThat(rounding.path.size()).isLessThan(stopping.path.size() - 50);
        assertThat(more.path.size()).isLessThan(rounding.path.size() - 50);
        assertThat(nearest(stopping, 0.5, 0.0)).isCloseTo(0, within(ROUNDING));
        assertThat(nearest(rounding, 0.5, 0.0)).isBetween(0.005, 0.05);
        assertThat(slowestBetween(rounding, 0.45)).as("m/s about the corner").isGreaterThan(0.3);
    }

    @Test
    void aPlaceOnAStraightWayIsPassedAtFullSpeedWhenTheRadiusHoldsBothRamps() {
        ARobot straight = run(program(0, 0.0, 1.2));
        ARobot passing = run(program(0.6, 0.0, 0.6, 0.0, 1.2));

        assertThat(passing.path.size()).isLessThan(straight.path.size() + 20);
        assertThat(passing.position).containsExactly(0.0, 1.2);
    }

    @Test
    void wayBackOnTheSameLineTurnsWithinTheLimits() {
        ARobot robot = run(program(0.1, 0.5, 0.3, 0.0, 0.0));

        assertThat(nearest(robot, 0.5, 0.3)).isLessThanOrEqualTo(0.1);
    }

    @Test
    void beforeAPushItRestsWhateverIsSaidOfBlending() {
        ARobot robot = new ARobot().feels(y -> Math.max(0, 1.2e6 * (y - 0.6 - 0.249)));
        MotionExecution motion = ARobot.does(
                new CommandId("R-1/insert-compute-tray.C07/1/insert"),
                new MotionProgram(List.of(
                        new Segment.Joints(List.of(0.2, 0.6), 1.0, Blend.ofAxes(0.1)), ARobot.push(0.25, 1_400, 900))));

        robot.runToEnd(motion);

        assertThat(motion.ended().orElseThrow().outcome()).isEqualTo(StepReport.Outcome.OK);
        assertThat(nearest(robot, 0.2, 0.6)).as("metres").isLessThan(1e-6);
        robot.path.stream()
                .filter(at -> at[ARobot.PUSH] > 0.6)
                .forEach(at ->
                        assertThat(at[0]).as("the way of the push is straight").isEqualTo(0.2));
    }

    @Test
    void whateverTheCornersTheWayStaysWithinTheirRadiusAndNoLimitIsLeft() {
        for (long seed = 0; seed < RUNS; seed++) {
            Random chance = new Random(seed);
            double radius = 0.3 * chance.nextDouble();
            double[] places = places(chance);

            ARobot robot = run(program(radius, places));

            for (int i = 0; i < places.length; i += 2) {
                assertThat(nearest(robot, places[i], places[i + 1]))
                        .as("seed %d passes place %d", seed, i / 2)
                        .isLessThanOrEqualTo(radius + ROUNDING);
            }
            staysNear(robot, places, radius, seed);
        }
    }

    @Test
    void aChangeOfSpeedInACornerLeavesNoLimitAndTheWayStaysNear() {
        for (long seed = 0; seed < RUNS; seed++) {
            Random chance = new Random(seed);
            double radius = 0.02 + 0.2 * chance.nextDouble();
            double[] places = places(chance);
            ARobot robot = new ARobot();
            MotionExecution motion = execution(program(radius, places));
            for (int i = 0; i < 40_000 && motion.ended().isEmpty(); i++) {
                if (chance.nextInt(40) == 0) {
                    motion.speed(chance.nextInt(3) == 0 ? 0 : chance.nextDouble());
                }
                robot.cycle(motion, true);
            }

            assertThat(motion.ended().orElseThrow().outcome())
                    .as("seed %d", seed)
                    .isEqualTo(StepReport.Outcome.OK);
            assertThat(robot.stops + robot.refusals).as("seed %d", seed).isZero();
            robot.keptItsLimits();
            staysNear(robot, places, 2 * radius, seed);
        }
    }

    @Test
    void noSpeedInTheMiddleOfACornerIsObeyedAtOnceAndTheRobotRestsOnTheNextLeg() {
        ARobot robot = new ARobot();
        MotionExecution motion = execution(program(0.2, 0.5, 0.0, 0.5, 0.8));
        while (robot.position[1] == 0) {
            robot.cycle(motion, true);
        }
        motion.speed(0);
        for (int i = 0; i < 1_000; i++) {
            robot.cycle(motion, true);
        }

        assertThat(robot.position[0]).isCloseTo(0.5, within(ROUNDING));
        assertThat(robot.position[1]).isBetween(0.01, 0.4);

        motion.speed(1);
        robot.runToEnd(motion);

        assertThat(robot.position).containsExactly(0.5, 0.8);
        assertThat(robot.stops + robot.refusals).isZero();
    }

    /** Two axes of their own, so that there is nothing to add up. */
    @Test
    void aLowerSpeedInTheMiddleOfACornerDoesNotWaitForItsEnd() {
        ARobot robot = new ARobot();
        MotionExecution motion = execution(program(0.2, 0.5, 0.0, 0.5, 0.8));
        while (robot.position[1] == 0) {
            robot.cycle(motion, true);
        }
        double before = velocity(robot);

        motion.speed(0.05);
        int cycles = 0;
        while (robot.position[0] < 0.5 - ROUNDING && cycles < 20_000) {
            robot.cycle(motion, true);
            cycles++;
        }

        assertThat(before).isGreaterThan(0.3);
        assertThat(velocity(robot)).as("m/s at the corner's end").isLessThan(0.1);
        robot.runToEnd(motion);
        assertThat(robot.position).containsExactly(0.5, 0.8);
        assertThat(robot.stops + robot.refusals).isZero();
        robot.keptItsLimits();
    }

    private static double velocity(ARobot robot) {
        double[] now = robot.path.get(robot.path.size() - 1);
        double[] before = robot.path.get(robot.path.size() - 2);
        return Math.hypot(now[0] - before[0], now[1] - before[1]) / CYCLE;
    }

    @Test
    void withCommandsLostACornerIsTheSameBitForBit() {
        MotionProgram program = program(0.1, 0.5, 0.1, 0.4, 0.8, -0.3, 0.2);
        ARobot whole = run(program);
        ARobot holed = new ARobot();
        MotionExecution motion = execution(program);
        for (int i = 0; i < 20_000 && motion.ended().isEmpty(); i++) {
            holed.cycle(motion, i % (ARobot.HORIZON / 2) == 0);
        }

        assertThat(holed.path).hasSameSizeAs(whole.path);
        for (int i = 0; i < whole.path.size(); i++) {
            assertThat(holed.path.get(i)).containsExactly(whole.path.get(i));
        }
    }

    /** Corners are met on the real-time path: a collector that has nothing to collect cannot be waited for. */
    @Test
    void cornersAndChangesOfSpeedInThemCostNoByte() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<MotionPlan> plans = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            List<Segment> segments = program(0.2, 0.5, 0.0, 0.5, 0.8, 0.1, 0.9).segments();
            Planner.Plan plan =
                    new Planner(ARobot.JOINTS).program(new MotionProgram(segments), 0, new double[2], Optional.empty());
            plans.add(new MotionPlan(((Planner.Plan.Legs) plan).inOrder(), 1, ARobot.JOINTS));
        }
        double[] into = new double[2];
        long before = 0;
        for (MotionPlan plan : plans) {
            if (plan == plans.get(30)) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            for (int i = 0; i < 4_000; i++) {
                plan.speed(i % 150 < 15 ? 0 : 1);
                plan.advance(CYCLE);
                plan.sample(into, 0);
            }
            assertOver(plan);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated)
                .as("bytes of 30 plans, the counter's own included")
                .isLessThan(4_000);
    }

    private static void assertOver(MotionPlan plan) {
        if (!plan.over()) {
            throw new AssertionError("the plan is not over");
        }
    }

    private static double[] places(Random chance) {
        double[] places = new double[2 * (2 + chance.nextInt(4))];
        for (int i = 0; i < places.length; i += 2) {
            boolean same = i > 0 && chance.nextInt(4) == 0;
            places[i] = same ? places[i - 2] : 2 * chance.nextDouble() - 1;
            places[i + 1] = -0.2 + 1.5 * chance.nextDouble();
        }
        return places;
    }

    private static void staysNear(ARobot robot, double[] places, double radius, long seed) {
        for (double[] at : robot.path) {
            double near = distance(at, 0, 0, places[0], places[1]);
            for (int i = 0; i + 3 < places.length; i += 2) {
                near = Math.min(near, distance(at, places[i], places[i + 1], places[i + 2], places[i + 3]));
            }
            assertThat(near).as("seed %d at %s, %s", seed, at[0], at[1]).isLessThanOrEqualTo(radius + ROUNDING);
        }
    }

    /** From a straight piece. */
    private static double distance(double[] at, double x0, double y0, double x1, double y1) {
        double length = Math.hypot(x1 - x0, y1 - y0);
        double along = length == 0 ? 0 : ((at[0] - x0) * (x1 - x0) + (at[1] - y0) * (y1 - y0)) / (length * length);
        double share = Math.max(0, Math.min(1, along));
        return Math.hypot(at[0] - x0 - share * (x1 - x0), at[1] - y0 - share * (y1 - y0));
    }

    private static double nearest(ARobot robot, double x, double y) {
        return robot.path.stream()
                .mapToDouble(at -> Math.hypot(at[0] - x, at[1] - y))
                .min()
                .orElseThrow();
    }

    private static double slowestBetween(ARobot robot, double x) {
        double slowest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < robot.path.size(); i++) {
            double[] at = robot.path.get(i);
            double[] before = robot.path.get(i - 1);
            if (at[0] > x && at[1] < 0.05) {
                slowest = Math.min(slowest, Math.hypot(at[0] - before[0], at[1] - before[1]) / CYCLE);
            }
        }
        return slowest;
    }

    private static ARobot run(MotionProgram program) {
        ARobot robot = new ARobot();
        MotionExecution motion = execution(program);
        robot.runToEnd(motion);
        assertThat(motion.ended().orElseThrow().outcome())
                .as("%s", motion.ended())
                .isEqualTo(StepReport.Outcome.OK);
        assertThat(robot.stops + robot.refusals).isZero();
        robot.keptItsLimits();
        return robot;
    }

    private static MotionExecution execution(MotionProgram program) {
        return ARobot.does(new CommandId("R-1/mount-bus-bar/1/reach"), program);
    }

    private static MotionProgram program(double radius, double... places) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < places.length; i += 2) {
            segments.add(new Segment.Joints(List.of(places[i], places[i + 1]), 1.0, Blend.ofAxes(radius)));
        }
        return new MotionProgram(segments);
    }
}
