package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.RtHeader;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import us.hebi.quickbuf.ProtoMessage;

/** The controller's end of a robot's wire, on a port of its own. */
final class WireController implements AutoCloseable {

    /** A datagram on the loopback is there at once; so long to be told from one that never comes. */
    private static final int PATIENCE_MILLIS = 200;

    private final DatagramSocket socket;
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final int robotPort;
    private final Frame frame = new Frame();
    private final byte[] in = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
    int session;
    long counter;

    WireController(int robotPort) throws IOException {
        this.robotPort = robotPort;
        this.socket = new DatagramSocket(0, loopback);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** A request that a robot grants. */
    static SessionRequest request() {
        SessionRequest request = SessionRequest.newInstance()
                .setVersionMin(Frame.VERSION)
                .setVersionMax(Frame.VERSION)
                .setCycleUs(Pilot.CYCLE_MICROS)
                .setHorizonMax(24)
                .setAcceptsSimulated(true)
                .setAcceptsReal(false);
        request.getMutableHeader().setSchema(Names.schema()).setEpoch(1);
        return request;
    }

    void ask(SessionRequest request) throws IOException {
        send(Frame.SESSION_REQUEST, 0, ++counter, request);
    }

    /** Sends a command as the next datagram of the session. */
    void command(RobotCommand command) throws IOException {
        RtHeader header = command.getMutableHeader();
        header.setSeq((int) (counter + 1)).setSchema(Names.schema());
        send(Frame.ROBOT_COMMAND, session, ++counter, command);
    }

    void send(int kind, int inSession, long count, ProtoMessage<?> message) throws IOException {
        int length = frame.seal(out, kind, inSession, count, message);
        sendAgain(length);
    }

    /** Sends what was sent last, or what a test made of it. */
    void sendAgain(int length) throws IOException {
        socket.send(new DatagramPacket(out, length, loopback, robotPort));
    }

    byte[] sent() {
        return out;
    }

    SessionReply reply() throws IOException {
        SessionReply reply = SessionReply.newInstance();
        assertThat(next(reply)).isEqualTo(Frame.SESSION_REPLY);
        session = reply.getSession();
        counter = 0;
        return reply;
    }

    RobotState state() throws IOException {
        RobotState state = RobotState.newInstance();
        assertThat(next(state)).isEqualTo(Frame.ROBOT_STATE);
        assertThat(Frame.session(in)).isEqualTo(session);
        return state;
    }

    boolean hearsNothing() throws IOException {
        try {
            socket.receive(new DatagramPacket(in, in.length));
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private int next(ProtoMessage<?> into) throws IOException {
        DatagramPacket packet = new DatagramPacket(in, in.length);
        socket.receive(packet);
        assertThat(frame.check(in, packet.getLength())).isEqualTo(Frame.Fault.NONE);
        assertThat(frame.parse(in, packet.getLength(), into)).isEqualTo(Frame.Fault.NONE);
        return Frame.kind(in);
    }

    @Override
    public void close() {
        socket.close();
    }
}
