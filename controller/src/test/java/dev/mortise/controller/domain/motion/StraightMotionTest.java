package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.domain.kinematics.Arms;
import dev.mortise.controller.domain.kinematics.Place;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.BoxSpec;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An articulated robot that is led straight keeps every limit of its axes, and its tool stays in its workspace. */
class StraightMotionTest {

    @Test
    void theToolGoesStraightAndRestsAtTheTarget() {
        AnArm robot = new AnArm(AnArm.HOME);
        StepReport report = robot.runToEnd(AnArm.does(straight(AnArm.RACK), Optional.empty()));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(StepReport.Outcome.OK);
        assertThat(robot.position).containsExactly(Planner.array(AnArm.RACK), within(1e-12));
        assertThat(farthestFromTheLine(robot, AnArm.HOME, AnArm.RACK)).isLessThan(1e-4);
    }

    /** The check of every set-point knows nothing of how the way was planned: it refuses what exceeds a limit. */
    @Test
    void whateverTheWayAndHoweverItsSpeedIsChangedNoLimitIsLeft() {
        int went = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random chance = new Random(seed);
            List<Double> from = AnArm.posture(chance);
            AnArm robot = new AnArm(from);
            List<Double> to = AnArm.posture(chance);
            MotionExecution motion = AnArm.does(straight(to), Optional.empty());

            StepReport report = seed % 2 == 0 ? robot.runToEnd(motion, chance) : robot.runToEnd(motion);

            if (report.outcome() == StepReport.Outcome.OK) {
                went++;
                assertThat(farthestFromTheLine(robot, from, to))
                        .as("seed %d", seed)
                        .isLessThan(1e-4);
            } else {
                assertThat(report.reason()).as("seed %d", seed).startsWith("no-straight-way: ");
                assertThat(robot.path).as("nothing has moved").isEmpty();
            }
        }
        assertThat(went).as("of 200").isGreaterThan(60);
    }

    /** Limits would be kept by a robot that crawls, too. */
    @Test
    void itTakesLessThanThreeTimesAsLongAsTheQuickestWayOfTheAxes() {
        AnArm straight = new AnArm(AnArm.HOME);
        straight.runToEnd(AnArm.does(straight(AnArm.RACK), Optional.empty()));
        AnArm quickest = new AnArm(AnArm.HOME);
        quickest.runToEnd(AnArm.does(new MotionProgram(List.of(new Segment.Joints(AnArm.RACK, 1))), Optional.empty()));

        assertThat(straight.path.size()).isBetween(quickest.path.size(), 3 * quickest.path.size());
    }

    @Test
    void aStopOnTheWayIsOnTheLineAndItGoesOnFromThere() {
        MotionExecution motion = AnArm.does(straight(AnArm.RACK), Optional.empty());
        AnArm robot = new AnArm(AnArm.HOME);
        for (int i = 0; i < 150; i++) {
            robot.cycle(motion);
        }
        motion.speed(0);
        for (int i = 0; i < 500; i++) {
            robot.cycle(motion);
        }
        double[] standing = robot.position.clone();
        assertThat(standing[0]).isBetween(0.05, 0.85);
        motion.speed(1);
        robot.runToEnd(motion);

        assertThat(robot.position).containsExactly(Planner.array(AnArm.RACK), within(1e-12));
        assertThat(farthestFromTheLine(robot, AnArm.HOME, AnArm.RACK)).isLessThan(1e-4);
    }

    @Test
    void aWayOutOfTheWorkspaceIsHeldAtItsBorder() {
        Place target = AnArm.place(AnArm.RACK);
        double border = (AnArm.place(AnArm.HOME).metres(1) + target.metres(1)) / 2;
        BoxSpec box = new BoxSpec(List.of(-4.0, -4.0, -4.0), List.of(4.0, border, 4.0));
        for (Segment way : List.of(new Segment.Straight(AnArm.RACK, 1), new Segment.Joints(AnArm.RACK, 1))) {
            AnArm robot = new AnArm(AnArm.HOME);

            StepReport report = robot.runToEnd(AnArm.does(new MotionProgram(List.of(way)), Optional.of(box)));

            assertThat(report.outcome()).isEqualTo(StepReport.Outcome.STATION_FAULT);
            assertThat(report.reason()).isEqualTo("workspace-limit: y");
            assertThat(robot.path)
                    .isNotEmpty()
                    .allSatisfy(at -> assertThat(AnArm.place(at).metres(1)).isLessThanOrEqualTo(border + 1e-6));
        }
    }

    @Test
    void withoutGeometryAStraightWayIsRefusedBeforeAnythingMoves() {
        RobotSpec blind = AnArm.spec(Optional.empty());
        AnArm robot = new AnArm(AnArm.HOME);
        MotionExecution motion = new MotionExecution(
                AnArm.COMMAND, straight(AnArm.RACK), new Planner(blind.joints()), CommandCheck.of(blind, 0));

        robot.runToEnd(motion);

        assertThat(motion.ended().orElseThrow().reason()).isEqualTo("no-straight-way: geometry: not known");
        assertThat(robot.path).isEmpty();
    }

    /** The way is looked up on the real-time path. */
    @Test
    void setPointsOfAStraightWayCostNoByte() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<MotionPlan> plans = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Planner planner = new Planner(Arms.joints(), Optional.of(Arms.large()));
            Planner.Plan plan = planner.program(straight(AnArm.RACK), 0, Planner.array(AnArm.HOME), Optional.empty());
            plans.add(new MotionPlan(((Planner.Plan.Legs) plan).inOrder(), 1, Arms.joints()));
        }
        double[] into = new double[AnArm.AXES];
        long before = 0;
        for (MotionPlan plan : plans) {
            if (plan == plans.get(20)) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            for (int i = 0; i < 2_000; i++) {
                plan.advance(AnArm.CYCLE_MICROS * 1e-6);
                plan.sample(into, 0);
            }
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes of 20 plans, the counter's own included")
                .isLessThan(4_000);
    }

    private static double farthestFromTheLine(AnArm robot, List<Double> from, List<Double> to) {
        Place start = AnArm.place(from);
        Place end = AnArm.place(to);
        double length = start.metresTo(end);
        double farthest = 0;
        for (double[] at : robot.path) {
            Place tool = AnArm.place(at);
            double along = 0;
            for (int row = 0; row < 3; row++) {
                along += (tool.metres(row) - start.metres(row)) * (end.metres(row) - start.metres(row)) / length;
            }
            double straight = start.metresTo(tool);
            farthest = Math.max(farthest, Math.sqrt(Math.max(0, straight * straight - along * along)));
        }
        return farthest;
    }

    private static MotionProgram straight(List<Double> target) {
        return new MotionProgram(List.of(new Segment.Straight(target, 1)));
    }
}
