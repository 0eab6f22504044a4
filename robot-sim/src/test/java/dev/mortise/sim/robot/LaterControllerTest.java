package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A controller of a later release: it says more than this robot knows, or speaks more versions, or none of ours. */
class LaterControllerTest {

    /** Fields 2000 (a number), 201 (bytes), 100 (fixed), and one in the header. */
    private static final byte[] UNKNOWN =
            HexFormat.of().parseHex("807d01" + "ca0c03616263" + "a50601020304" + "0a03f80107");

    private static final long CYCLE = Pilot.CYCLE_MICROS * 1_000L;

    private final RobotPeer peer;
    private final Pilot pilot = new Pilot(new Bench());
    private final WireController controller;
    private long now;

    LaterControllerTest() throws IOException {
        peer = new RobotPeer(Pilot.GANTRY, new Bench(), "127.0.0.1", 3);
        controller = new WireController(peer.port());
    }

    @AfterEach
    void close() throws IOException {
        controller.close();
        peer.close();
    }

    @Test
    void aControllerThatSaysMoreIsGrantedASessionAndObeyed() throws IOException {
        controller.send(Frame.SESSION_REQUEST, 0, 1, WireController.request(), UNKNOWN);
        cycle();
        SessionReply reply = controller.reply();
        assertThat(reply.getRefusal()).isEqualTo(Refusal.REFUSAL_NONE);
        controller.takesUp();
        cycle();
        RobotState begun = controller.state();

        RobotCommand command = pilot.setpoints(4, false, i -> 0);
        command.getMutableHeader()
                .setSeq(2)
                .setAckSeq(begun.getHeader().getSeq())
                .setSchema(Names.schema());
        controller.send(Frame.ROBOT_COMMAND, controller.session, 2, command, UNKNOWN);
        cycle();

        RobotState state = controller.state();
        assertThat(state.getHeader().getAckSeq()).isEqualTo(2);
        assertThat(state.getDatagramsRejected()).isZero();
        assertThat(state.getSessionState()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
    }

    /** A version beyond ours may be any number, the greatest that the field holds as well. */
    @ParameterizedTest
    @CsvSource({"1,1,NONE", "1,2,NONE", "0,4294967295,NONE", "2,2,VERSION", "2,4294967295,VERSION", "0,0,VERSION"})
    void theVersionThatBothSpeakIsGrantedAndWithoutOneTheRobotSaysWhichItSpeaks(long min, long max, String refusal)
            throws IOException {
        controller.ask(WireController.request().setVersionMin((int) min).setVersionMax((int) max));
        cycle();

        SessionReply reply = controller.reply();

        assertThat(reply.getRefusal().name()).isEqualTo("REFUSAL_" + refusal);
        assertThat(reply.getVersion()).isEqualTo(1);
    }

    private void cycle() throws IOException {
        now += CYCLE;
        peer.cycle(now);
    }
}
