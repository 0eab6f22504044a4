package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A robot of a later release: it says more than this controller knows, or speaks another version and no other. */
@Tag("wire")
class LaterRobotTest extends AnEngineOfARawRobot {

    /** Fields 2000 (a number), 201 (bytes), 100 (fixed), and one in the header. */
    private static final byte[] UNKNOWN =
            HexFormat.of().parseHex("807d01" + "ca0c03616263" + "a50601020304" + "0a03f80107");

    private static final int GRANTS_MAX = 100;
    private static final long A_MOMENT_MILLIS = 50;

    LaterRobotTest() throws IOException {
        engine.add(robot.spec()).open(1, cell);
    }

    @Test
    void aRobotThatSaysMoreIsGrantedTakenUpAndAnswered() throws Exception {
        robot.saysMore(UNKNOWN);

        robot.grant();
        robot.says();

        assertThat(robot.answer().getMode()).isEqualTo(CommandMode.COMMAND_HOLD);
        assertThat(cell.link()).isEqualTo("up, simulated");
        robot.says();
        assertThat(robot.answer().getHeader().getAckSeq()).isEqualTo((int) robot.counter());
    }

    @Test
    void aRobotOfAnotherVersionAloneIsNotLedAndItsVersionIsTold() throws Exception {
        robot.declares(reply -> refuses(reply, Refusal.REFUSAL_VERSION).setVersion(2));

        assertThat(linkAfterAnAnswer())
                .isEqualTo("down: the robot refuses: it speaks version 2 of the protocol, the controller 1");
    }

    @Test
    void aRefusalOfALaterReleaseIsOneAllTheSame() throws Exception {
        robot.declares(reply -> reply.clearRefusal());
        robot.saysMore(HexFormat.of().parseHex("1063")); // refusal 99

        assertThat(linkAfterAnAnswer())
                .isEqualTo("down: the robot refuses: for a reason that this controller does not know");
    }

    private static SessionReply refuses(SessionReply reply, Refusal why) {
        return reply.setRefusal(why).setSession(0);
    }

    /** Answers whatever is asked: on a machine that pauses, the request before is asked no more. */
    private String linkAfterAnAnswer() throws Exception {
        String link = "";
        for (int answers = 0; link.isEmpty() && answers < GRANTS_MAX; answers++) {
            robot.grant();
            link = cell.linkWithin(A_MOMENT_MILLIS).orElse("");
        }
        return link;
    }
}
