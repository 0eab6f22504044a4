package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands that reach a robot when the plan they are of has begun to move without it. */
class StarvingTest {

    private static final int CYCLE = 1_000;

    /** The first set-point that moves lies twelve cycles ahead of the first. */
    private static final int BEFORE_IT_MOVES = 5;

    private static final int AFTER_IT_MOVES = 20;

    private final RobotReading reading = new RobotReading(2).cycle(CYCLE);
    private final double[] horizon = new double[2 * ARobot.HORIZON];
    private final MotionExecution motion = ARobot.does(
            new CommandId("R-1/insert-compute-tray.C07/1/insert"),
            new MotionProgram(List.of(new Segment.Joints(List.of(0.8, 0.5), 1.0))));

    @Test
    void aLimitOfARobotThatFollowedFromTheStartIsAStationFault() {
        says(0, RobotReading.Phase.READY, RobotReading.Stop.NONE, 0);
        says(BEFORE_IT_MOVES, RobotReading.Phase.MOVING, RobotReading.Stop.NONE, motion.moveIndex());

        says(AFTER_IT_MOVES, RobotReading.Phase.STOPPED, RobotReading.Stop.LIMIT, motion.moveIndex());

        assertThat(motion.ended().orElseThrow().reason()).isEqualTo("robot-limit");
    }

    @Test
    void aRobotThatTookThePlanUpTooLateToFollowItIsLedFromWhereItStands() {
        says(0, RobotReading.Phase.READY, RobotReading.Stop.NONE, 0);
        int late = motion.moveIndex();

        says(AFTER_IT_MOVES, RobotReading.Phase.STOPPED, RobotReading.Stop.LIMIT, late);

        assertThat(motion.ended()).isEmpty();
        assertThat(motion.moveIndex()).isNotEqualTo(late);
    }

    @Test
    void aPlanThatBeginsAnewHasAnotherNumberThanTheOneThatTheRobotMayStillTakeUp() {
        says(0, RobotReading.Phase.READY, RobotReading.Stop.NONE, 0);
        int late = motion.moveIndex();
        says(AFTER_IT_MOVES, RobotReading.Phase.READY, RobotReading.Stop.NONE, 0);
        int anew = motion.moveIndex();

        says(AFTER_IT_MOVES + 1, RobotReading.Phase.STOPPED, RobotReading.Stop.LIMIT, late);

        assertThat(anew).isNotEqualTo(late);
        assertThat(motion.ended())
                .as("what became of the late one is no fault of the new one")
                .isEmpty();
    }

    private void says(int cycle, RobotReading.Phase phase, RobotReading.Stop stop, int moveIndex) {
        MotionExecution.Answer answer =
                motion.observe(reading.state(phase, stop, moveIndex).cycle(CYCLE + cycle));
        if (answer == MotionExecution.Answer.SETPOINTS) {
            int unusedCount = motion.setpoints(reading, ARobot.HORIZON, horizon);
        }
    }
}
