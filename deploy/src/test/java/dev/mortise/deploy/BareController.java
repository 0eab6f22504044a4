package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.SharedKey;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import us.hebi.quickbuf.ProtoMessage;

/** A controller that sends what a test tells it to, right or wrong, and reads what the robot says. */
final class BareController implements AutoCloseable {

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Frame frame;
    private final byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
    private int session;
    private int heard;
    private int inSession;
    private byte[] asked = {};

    BareController(int robotPort, Optional<SharedKey> key) throws IOException {
        frame = Frame.ofController(key);
        socket.connect(InetAddress.getLoopbackAddress(), robotPort);
        socket.setSoTimeout((int) Product.PATIENCE.toMillis());
    }

    SessionReply asks(int epoch) throws IOException {
        SessionRequest request = SessionRequest.newInstance();
        request.getMutableHeader().setSchema(Names.schema()).setEpoch(epoch);
        request.setVersionMin(1).setVersionMax(1).setAcceptsSimulated(true).setAcceptsReal(false);
        request.getMutableHeader().setTxNs(System.nanoTime());
        asked = send(Frame.SESSION_REQUEST, 1, request);
        SessionReply reply = SessionReply.newInstance();
        next(Frame.SESSION_REPLY, reply);
        session = reply.getSession();
        frame.begins(session);
        heard = reply.getHeader().getSeq();
        assertThat(reply.getHeader().getEchoTxNs())
                .as("names the request it answers")
                .isEqualTo(request.getHeader().getTxNs());
        return reply;
    }

    /** The newest request, as a wire would have recorded it. */
    byte[] asked() {
        return asked;
    }

    /** A command without set-points. */
    byte[] keepsAlive(long counter, int epoch) throws IOException {
        return send(Frame.ROBOT_COMMAND, counter, command(epoch).setMode(CommandMode.COMMAND_HOLD));
    }

    /** A command that begins a motion where the robot stood in a state, and answers it. */
    byte[] begins(long counter, int epoch, RobotState from) throws IOException {
        RobotCommand command = command(epoch)
                .setMode(CommandMode.COMMAND_JOINT_POSITION)
                .setFirstCycle(from.getCycle() + 1)
                .setSetpoints(1)
                .setMoveIndex(from.getMoveIndex() + 1);
        command.getMutableHeader().setAckSeq(from.getHeader().getSeq());
        command.getMutableHorizon().addAll(Followed.positions(from));
        return send(Frame.ROBOT_COMMAND, counter, command);
    }

    private RobotCommand command(int epoch) {
        RobotCommand command = RobotCommand.newInstance();
        command.getMutableHeader().setSchema(Names.schema()).setEpoch(epoch).setAckSeq(heard);
        return command;
    }

    private byte[] send(int kind, long counter, ProtoMessage<?> message) throws IOException {
        int length = frame.seal(out, kind, kind == Frame.SESSION_REQUEST ? 0 : session, counter, message);
        byte[] datagram = Arrays.copyOf(out, length);
        send(datagram);
        return datagram;
    }

    void send(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length));
    }

    RobotState state() throws IOException {
        RobotState state = RobotState.newInstance();
        next(Frame.ROBOT_STATE, state);
        assertThat(inSession).isEqualTo(session);
        heard = state.getHeader().getSeq();
        return state;
    }

    /** The first state that tells of so many rejected datagrams. */
    RobotState afterRejecting(int datagrams) throws IOException {
        RobotState state = state();
        while (state.getDatagramsRejected() < datagrams) {
            state = state();
        }
        return state;
    }

    private void next(int kind, ProtoMessage<?> into) throws IOException {
        byte[] in = new byte[Frame.DATAGRAM_MAX_BYTES];
        DatagramPacket packet = new DatagramPacket(in, in.length);
        do {
            packet.setLength(in.length);
            socket.receive(packet);
        } while (frame.check(in, packet.getLength()) != Frame.Fault.NONE || Frame.kind(in) != kind);
        inSession = Frame.session(in);
        assertThat(frame.parse(in, packet.getLength(), into)).isEqualTo(Frame.Fault.NONE);
    }

    @Override
    public void close() {
        socket.close();
    }
}
