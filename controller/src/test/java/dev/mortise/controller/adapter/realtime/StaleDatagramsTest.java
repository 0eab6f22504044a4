package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a wire recorded of a robot and delivers again. */
@Tag("wire")
class StaleDatagramsTest {

    private static final int EPOCH = 3;

    /** An answer to what is stale would come before the next right one, unless both were read at once. */
    private static final int ROUNDS = 30;

    private final ARobotCell cell;
    private final AScriptedRobot robot;
    private final RealtimeEngine engine = new RealtimeEngine(true, 24);

    StaleDatagramsTest() throws IOException {
        cell = new ARobotCell();
        robot = new AScriptedRobot();
        engine.add(cell.spec(robot.port())).open(EPOCH, cell);
    }

    @AfterEach
    void close() {
        engine.close();
        robot.close();
        cell.close();
    }

    @Test
    void aGrantIsTakenUpAtOnceByACommandThatMovesNothing() throws Exception {
        robot.grants(robot.request(), 7);

        RobotCommand first = robot.newest();
        assertThat(robot.commandSession()).isEqualTo(7);
        assertThat(first.getMode()).isEqualTo(CommandMode.COMMAND_HOLD);
        assertThat(first.getHeader().getSeq()).isEqualTo(1);
        assertThat(first.getHeader().getAckSeq()).isEqualTo(1);
        assertThat(first.getHeader().getEpoch()).isEqualTo(EPOCH);
    }

    @Test
    void aGrantWhoseSessionDoesNotBeginIsAskedForAnew() throws Exception {
        robot.grants(robot.request(), 7);

        robot.opens(robot.request(), 7);

        assertThat(cell.link()).isEqualTo("up, simulated");
    }

    @Test
    void aReplayedRefusalEndsNoSession() throws Exception {
        byte[] refusal = robot.replies(robot.request(), Refusal.REFUSAL_BUSY, 0);
        open(7);

        robot.again(refusal);

        answered(7, 3);
        answered(7, 4);
    }

    @Test
    void aReplayedGrantEndsNoSessionAndOpensNone() throws Exception {
        byte[] earlier = open(7);
        open(8, robotFallsSilent());

        robot.again(earlier);

        answered(8, 3);
        answered(8, 4);
    }

    @Test
    void aReplayedGrantOpensNoSessionThoughOneIsAskedFor() throws Exception {
        byte[] earlier = open(7);
        robotFallsSilent();

        robot.again(earlier);

        assertThat(robot.isAskedOnly(3)).as("it asks on").isTrue();
        open(9, robot.request());
    }

    @Test
    void aReplayedStateIsNotAnswered() throws Exception {
        open(7);
        byte[] state = robot.says(7, 3);
        robot.command();

        for (int counter = 4; counter < ROUNDS; counter++) {
            robot.again(state);
            answered(7, counter);
        }
    }

    @Test
    void aStateOfAnEarlierSessionIsNotAnswered() throws Exception {
        open(7);
        open(8, robotFallsSilent());

        for (int counter = 3; counter < ROUNDS; counter++) {
            robot.says(7, 1_000 + counter);
            answered(8, counter);
        }
    }

    private byte[] open(int session) throws Exception {
        return open(session, robot.request());
    }

    private byte[] open(int session, SessionRequest request) throws Exception {
        byte[] grant = robot.opens(request, session);
        assertThat(robot.commandSession()).isEqualTo(session);
        return grant;
    }

    private SessionRequest robotFallsSilent() throws Exception {
        return robot.request();
    }

    private void answered(int session, int counter) throws Exception {
        robot.says(session, counter);
        RobotCommand answer = robot.command();
        assertThat(robot.commandSession()).isEqualTo(session);
        assertThat(answer.getHeader().getAckSeq()).isEqualTo(counter);
    }
}
