package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SafetyState;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import us.hebi.quickbuf.ProtoMessage;

/** A robot's end of the wire that says what a test tells it to, once or again. */
final class AScriptedRobot implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int AXES = 2;
    private static final int CYCLE_MICROS = 2_000;

    /** Requests of ten seconds: what has not come by then does not come. */
    private static final int OTHERS_MAX = 50;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Frame frame = new Frame();
    private final byte[] in = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final DatagramPacket packet = new DatagramPacket(in, in.length);

    private final RobotCommand command = RobotCommand.newInstance();
    private long commandedNanos = Long.MIN_VALUE;

    AScriptedRobot() throws SocketException {
        // a free port and nothing else to do
    }

    int port() {
        return socket.getLocalPort();
    }

    /** This robot as plant.yaml has it. */
    RobotSpec spec() {
        JointSpec joint = new JointSpec("x", true, -1, 1, 2, 8, 80);
        return new RobotSpec(
                new RobotId("SCRIPTED"),
                "127.0.0.1",
                port(),
                CYCLE_MICROS,
                RobotSpec.Kinematics.GANTRY,
                Collections.nCopies(AXES, joint),
                Map.of(),
                Optional.empty(),
                RobotKey.NONE,
                RobotSpec.PayloadSpec.ANY,
                Optional.empty());
    }

    /** The next request after the newest command that was read: one that waited here longer is not asked any more. */
    SessionRequest request() throws IOException {
        SessionRequest request = SessionRequest.newInstance();
        do {
            next(Frame.SESSION_REQUEST, request);
        } while (request.getHeader().getTxNs() <= commandedNanos);
        return request;
    }

    /** Whether so many requests come in a row and no command among them. */
    boolean isAskedOnly(int requests) throws IOException {
        for (int i = 0; i < requests; i++) {
            if (receive() != Frame.SESSION_REQUEST) {
                return false;
            }
        }
        return true;
    }

    /** The next request, when one comes so soon. */
    Optional<SessionRequest> isAskedWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
        assertThat(Frame.kind(in)).isEqualTo(Frame.SESSION_REQUEST);
        SessionRequest request = SessionRequest.newInstance();
        parse(request);
        return Optional.of(request);
    }

    /** Grants whatever is asked until it is taken up; the controller may have asked anew meanwhile. */
    byte[] grants(SessionRequest first, int session) throws IOException {
        SessionRequest request = first;
        byte[] grant = replies(request, Refusal.REFUSAL_NONE, session);
        while (receive() == Frame.SESSION_REQUEST) {
            parse(request);
            grant = replies(request, Refusal.REFUSAL_NONE, session);
        }
        assertThat(Frame.kind(in)).isEqualTo(Frame.ROBOT_COMMAND);
        parse(command);
        commandedNanos = command.getHeader().getTxNs();
        return grant;
    }

    /** Grants, says its first state, and begins again when the controller was too slow for it; ends with the answer to that state. */
    byte[] opens(SessionRequest first, int session) throws IOException {
        byte[] grant = grants(first, session);
        says(session, 2);
        SessionRequest request = SessionRequest.newInstance();
        while (receive() == Frame.SESSION_REQUEST || !answers(2)) {
            if (Frame.kind(in) == Frame.SESSION_REQUEST) {
                parse(request);
                grant = grants(request, session);
                says(session, 2);
            }
        }
        return grant;
    }

    private boolean answers(int counter) {
        parse(command);
        commandedNanos = command.getHeader().getTxNs();
        return command.getHeader().getAckSeq() == counter;
    }

    /** The command that {@link #grants} ended with, or {@link #command} gave. */
    RobotCommand newest() {
        return command;
    }

    /** The next command, whatever else comes before it. */
    RobotCommand command() throws IOException {
        next(Frame.ROBOT_COMMAND, command);
        commandedNanos = command.getHeader().getTxNs();
        return command;
    }

    int commandSession() {
        return Frame.session(in);
    }

    byte[] replies(SessionRequest to, Refusal refusal, int session) throws IOException {
        SessionReply reply = SessionReply.newInstance()
                .setRefusal(refusal)
                .setVersion(Frame.VERSION)
                .setSession(session)
                .setCycleUs(CYCLE_MICROS)
                .setHorizonMax(24)
                .setAxes(AXES)
                .setSimulated(true)
                .setBoot(1);
        reply.getMutableHeader()
                .setSeq(1)
                .setSchema(Names.schema())
                .setEchoTxNs(to.getHeader().getTxNs());
        return send(Frame.SESSION_REPLY, session, 1, reply);
    }

    byte[] says(int session, long counter) throws IOException {
        return says(session, counter, 0);
    }

    /** A state that was sent at this time of the robot's clock. */
    byte[] says(int session, long counter, long txNanos) throws IOException {
        RobotState state = RobotState.newInstance()
                .setSessionState(SessionState.SESSION_MONITORING_READY)
                .setStopReason(StopReason.STOP_REASON_NONE)
                .setSafetyState(SafetyState.SAFETY_NORMAL)
                .setCycle((int) counter);
        state.getMutableHeader().setSeq((int) counter).setTxNs(txNanos).setSchema(Names.schema());
        for (int axis = 0; axis < AXES; axis++) {
            state.addQ(0);
        }
        return send(Frame.ROBOT_STATE, session, counter, state);
    }

    private byte[] send(int kind, int session, long counter, ProtoMessage<?> message) throws IOException {
        byte[] datagram = Arrays.copyOf(out, frame.seal(out, kind, session, counter, message));
        again(datagram);
        return datagram;
    }

    /** To whoever was heard last. */
    void again(byte[] datagram) throws IOException {
        SocketAddress controller = packet.getSocketAddress();
        socket.send(new DatagramPacket(datagram, datagram.length, controller));
    }

    private void next(int kind, ProtoMessage<?> into) throws IOException {
        int others = 0;
        while (receive() != kind) {
            assertThat(others++).as("datagrams of another kind").isLessThan(OTHERS_MAX);
        }
        parse(into);
    }

    private int receive() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.receive(packet);
        return Frame.kind(in);
    }

    private void parse(ProtoMessage<?> into) {
        assertThat(frame.check(in, packet.getLength())).isEqualTo(Frame.Fault.NONE);
        assertThat(frame.parse(in, packet.getLength(), into)).isEqualTo(Frame.Fault.NONE);
    }

    @Override
    public void close() {
        socket.close();
    }
}
