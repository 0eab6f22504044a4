package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.fuzz.Fuzz;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A robot gone mad, with right checksums: the thread of all robots goes on, and answers it as soon as it talks sense again. */
@Tag("wire")
class StatesFuzzTest extends AnEngineOfARawRobot {

    private static final int EXECUTIONS = 20_000;

    /** As often the robot talks sense in between. */
    private static final int SENSE_AFTER = 100;

    StatesFuzzTest() throws IOException {
        engine.add(robot.spec()).open(1, cell);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whateverARobotSaysItIsAnsweredWhenItTalksSenseAgain() throws Exception {
        robot.grant();
        robot.says();
        assertThat(robot.answer().getHeader().getAckSeq()).isPositive();
        int[] said = new int[1];

        Fuzz.run(List.of(robot.stateBytes()), Fuzz.executions(EXECUTIONS), input -> {
            robot.says(input);
            said[0]++;
            if (said[0] % SENSE_AFTER == 0) {
                robot.says();
                assertThat(robot.answer().getHeader().getAckSeq()).isEqualTo((int) robot.counter());
            }
        });
    }
}
