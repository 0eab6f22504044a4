package dev.mortise.controller.bench;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/** A robot that only sends states and measures how soon each is answered. */
final class BareRobot implements AutoCloseable {

    static final int AXES = 4;
    static final int CYCLE_MICROS = 1_000;

    private final DatagramChannel channel;
    private final Frame frame = new Frame();
    private final byte[] in = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final ByteBuffer inBuffer = ByteBuffer.wrap(in);
    private final ByteBuffer outBuffer = ByteBuffer.wrap(out);
    private final RobotState state = RobotState.newInstance();
    private Optional<SocketAddress> controller = Optional.empty();
    private final RobotCommand command = RobotCommand.newInstance();
    private final SessionRequest request = SessionRequest.newInstance();
    private long sent;
    private long saidNanos;

    BareRobot() throws IOException {
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /** Grants a session to whoever asks; a plain echo is told by its own first datagram. */
    boolean isOpen() throws IOException {
        if (controller.isEmpty()) {
            inBuffer.clear();
            SocketAddress from = channel.receive(inBuffer);
            if (from != null) {
                controller = Optional.of(from);
                grant(from);
            }
        }
        return controller.isPresent();
    }

    private void grant(SocketAddress to) throws IOException {
        if (frame.check(in, inBuffer.position()) == Frame.Fault.NONE) {
            frame.parse(in, inBuffer.position(), request);
        }
        SessionReply reply = SessionReply.newInstance();
        reply.getMutableHeader()
                .setSchema(Names.schema())
                .setEchoTxNs(request.getHeader().getTxNs());
        reply.setRefusal(Refusal.REFUSAL_NONE)
                .setVersion(Frame.VERSION)
                .setSession(1)
                .setCycleUs(CYCLE_MICROS)
                .setHorizonMax(24)
                .setAxes(AXES)
                .setSimulated(true);
        send(frame.seal(out, Frame.SESSION_REPLY, 1, ++sent, reply), to);
    }

    /** Sends the state of a cycle. */
    void says(int cycle) throws IOException {
        drain();
        state.clear();
        state.setSessionState(SessionState.SESSION_MONITORING_READY)
                .setStopReason(StopReason.STOP_REASON_NONE)
                .setSafetyState(SafetyState.SAFETY_NORMAL)
                .setCycle(cycle)
                .setCycleUs(CYCLE_MICROS);
        for (int axis = 0; axis < AXES; axis++) {
            state.addQ(0.1);
            state.addDq(0);
        }
        for (int i = 0; i < 6; i++) {
            state.addWrenchExt(0);
        }
        saidNanos = System.nanoTime();
        send();
    }

    /** Nanoseconds from the newest state to its answer, which has just come; negative as long as it has not. */
    long answeredAfter() throws IOException {
        inBuffer.clear();
        SocketAddress from = channel.receive(inBuffer);
        long nanos = System.nanoTime() - saidNanos;
        if (from == null) {
            return -1;
        }
        if (Frame.kind(in) == Frame.SESSION_REQUEST) {
            grant(from); // the machine stood still for longer than a session lasts
            send();
            return -1;
        }
        return answersTheNewest() ? nanos : -1;
    }

    /** An answer that came after its cycle would be taken for the next one's. */
    private boolean answersTheNewest() {
        if (Frame.kind(in) != Frame.ROBOT_COMMAND) {
            return Frame.counter(in) == sent;
        }
        frame.parse(in, inBuffer.position(), command);
        return command.getHeader().getAckSeq() == (int) sent;
    }

    private void drain() throws IOException {
        do {
            inBuffer.clear();
        } while (channel.receive(inBuffer) != null);
    }

    private void send() throws IOException {
        long counter = ++sent;
        state.getMutableHeader().setSeq((int) counter).setTxNs(saidNanos).setSchema(Names.schema());
        send(frame.seal(out, Frame.ROBOT_STATE, 1, counter, state), controller.orElseThrow());
    }

    private void send(int length, SocketAddress to) throws IOException {
        outBuffer.clear().limit(length);
        channel.send(outBuffer, to);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
