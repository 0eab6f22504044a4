package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A robot whose machine did not run it for a while: its controller had nothing to answer meanwhile. */
@Tag("wire")
class PausedRobotTest {

    private static final long PAUSE_NANOS = 5_000_000_000L;
    private static final long CYCLE = Pilot.CYCLE_MICROS * 1_000L;

    private final Pilot pilot = new Pilot(new Bench());
    private RobotPeer peer;
    private WireController controller;
    private long now = PAUSE_NANOS;

    @BeforeEach
    void open() throws IOException {
        peer = new RobotPeer(Pilot.GANTRY, new Bench(), "127.0.0.1", 1);
        controller = new WireController(peer.port());
        controller.ask(WireController.request());
        cycle();
        SessionReply granted = controller.reply();
        assertThat(granted.getSession()).isNotZero();
        controller.takesUp();
        cycle();
        controller.state();
    }

    @AfterEach
    void close() throws IOException {
        controller.close();
        peer.close();
    }

    @Test
    void itTakesItsControllerNeitherForSilentNorForGone() throws IOException {
        controller.command(waiting());
        cycle();
        assertThat(controller.state().getSessionState()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);

        now += PAUSE_NANOS;
        cycle();

        assertThat(controller.state().getSessionState()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
    }

    @Test
    void itFindsNoCommandLateThatAnswersAStateFromBeforeThePause() throws IOException {
        controller.command(waiting());
        now += PAUSE_NANOS;
        cycle();

        RobotState state = controller.state();
        assertThat(state.getDatagramsRejected()).isZero();
        assertThat(state.getSessionState()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
    }

    /** A whole horizon that stays where the robot is. */
    private RobotCommand waiting() {
        return pilot.setpoints(24, false, i -> 0);
    }

    private void cycle() throws IOException {
        now += CYCLE;
        peer.cycle(now);
    }
}
