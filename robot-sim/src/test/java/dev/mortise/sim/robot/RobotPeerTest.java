package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionClose;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A robot on its UDP port, with time told by the test. */
@Tag("wire")
class RobotPeerTest {

    private static final int BOOT = 4711;
    private static final long MILLI = 1_000_000;
    private static final long CYCLE = Pilot.CYCLE_MICROS * 1_000L;

    /** Makes commands only: its own robot stands still. */
    private final Pilot pilot = new Pilot(new Bench());

    private RobotPeer peer;
    private WireController controller;
    private long now = 5_000 * MILLI;

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
    void aGrantedSessionTellsTheRobotsLimitsAndThatItIsSimulated() throws IOException {
        SessionReply reply = open();

        assertThat(reply.getRefusal()).isEqualTo(Refusal.REFUSAL_NONE);
        assertThat(reply.getSimulated()).isTrue();
        assertThat(reply.getVersion()).isEqualTo(Frame.VERSION);
        assertThat(reply.getAxes()).isEqualTo(4);
        assertThat(reply.getCycleUs()).isEqualTo(2_000);
        assertThat(reply.getHorizonMax()).isEqualTo(24);
        assertThat(reply.getBoot()).isEqualTo(BOOT);
        assertThat(reply.getQMax().get(Pilot.Y)).isEqualTo(1.3);
        assertThat(reply.getDddqMax().get(Pilot.Y)).isEqualTo(80);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(Refusal.REFUSAL_VERSION, change(request -> request.setVersionMin(Frame.VERSION + 1))),
                Arguments.of(Refusal.REFUSAL_VERSION, change(request -> request.setVersionMax(0))),
                Arguments.of(
                        Refusal.REFUSAL_SCHEMA,
                        change(request -> request.getMutableHeader().setSchema(1))),
                Arguments.of(Refusal.REFUSAL_SIMULATION, change(request -> request.setAcceptsSimulated(false))));
    }

    private static Consumer<SessionRequest> change(Consumer<SessionRequest> change) {
        return change;
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aRequestTheRobotCannotGrantIsRefusedWithItsReason(Refusal refusal, Consumer<SessionRequest> change)
            throws IOException {
        SessionRequest request = WireController.request();
        change.accept(request);

        controller.ask(request);
        cycle();

        assertThat(controller.reply().getRefusal()).isEqualTo(refusal);
        cycle();
        assertThat(controller.hearsNothing()).as("no cycle without a session").isTrue();
    }

    @Test
    void anEpochLowerThanObeyedOpensNoSession() throws IOException {
        open();
        pilot.epoch = 5;
        controller.command(pilot.setpoints(4, false, i -> 0));
        cycle();
        silence(1_100 * MILLI);

        try (WireController older = new WireController(peer.port())) {
            SessionRequest request = WireController.request();
            request.getMutableHeader().setEpoch(4);
            older.ask(request);
            cycle();

            SessionReply reply = older.reply();
            assertThat(reply.getRefusal()).isEqualTo(Refusal.REFUSAL_EPOCH);
            assertThat(reply.getEpochObeyed()).isEqualTo(5);
        }
    }

    @Test
    void aSecondControllerIsRefusedWhileTheFirstIsHeard() throws IOException {
        open();
        try (WireController second = new WireController(peer.port())) {
            second.ask(WireController.request());
            cycle();
            assertThat(second.reply().getRefusal()).isEqualTo(Refusal.REFUSAL_BUSY);

            silence(1_100 * MILLI);
            second.ask(WireController.request());
            cycle();
            assertThat(second.reply().getRefusal()).isEqualTo(Refusal.REFUSAL_NONE);
        }
    }

    @Test
    void everyCycleTellsTheStateAndEchoesTheNewestCommand() throws IOException {
        open();
        RobotState first = controller.state();
        var command = pilot.setpoints(4, false, i -> 0);
        command.getMutableHeader().setTxNs(42);

        controller.command(command);
        cycle();

        RobotState second = controller.state();
        assertThat(second.getCycle()).isEqualTo(first.getCycle() + 1);
        assertThat(second.getHeader().getSeq()).isEqualTo(first.getHeader().getSeq() + 1);
        assertThat(second.getHeader().getAckSeq()).isEqualTo(2);
        assertThat(second.getHeader().getEchoTxNs()).isEqualTo(42);
        assertThat(second.getHeader().getEchoRxNs()).isEqualTo(now);
        assertThat(second.getHeader().getCommandId()).isEqualTo(77);
        assertThat(second.getSessionState()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
    }

    @Test
    void corruptedReplayedAndForeignDatagramsAreCountedAndNotObeyed() throws IOException {
        open();
        controller.state();
        controller.command(hold());
        cycle();
        assertThat(controller.state().getDatagramsRejected()).isZero();

        controller.again(pilot.setpoints(4, false, i -> 0), controller.session, 1);
        controller.again(pilot.setpoints(4, false, i -> 0), controller.session + 1, 9);
        controller.sent()[20] ^= 1;
        controller.sendAgain(60);
        controller.sendAgain(7);
        cycle();

        RobotState state = controller.state();
        assertThat(state.getDatagramsRejected()).isEqualTo(4);
        assertThat(state.getSessionState()).isEqualTo(SessionState.SESSION_MONITORING_READY);
    }

    @Test
    void aCommandOfAnotherSchemaMovesNothing() throws IOException {
        open();
        controller.state();
        var command = pilot.setpoints(4, false, i -> 0);
        command.getMutableHeader().setSchema(1).setAckSeq(2);

        controller.send(Frame.ROBOT_COMMAND, controller.session, 2, command);
        cycle();

        RobotState state = controller.state();
        assertThat(state.getDatagramsRejected()).isEqualTo(1);
        assertThat(state.getSessionState()).isEqualTo(SessionState.SESSION_MONITORING_READY);
    }

    @Test
    void ofSeveralCommandsInOneCycleTheNewestCounts() throws IOException {
        open();
        controller.state();
        controller.command(pilot.setpoints(4, false, i -> 0));
        controller.command(hold());

        cycle();

        RobotState state = controller.state();
        assertThat(state.getHeader().getAckSeq()).isEqualTo(3);
        assertThat(state.getSessionState()).isEqualTo(SessionState.SESSION_MONITORING_READY);
    }

    @Test
    void aControllerThatFallsSilentStopsTheMotionAndLaterTheSession() throws IOException {
        open();
        controller.state();
        controller.command(pilot.setpoints(24, false, i -> 0));
        cycle();
        assertThat(controller.state().getSessionState()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);

        silence(100 * MILLI);
        assertThat(newest().getSessionState()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
        silence(2 * CYCLE);
        assertThat(newest().getStopReason()).isEqualTo(StopReason.STOP_REASON_LINK_TIMEOUT);

        silence(1_000 * MILLI);
        drain();
        cycle();
        assertThat(controller.hearsNothing()).isTrue();
    }

    @Test
    void aClosedSessionStopsTheMotionAndIsFreeForTheNextController() throws IOException {
        open();
        var last = pilot.setpoints(24, false, i -> 0);
        last.getMutableHeader().setTxNs(42);
        controller.command(last);
        cycle();
        controller.send(Frame.SESSION_CLOSE, controller.session, 3, SessionClose.newInstance());
        cycle();

        try (WireController second = new WireController(peer.port())) {
            assertThat(open(second).getRefusal()).isEqualTo(Refusal.REFUSAL_NONE);
            RobotState state = second.state();
            assertThat(state.getStopReason()).isEqualTo(StopReason.STOP_REASON_LINK_TIMEOUT);
            assertThat(state.getHeader().getAckSeq()).isEqualTo(1);
            assertThat(state.getHeader().getEchoTxNs())
                    .as("not of the session before")
                    .isZero();
        }
    }

    private static RobotCommand hold() {
        RobotCommand command = RobotCommand.newInstance().setMode(CommandMode.COMMAND_HOLD);
        command.getMutableHeader().setEpoch(1);
        return command;
    }

    private SessionReply open() throws IOException {
        return open(controller);
    }

    /** Leaves the first state of the session unread. */
    private SessionReply open(WireController by) throws IOException {
        by.ask(WireController.request());
        cycle();
        SessionReply reply = by.reply();
        by.takesUp();
        cycle();
        return reply;
    }

    private void cycle() throws IOException {
        now += CYCLE;
        peer.cycle(now);
    }

    private void silence(long nanos) throws IOException {
        for (long left = nanos; left > 0; left -= CYCLE) {
            cycle();
        }
    }

    private RobotState newest() throws IOException {
        RobotState newest = controller.state();
        while (newest.getCycle() < lastCycle()) {
            newest = controller.state();
        }
        return newest;
    }

    /** The robot began at cycle 1 and makes one a call. */
    private long lastCycle() {
        return 1 + (now - 5_000 * MILLI) / CYCLE;
    }

    private void drain() throws IOException {
        while (!controller.hearsNothing()) {
            // what was sent before the session closed
        }
    }
}
