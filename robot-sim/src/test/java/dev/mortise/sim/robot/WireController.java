package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
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
import java.util.Arrays;
import java.util.zip.CRC32C;
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

    /** Newest of the robot's that was read. */
    private int heard;

    private int sentBytes;

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
        header.setSeq((int) (counter + 1)).setAckSeq(heard).setSchema(Names.schema());
        send(Frame.ROBOT_COMMAND, session, ++counter, command);
    }

    /** Sends a command as it was sent in some session. */
    void again(RobotCommand command, int inSession, long count) throws IOException {
        command.getMutableHeader().setSchema(Names.schema()).setAckSeq(heard);
        send(Frame.ROBOT_COMMAND, inSession, count, command);
    }

    void send(int kind, int inSession, long count, ProtoMessage<?> message) throws IOException {
        sentBytes = frame.seal(out, kind, inSession, count, message);
        sendAgain(sentBytes);
    }

    /** Sends a command or a request with these bytes behind its fields: what a later release has to say, too. */
    void send(int kind, int inSession, long count, ProtoMessage<?> message, byte[] more) throws IOException {
        int end = frame.seal(out, kind, inSession, count, message) - Frame.TRAILER_BYTES;
        System.arraycopy(more, 0, out, end, more.length);
        CRC32C crc = new CRC32C();
        crc.update(out, 0, end + more.length);
        for (int i = 0; i < Frame.TRAILER_BYTES; i++) {
            out[end + more.length + i] = (byte) (crc.getValue() >>> (Byte.SIZE * i));
        }
        sendAgain(end + more.length + Frame.TRAILER_BYTES);
    }

    /** Sends what was sent last, or what a test made of it. */
    void sendAgain(int length) throws IOException {
        socket.send(new DatagramPacket(out, length, loopback, robotPort));
    }

    /** What was sent last, as a wire would keep it. */
    byte[] recorded() {
        return Arrays.copyOf(out, sentBytes);
    }

    void sendRecorded(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, loopback, robotPort));
    }

    byte[] sent() {
        return out;
    }

    SessionReply reply() throws IOException {
        SessionReply reply = SessionReply.newInstance();
        assertThat(next(reply)).isEqualTo(Frame.SESSION_REPLY);
        session = reply.getSession();
        heard = reply.getHeader().getSeq();
        counter = 0;
        return reply;
    }

    /** The first command in a session that was granted. */
    void takesUp() throws IOException {
        RobotCommand command = RobotCommand.newInstance().setMode(CommandMode.COMMAND_HOLD);
        command.getMutableHeader().setEpoch(1);
        command(command);
    }

    RobotState state() throws IOException {
        RobotState state = RobotState.newInstance();
        assertThat(next(state)).isEqualTo(Frame.ROBOT_STATE);
        assertThat(Frame.session(in)).isEqualTo(session);
        heard = state.getHeader().getSeq();
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

    int next(ProtoMessage<?> into) throws IOException {
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
