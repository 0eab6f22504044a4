package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.Curve;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MotionExecutionTest {

    private static final CommandId COMMAND = new CommandId("R-1/insert-compute-tray.C07/1/insert");
    private static final double FORCE_MAX = 1_400;
    private static final double SEAT_FORCE = 900;
    private static final double STROKE = 0.25;
    private static final double HARD_STOP = 0.249;
    private static final double NEWTONS_PER_METRE = 1.2e6;

    private final ARobot robot = new ARobot();

    @Test
    void allAxesArriveTogetherAndKeepTheirLimits() {
        MotionExecution motion = joints(0.8, 0.5);

        robot.runToEnd(motion);

        assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.OK);
        assertThat(robot.position).containsExactly(0.8, 0.5);
        robot.keptItsLimits();
    }

    @Test
    void answersLostWithinTheHorizonChangeNotOneSetPoint() {
        ARobot undisturbed = new ARobot();
        undisturbed.runToEnd(joints(0.8, 0.5));
        MotionExecution motion = joints(0.8, 0.5);

        for (int i = 0; i < 20_000 && motion.ended().isEmpty(); i++) {
            robot.cycle(motion, i % (ARobot.HORIZON / 2) == 0);
        }

        assertThat(robot.path).hasSameSizeAs(undisturbed.path);
        for (int i = 0; i < robot.path.size(); i++) {
            assertThat(robot.path.get(i)).containsExactly(undisturbed.path.get(i));
        }
    }

    @Test
    void aStarvedRobotGoesOnFromWhereItStands() {
        MotionExecution motion = joints(0.8, 0.5);
        Random chance = new Random(3);

        for (int i = 0; i < 20_000 && motion.ended().isEmpty(); i++) {
            boolean cut = (i / 100) % 3 == 1;
            robot.cycle(motion, !cut && chance.nextInt(4) > 0);
        }

        assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.OK);
        assertThat(robot.position).containsExactly(0.8, 0.5);
    }

    @Test
    void aRobotThatStoodAndWaitedWhileThePlanWentOnBeginsAnewAndIsNeverToldToJump() {
        MotionExecution motion = joints(0.8, 0.5);
        robot.hearsTooLate(motion);
        for (int i = 0; i < 4 * ARobot.HORIZON; i++) {
            robot.cycle(motion, false);
        }

        robot.runToEnd(motion);

        assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.OK);
        assertThat(robot.position).containsExactly(0.8, 0.5);
        assertThat(robot.jumps).isZero();
        robot.keptItsLimits();
    }

    @Test
    void aRobotThatWasRestartedIsLedFromWhereItStands() {
        MotionExecution motion = joints(0.8, 0.5);
        for (int i = 0; i < 200; i++) {
            robot.cycle(motion, true);
        }
        ARobot restarted = robot.restarted();

        motion.robotRestarted();
        restarted.runToEnd(motion);

        assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.OK);
        assertThat(restarted.position).containsExactly(0.8, 0.5);
        assertThat(restarted.path.get(0)[0]).as("it does not jump").isCloseTo(robot.position[0], within(1e-6));
    }

    @Test
    void aLinkThatStarvesTheRobotOnAndOnIsAStationFault() {
        MotionExecution motion = joints(0.8, 0.5);

        for (int i = 0; i < 200_000 && motion.ended().isEmpty(); i++) {
            robot.cycle(motion, i % 80 < 2);
        }

        assertThat(report(motion).reason()).isEqualTo("link-starved");
        assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.STATION_FAULT);
    }

    @Test
    void aPartIsSeatedByForceAtDepthAndItsCurveTellsHow() {
        robot.feels(y -> guide(depth(y)) + stop(depth(y)));
        MotionExecution motion = insertion();

        robot.runToEnd(motion);

        assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.OK);
        assertThat(measured(motion, "peak_force")).isBetween(SEAT_FORCE, FORCE_MAX);
        assertThat(measured(motion, "depth")).isBetween(249.0, 250.0);
        Curve curve = report(motion).curve().orElseThrow();
        assertThat(curve.x()).hasSizeBetween(100, Curve.POINTS_MAX).isSortedAccordingTo(Double::compare);
        assertThat(curve.y()).hasSameSizeAs(curve.x()).anyMatch(newtons -> newtons > 100);
        assertThat(robot.position[ARobot.PUSH])
                .as("it stays where it is seated")
                .isGreaterThan(0.6 + HARD_STOP);
    }

    @Test
    void tooMuchForceIsAPartFailureAndThePartIsDrawnBack() {
        robot.feels(y -> depth(y) > 0.2 ? 60_000 * (depth(y) - 0.2) : 0);
        MotionExecution motion = insertion();

        robot.runToEnd(motion);

        assertThat(report(motion).reason()).isEqualTo("overforce");
        assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.PART_FAILURE);
        assertThat(measured(motion, "peak_force")).isGreaterThan(FORCE_MAX);
        assertThat(robot.position).containsExactly(new double[] {0.2, 0.6}, within(1e-12));
        assertThat(robot.stops).isEqualTo(1);
    }

    @Test
    void touchDuringFreeTravelIsEarlyContact() {
        robot.feels(y -> depth(y) > 0.05 ? 100 : 0);
        MotionExecution motion = insertion();

        robot.runToEnd(motion);

        assertThat(report(motion).reason()).isEqualTo("early-contact");
        assertThat(robot.position).containsExactly(new double[] {0.2, 0.6}, within(1e-12));
    }

    @Test
    void aPartThatMeetsNoStopIsNotSeated() {
        MotionExecution motion = insertion();

        robot.runToEnd(motion);

        assertThat(report(motion).reason()).isEqualTo("not-seated");
        assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.PART_FAILURE);
    }

    @Test
    void forceBeforeTheLeastDepthDoesNotCountAsSeated() {
        robot.feels(y -> depth(y) > 0.2 && depth(y) < 0.22 ? 1_000 : 0);
        MotionExecution motion = insertion();

        robot.runToEnd(motion);

        assertThat(report(motion).reason()).isEqualTo("not-seated");
    }

    @Test
    void aPushThatWasStarvedHalfWayIsGoneOnWithFromItsDepth() {
        robot.feels(y -> guide(depth(y)) + stop(depth(y)));
        MotionExecution motion = insertion();
        int starved = 0;

        for (int i = 0; i < 20_000 && motion.ended().isEmpty(); i++) {
            boolean cut = depth(robot.position[ARobot.PUSH]) > 0.1 && starved < 2 * ARobot.HORIZON;
            starved += cut ? 1 : 0;
            robot.cycle(motion, !cut);
        }

        assertThat(starved).isEqualTo(2 * ARobot.HORIZON);
        assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.OK);
        assertThat(measured(motion, "depth")).isBetween(249.0, 250.0);
    }

    @Test
    void aHeldMotionStopsAndIsAStationFault() {
        MotionExecution motion = joints(0.8, 0.5);
        for (int i = 0; i < 200; i++) {
            robot.cycle(motion, true);
        }

        motion.hold();
        robot.runToEnd(motion);

        assertThat(report(motion).reason()).isEqualTo("held");
        assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.STATION_FAULT);
        assertThat(robot.stops).isEqualTo(1);
    }

    @Test
    void aProtectiveStopIsYieldedTo() {
        MotionExecution motion = joints(0.8, 0.5);
        for (int i = 0; i < 200; i++) {
            robot.cycle(motion, true);
        }

        robot.protectiveStop = true;
        robot.runToEnd(motion);

        assertThat(report(motion).reason()).isEqualTo("protective-stop");
    }

    @Test
    void aPartThatSitsAlreadyIsNotPulledOutToBePushedInAgain() {
        robot.seated = true;
        MotionExecution motion = insertion();

        robot.runToEnd(motion);

        assertThat(report(motion).reason()).isEqualTo("result-lost");
        assertThat(robot.path).isEmpty();
    }

    @Test
    void aTargetBeyondAnAxisIsRefusedBeforeAnythingMoves() {
        MotionExecution motion = joints(1.5, 0.5);

        assertThat(report(motion).reason()).isEqualTo("position-limit: x");
    }

    private static double depth(double y) {
        return y - 0.6;
    }

    private static double guide(double depth) {
        return depth > 0.19 ? Math.min(300, 6_000 * (depth - 0.19)) : 0;
    }

    private static double stop(double depth) {
        return Math.max(0, NEWTONS_PER_METRE * (depth - HARD_STOP));
    }

    private static MotionExecution joints(double x, double y) {
        return execution(new MotionProgram(List.of(new Segment.Joints(List.of(x, y), 1.0))));
    }

    private static MotionExecution insertion() {
        return execution(new MotionProgram(
                List.of(new Segment.Joints(List.of(0.2, 0.6), 1.0), ARobot.push(STROKE, FORCE_MAX, SEAT_FORCE))));
    }

    private static MotionExecution execution(MotionProgram program) {
        return ARobot.does(COMMAND, program);
    }

    private static StepReport report(MotionExecution motion) {
        return motion.ended().orElseThrow();
    }

    private static StepReport.Outcome outcome(MotionExecution motion) {
        return report(motion).outcome();
    }

    private static double measured(MotionExecution motion, String name) {
        return report(motion).measurements().stream()
                .filter(measurement -> measurement.name().equals(name))
                .mapToDouble(Measurement::value)
                .findFirst()
                .orElseThrow();
    }
}
