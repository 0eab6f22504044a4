package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionClose;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a wire recorded and delivers again, or kept back and delivers late, to a robot with time told by the test. */
@Tag("wire")
class StaleDatagramsTest {

    private static final int BOOT = 4711;
    private static final int LATE_CYCLES = 50;

    /** A session falls silent in a second. */
    private static final int CYCLES_OF_A_SESSION = 510;

    private static final long CYCLE = Pilot.CYCLE_MICROS * 1_000L;

    private final Pilot pilot = new Pilot(new Bench());
    private RobotPeer peer;
    private WireController controller;
    private long now = 5_000_000_000L;

    @BeforeEach
    void bindToAFreePort() throws IOException {
        peer = new RobotPeer(Pilot.GANTRY, new Bench(), "127.0.0.1", BOOT);
        controller = new WireController(peer.port());
    }

    @AfterEach
    void close() throws IOException {
        controller.close();
        peer.close();
    }

    @Test
    void aGrantAloneBeginsNoSession() throws IOException {
        controller.ask(WireController.request());
        cycles(2);

        assertThat(controller.reply().getRefusal()).isEqualTo(Refusal.REFUSAL_NONE);
        assertThat(controller.hearsNothing())
                .as("no state before the first command")
                .isTrue();

        controller.takesUp();
        cycles(1);
        assertThat(controller.state().getSessionState()).isEqualTo(SessionState.SESSION_MONITORING_READY);
    }

    @Test
    void aReplyNamesTheRequestItAnswers() throws IOException {
        SessionRequest request = WireController.request();
        request.getMutableHeader().setTxNs(815);

        controller.ask(request);
        cycles(1);

        assertThat(controller.reply().getHeader().getEchoTxNs()).isEqualTo(815);
    }

    @Test
    void aReplayedRequestEndsNoSessionAndStopsNoMotion() throws IOException {
        byte[] request = recordedRequest();
        int session = open();
        controller.state();
        controller.command(pilot.setpoints(24, false, i -> 0));
        cycles(1);

        controller.sendRecorded(request);
        cycles(1);

        assertThat(controller.state().getSessionState()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
        assertThat(controller.next(SessionReply.newInstance())).isEqualTo(Frame.SESSION_REPLY);
        assertThat(controller.session).isEqualTo(session);
        assertThat(controller.state().getSessionState()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
    }

    @Test
    void aReplayedRequestOpensNoSessionWhenNobodyHasOne() throws IOException {
        byte[] request = recordedRequest();
        open();
        sessionFallsSilent();

        controller.sendRecorded(request);
        cycles(1);

        assertThat(controller.next(SessionReply.newInstance())).isEqualTo(Frame.SESSION_REPLY);
        cycles(2);
        assertThat(controller.hearsNothing()).as("no cycle without a session").isTrue();
        try (WireController second = new WireController(peer.port())) {
            assertThat(grantedTo(second)).as("the robot is free").isEqualTo(Refusal.REFUSAL_NONE);
        }
    }

    @Test
    void aReplayedOpeningOpensNothingThoughAllOfItIsReplayed() throws IOException {
        byte[] request = recordedRequest();
        controller.takesUp();
        byte[] first = controller.recorded();
        cycles(1);
        sessionFallsSilent();

        controller.sendRecorded(request);
        cycles(1);
        controller.sendRecorded(first);
        cycles(1);

        assertThat(controller.next(SessionReply.newInstance())).isEqualTo(Frame.SESSION_REPLY);
        assertThat(controller.hearsNothing()).isTrue();
    }

    @Test
    void aReplayedOpeningOpensNothingInTheNextLifeOfTheRobot() throws IOException {
        byte[] request = recordedRequest();
        controller.takesUp();
        byte[] first = controller.recorded();
        int port = peer.port();
        peer.close();
        RobotConfig again = Pilot.GANTRY.at(port);
        peer = new RobotPeer(again, new Bench(), "127.0.0.1", BOOT + 1);

        controller.sendRecorded(request);
        cycles(1);
        controller.sendRecorded(first);
        cycles(1);

        assertThat(controller.next(SessionReply.newInstance())).isEqualTo(Frame.SESSION_REPLY);
        assertThat(controller.hearsNothing()).isTrue();
    }

    @Test
    void aReplayedCloseEndsNoSession() throws IOException {
        open();
        controller.send(Frame.SESSION_CLOSE, controller.session, 2, SessionClose.newInstance());
        byte[] close = controller.recorded();
        cycles(1);
        drain();
        open();

        controller.sendRecorded(close);
        cycles(1);

        assertThat(controller.state().getDatagramsRejected()).isZero();
        assertThat(controller.state().getDatagramsRejected()).isEqualTo(1);
    }

    @Test
    void aGrantThatIsTakenUpLateIsVoid() throws IOException {
        controller.ask(WireController.request());
        cycles(1);
        controller.reply();
        cycles(LATE_CYCLES + 1);

        controller.takesUp();
        cycles(1);

        assertThat(controller.hearsNothing()).isTrue();
    }

    @Test
    void aGrantIsTakenUpByTheControllerThatGotItAlone() throws IOException {
        controller.ask(WireController.request());
        cycles(1);
        controller.reply();

        try (WireController other = new WireController(peer.port())) {
            other.session = controller.session;
            other.takesUp();
            cycles(1);
            assertThat(other.hearsNothing()).isTrue();
        }
        assertThat(controller.hearsNothing()).isTrue();
    }

    @Test
    void aCommandFromElsewhereIsCountedAndNotObeyed() throws IOException {
        open();
        controller.state();
        try (WireController other = new WireController(peer.port())) {
            other.again(pilot.setpoints(4, false, i -> 0), controller.session, 9);
            cycles(1);
        }

        RobotState state = controller.state();
        assertThat(state.getDatagramsRejected()).isEqualTo(1);
        assertThat(state.getSessionState()).isEqualTo(SessionState.SESSION_MONITORING_READY);
    }

    @Test
    void aCommandThatAnswersAnOldStateMovesNothingAndItsControllerIsNotHeard() throws IOException {
        open();
        controller.state();
        RobotCommand kept = pilot.setpoints(24, false, i -> 0);
        cycles(LATE_CYCLES);
        controller.command(kept);
        cycles(1);
        assertThat(newestState().getSessionState())
                .as("just in time")
                .isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
        cycles(LATE_CYCLES + 1);
        controller.command(pilot.setpoints(24, false, i -> 0));
        cycles(1);

        RobotState state = newestState();
        assertThat(state.getDatagramsRejected()).isEqualTo(1);
        assertThat(state.getHeader().getAckSeq()).as("newest one accepted").isEqualTo(2);
    }

    @Test
    void aCommandThatAnswersAStateYetToComeOrNoneIsNotObeyed() throws IOException {
        open();
        RobotState state = controller.state();
        RobotCommand early = pilot.setpoints(4, false, i -> 0);
        early.getMutableHeader()
                .setSchema(state.getHeader().getSchema())
                .setAckSeq(state.getHeader().getSeq() + 1);
        controller.send(Frame.ROBOT_COMMAND, controller.session, 2, early);
        early.getMutableHeader().clearAckSeq();
        controller.send(Frame.ROBOT_COMMAND, controller.session, 3, early);
        cycles(1);

        assertThat(controller.state().getDatagramsRejected()).isEqualTo(2);
    }

    private byte[] recordedRequest() throws IOException {
        controller.ask(WireController.request());
        byte[] request = controller.recorded();
        cycles(1);
        controller.reply();
        return request;
    }

    private Refusal grantedTo(WireController asking) throws IOException {
        asking.ask(WireController.request());
        cycles(1);
        return asking.reply().getRefusal();
    }

    /** Leaves the first state unread. */
    private int open() throws IOException {
        assertThat(grantedTo(controller)).isEqualTo(Refusal.REFUSAL_NONE);
        controller.takesUp();
        cycles(1);
        return controller.session;
    }

    private void sessionFallsSilent() throws IOException {
        cycles(CYCLES_OF_A_SESSION);
        drain();
    }

    private void drain() throws IOException {
        while (!controller.hearsNothing()) {
            // what was sent before
        }
    }

    private RobotState newestState() throws IOException {
        RobotState newest = controller.state();
        while (newest.getCycle() < 1 + (now - 5_000_000_000L) / CYCLE) {
            newest = controller.state();
        }
        return newest;
    }

    private void cycles(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            now += CYCLE;
            peer.cycle(now);
        }
    }
}
