package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.kinematics.Arms;
import dev.mortise.controller.domain.kinematics.Place;
import dev.mortise.controller.domain.kinematics.StraightWay;
import dev.mortise.controller.domain.plant.RobotSpec.BoxSpec;
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

/** An articulated robot passes places without a stop, and its tool stays near the ways that meet there. */
class ToolBlendTest {

    private static final int RUNS = 150;

    /** Of the line from one place that is looked at to the next, where the way is bent, in m. */
    private static final double ROUNDING = 5e-5;

    /** Away from the foot, then up and to the left. */
    private static final List<Double> CORNER = List.of(0.4, -0.8, 1.3, 0.1, 0.9, 0.2);

    private final Blend wide = Blend.ofTool(0.1);

    @Test
    void aCornerOfStraightWaysIsPassedWithinItsRadiusAndQuickerThanWithAStop() {
        AnArm stops = run(straight(Blend.NONE));
        AnArm passes = run(straight(Blend.ofTool(0.02)));
        AnArm wider = run(straight(wide));

        assertThat(passes.path.size()).isLessThan(stops.path.size() - 20);
        assertThat(wider.path.size()).isLessThan(passes.path.size() - 20);
        assertThat(nearest(stops)).isLessThan(ROUNDING);
        assertThat(nearest(wider)).isBetween(0.005, 0.1);
        assertThat(slowestNearCorner(wider)).as("m/s").isGreaterThan(0.1);
    }

    /** The foot turns, and then the tool goes straight away from it: each moves axes of its own. */
    @Test
    void aWayOfTheAxesAndAStraightOneAreBlendedEitherWayRound() {
        List<Double> aside = List.of(-0.6, -1.2, 1.6, 0.0, 1.0, 0.0);
        List<Double> ahead = List.of(0.0, -0.6, 1.1, 0.0, 0.9, 0.0);
        for (boolean straightIn : new boolean[] {true, false}) {
            List<Double> from = straightIn ? aside : ahead;
            List<Double> to = straightIn ? ahead : aside;
            AnArm stops = run(from, mixed(straightIn, to, Blend.NONE), to);
            AnArm passes = run(from, mixed(straightIn, to, wide), to);

            assertThat(passes.path.size()).as("straight in: %s", straightIn).isLessThan(stops.path.size() - 20);
            assertThat(passes.farthestFrom(stops)).isBetween(0.002, 0.1);
        }
    }

    /** The check of every set-point judges the limits of the axes and the workspace: it knows nothing of corners. */
    @Test
    void whateverTheCornersTheToolStaysWithinTheirRadiusAndNoLimitIsLeft() {
        int blended = 0;
        int went = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            Random chance = new Random(7919L * seed);
            Route route = new Route(chance);
            AnArm stops = new AnArm(route.places.get(0));
            StepReport report = stops.runToEnd(AnArm.does(route.program(Blend.NONE), Optional.empty()));
            if (report.outcome() != StepReport.Outcome.OK) {
                assertThat(report.reason()).startsWith("no-straight-way: ");
                continue;
            }
            AnArm passes = new AnArm(route.places.get(0));
            StepReport passed = passes.runToEnd(
                    AnArm.does(route.program(Blend.ofTool(route.radius)), Optional.of(hull(stops, route.room))));

            assertThat(passed.outcome())
                    .as("seed %d: %s", seed, passed.reason())
                    .isEqualTo(StepReport.Outcome.OK);
            assertThat(passes.position).containsExactly(Planner.array(route.last()));
            assertThat(passes.path.size()).as("seed %d", seed).isLessThanOrEqualTo(stops.path.size());
            assertThat(passes.farthestFrom(stops))
                    .as("seed %d, metres", seed)
                    .isLessThanOrEqualTo(route.radius + ROUNDING);
            went++;
            blended += passes.path.size() < stops.path.size() ? 1 : 0;
        }
        assertThat(went).as("routes that there are").isGreaterThan(RUNS / 10);
        assertThat(blended).as("of %d", went).isGreaterThan(went / 2);
    }

    @Test
    void aChangeOfSpeedInACornerLeavesNoLimitAndTheToolStaysWithinTheRadius() {
        int went = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            Random chance = new Random(7919L * seed);
            Route route = new Route(chance);
            AnArm stops = new AnArm(route.places.get(0));
            if (stops.runToEnd(AnArm.does(route.program(Blend.NONE), Optional.empty()))
                            .outcome()
                    != StepReport.Outcome.OK) {
                continue;
            }
            AnArm passes = new AnArm(route.places.get(0));
            StepReport passed = passes.runToEnd(
                    AnArm.does(route.program(Blend.ofTool(route.radius)), Optional.of(hull(stops, route.room))),
                    chance);

            went++;
            assertThat(passed.outcome())
                    .as("seed %d: %s", seed, passed.reason())
                    .isEqualTo(StepReport.Outcome.OK);
            assertThat(passes.position).containsExactly(Planner.array(route.last()));
            assertThat(passes.farthestFrom(stops))
                    .as("seed %d, metres", seed)
                    .isLessThanOrEqualTo(route.radius + ROUNDING);
        }
        assertThat(went).as("routes that there are").isGreaterThan(RUNS / 10);
    }

    /** In every fifth cycle of the way, so that some are in the corner. */
    @Test
    void aStopFromAnyInstantRestsNearTheWaysAndGoesOnFromThere() {
        AnArm stops = run(straight(Blend.NONE));
        int cycles = run(straight(wide)).path.size();
        for (int at = 0; at < cycles; at += 5) {
            AnArm robot = new AnArm(AnArm.HOME);
            MotionExecution motion = AnArm.does(straight(wide), Optional.empty());
            for (int i = 0; i < at; i++) {
                robot.cycle(motion);
            }
            motion.speed(0);
            for (int i = 0; i < 600; i++) {
                robot.cycle(motion);
            }
            double[] standing = robot.position.clone();
            for (int i = 0; i < 20; i++) {
                robot.cycle(motion);
            }
            assertThat(robot.position).as("rests, %d", at).containsExactly(standing);
            motion.speed(1);

            assertThat(robot.runToEnd(motion).outcome()).isEqualTo(StepReport.Outcome.OK);
            assertThat(robot.position).containsExactly(Planner.array(AnArm.RACK));
            assertThat(robot.farthestFrom(stops)).isLessThanOrEqualTo(0.1 + ROUNDING);
        }
    }

    /** Corners are met on the real-time path. */
    @Test
    void cornersAndChangesOfSpeedInThemCostNoByte() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<MotionPlan> plans = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Planner planner = new Planner(Arms.joints(), Optional.of(Arms.large()));
            Planner.Plan plan = planner.program(straight(wide), 0, Planner.array(AnArm.HOME), Optional.empty());
            plans.add(new MotionPlan(((Planner.Plan.Legs) plan).inOrder(), 1, Arms.joints()));
        }
        double[] into = new double[AnArm.AXES];
        long before = 0;
        for (MotionPlan plan : plans) {
            if (plan == plans.get(30)) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            for (int i = 0; i < 4_000; i++) {
                plan.speed(i % 150 < 15 ? 0 : 1);
                plan.advance(AnArm.CYCLE_MICROS * 1e-6);
                plan.sample(into, 0);
            }
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes of 30 plans, the counter's own included")
                .isLessThan(4_000);
    }

    /** Some places with a radius; whether the way to each is straight. */
    private static final class Route {
        private final List<List<Double>> places = new ArrayList<>();
        private final List<Boolean> straight = new ArrayList<>();
        private final double radius;
        private final double speed;

        /** Between the ways and the border of the workspace, in m. */
        private final double room;

        Route(Random chance) {
            room = Math.max(StraightWay.STRAY_METRES, 0.08 * (chance.nextInt(4) - 1));
            radius = 0.3 * chance.nextDouble();
            speed = 0.4 + 0.6 * chance.nextDouble();
            int count = 3 + chance.nextInt(2);
            for (int i = 0; i < count; i++) {
                places.add(AnArm.posture(chance));
                straight.add(chance.nextInt(4) > 0);
            }
        }

        List<Double> last() {
            return places.get(places.size() - 1);
        }

        MotionProgram program(Blend blend) {
            List<Segment> segments = new ArrayList<>();
            for (int i = 1; i < places.size(); i++) {
                Blend here = i == places.size() - 1 ? Blend.NONE : blend;
                segments.add(
                        straight.get(i)
                                ? new Segment.Straight(places.get(i), speed, here)
                                : new Segment.Joints(places.get(i), speed, here));
            }
            return new MotionProgram(segments);
        }
    }

    /** A box that holds the ways without corners, with little room: rounding one off must not leave it. */
    private static BoxSpec hull(AnArm robot, double room) {
        Double[] min = {1e3, 1e3, 1e3};
        Double[] max = {-1e3, -1e3, -1e3};
        for (double[] at : robot.path) {
            Place tool = AnArm.place(at);
            for (int row = 0; row < 3; row++) {
                min[row] = Math.min(min[row], tool.metres(row) - room);
                max[row] = Math.max(max[row], tool.metres(row) + room);
            }
        }
        return new BoxSpec(List.of(min), List.of(max));
    }

    private static double nearest(AnArm robot) {
        Place corner = AnArm.place(CORNER);
        return robot.path.stream()
                .mapToDouble(at -> AnArm.place(at).metresTo(corner))
                .min()
                .orElseThrow();
    }

    private static double slowestNearCorner(AnArm robot) {
        Place corner = AnArm.place(CORNER);
        double slowest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < robot.path.size(); i++) {
            Place now = AnArm.place(robot.path.get(i));
            double way = now.metresTo(AnArm.place(robot.path.get(i - 1)));
            slowest = now.metresTo(corner) < 0.1 ? Math.min(slowest, way / AnArm.CYCLE_MICROS * 1e6) : slowest;
        }
        return slowest;
    }

    private static AnArm run(MotionProgram program) {
        return run(AnArm.HOME, program, AnArm.RACK);
    }

    private static AnArm run(List<Double> from, MotionProgram program, List<Double> to) {
        AnArm robot = new AnArm(from);
        StepReport report = robot.runToEnd(AnArm.does(program, Optional.empty()));
        assertThat(report.outcome()).as(report.reason()).isEqualTo(StepReport.Outcome.OK);
        assertThat(robot.position).containsExactly(Planner.array(to));
        return robot;
    }

    private static MotionProgram straight(Blend blend) {
        return new MotionProgram(List.of(new Segment.Straight(CORNER, 1, blend), new Segment.Straight(AnArm.RACK, 1)));
    }

    private static MotionProgram mixed(boolean straightIn, List<Double> to, Blend blend) {
        return new MotionProgram(
                straightIn
                        ? List.of(new Segment.Joints(AnArm.HOME, 1, blend), new Segment.Straight(to, 1))
                        : List.of(new Segment.Straight(AnArm.HOME, 1, blend), new Segment.Joints(to, 1)));
    }
}
