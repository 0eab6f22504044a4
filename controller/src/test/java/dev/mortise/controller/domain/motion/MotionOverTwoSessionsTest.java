package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class MotionOverTwoSessionsTest {

    private final ARobot robot = new ARobot();

    @Test
    void aRobotWhoseSessionEndedOnItsWayIsLedOnInTheNextFromWhereItStands() {
        MotionExecution motion = motion(List.of(List.of(0.8, 0.5)));
        for (int i = 0; i < 200; i++) {
            robot.cycle(motion, true);
        }
        robot.leftAlone(1_500);

        robot.runToEnd(motion);

        assertThat(motion.ended().orElseThrow().outcome()).isEqualTo(StepReport.Outcome.OK);
        assertThat(robot.position).containsExactly(0.8, 0.5);
    }

    @Test
    void aMotionThatEndedWhileTheSessionWasOverIsKnownToHaveEndedInTheNext() {
        MotionExecution motion = motion(List.of(List.of(0.8, 0.5)));
        RobotReading reading = new RobotReading(2);
        motion.observe(reading.state(RobotReading.Phase.READY, RobotReading.Stop.NONE, 0));

        motion.observe(reading.state(RobotReading.Phase.READY, RobotReading.Stop.FINISHED, motion.moveIndex()));

        assertThat(motion.ended().orElseThrow().outcome()).isEqualTo(StepReport.Outcome.OK);
    }

    @Test
    void aSleepOfTheControllerLeavesOutNoPoseOnTheWay() {
        MotionExecution motion = motion(List.of(List.of(0.8, 0.0), List.of(0.8, 0.5)));
        for (int i = 0; i < 200; i++) {
            robot.cycle(motion, true);
        }
        assertThat(robot.position[0]).as("it is on its way to the first").isBetween(0.01, 0.7);

        robot.leftAlone(1_500);
        robot.runToEnd(motion);

        assertThat(motion.ended().orElseThrow().outcome()).isEqualTo(StepReport.Outcome.OK);
        assertThat(robot.path)
                .as("the first pose is on its path")
                .anyMatch(pose -> Math.abs(pose[0] - 0.8) < 1e-4 && pose[1] < 1e-4);
    }

    private static MotionExecution motion(List<List<Double>> poses) {
        return ARobot.does(
                new CommandId("R-1/audit-frame-torque/1/reach"),
                new MotionProgram(poses.stream()
                        .<Segment>map(pose -> new Segment.Joints(pose, 1.0))
                        .toList()));
    }
}
