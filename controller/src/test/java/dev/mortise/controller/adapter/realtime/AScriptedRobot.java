package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Arrays;
import us.hebi.quickbuf.ProtoMessage;

/** A robot's end of the wire that says what a test tells it to, once or again. */
final class AScriptedRobot implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int AXES = 2;

    /** Requests of ten seconds: what has not come by then does not come. */
    private static final int OTHERS_MAX = 50;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Frame frame = new Frame();
    private final byte[] in = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final DatagramPacket packet = new DatagramPacket(in, in.length);

    AScriptedRobot() throws SocketException {
        // a free port and nothing else to do
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The next request, whatever else comes before it. */
    SessionRequest request() throws IOException {
        SessionRequest request = SessionRequest.newInstance();
        next(Frame.SESSION_REQUEST, request);
        return request;
    }

    /** The next command, whatever else comes before it. */
    RobotCommand command() throws IOException {
        RobotCommand command = RobotCommand.newInstance();
        next(Frame.ROBOT_COMMAND, command);
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
        RobotState state = RobotState.newInstance()
                .setSessionState(SessionState.SESSION_MONITORING_READY)
                .setStopReason(StopReason.STOP_REASON_NONE)
                .setSafetyState(SafetyState.SAFETY_NORMAL)
                .setCycle((int) counter);
        state.getMutableHeader().setSeq((int) counter).setSchema(Names.schema());
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
        socket.setSoTimeout(PATIENCE_MILLIS);
        int others = 0;
        do {
            assertThat(others++).as("datagrams of another kind").isLessThan(OTHERS_MAX);
            socket.receive(packet);
        } while (Frame.kind(in) != kind);
        assertThat(frame.check(in, packet.getLength())).isEqualTo(Frame.Fault.NONE);
        assertThat(frame.parse(in, packet.getLength(), into)).isEqualTo(Frame.Fault.NONE);
    }

    @Override
    public void close() {
        socket.close();
    }
}
