package dev.mortise.controller.bench;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SafetyState;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
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
import org.HdrHistogram.Histogram;

/** A robot that only sends states and measures how soon each is answered; spins, so that its own sleep is not measured. */
final class BareRobot implements AutoCloseable {

    static final int AXES = 4;
    private static final int CYCLE_MICROS = 2_000;
    private static final long ANSWER_MAX_NANOS = 1_000_000_000L;

    private final DatagramChannel channel;
    private final Frame frame = new Frame();
    private final byte[] in = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final ByteBuffer inBuffer = ByteBuffer.wrap(in);
    private final ByteBuffer outBuffer = ByteBuffer.wrap(out);
    private final RobotState state = RobotState.newInstance();
    private Optional<SocketAddress> controller = Optional.empty();
    private long sent;

    BareRobot() throws IOException {
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /** Waits for a session request and grants it; a plain echo is told by its own first datagram. */
    void open() throws IOException {
        while (controller.isEmpty()) {
            inBuffer.clear();
            SocketAddress from = channel.receive(inBuffer);
            if (from != null) {
                controller = Optional.of(from);
                grant(from);
            }
        }
    }

    private void grant(SocketAddress to) throws IOException {
        SessionReply reply = SessionReply.newInstance();
        reply.getMutableHeader().setSchema(Names.schema());
        reply.setRefusal(Refusal.REFUSAL_NONE)
                .setVersion(Frame.VERSION)
                .setSession(1)
                .setCycleUs(CYCLE_MICROS)
                .setHorizonMax(24)
                .setAxes(AXES)
                .setSimulated(true);
        send(frame.seal(out, Frame.SESSION_REPLY, 1, ++sent, reply), to);
    }

    /** Sends one state and spins until it is answered. */
    void exchange(int cycle, Histogram into) throws IOException {
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
        drain();
        long begun = System.nanoTime();
        send(begun);
        long waited = 0;
        boolean answered = false;
        while (!answered && waited < ANSWER_MAX_NANOS) {
            inBuffer.clear();
            SocketAddress from = channel.receive(inBuffer);
            answered = from != null && Frame.kind(in) != Frame.SESSION_REQUEST;
            waited = System.nanoTime() - begun;
            if (from != null && !answered) {
                grant(from); // the machine stood still for longer than a session lasts
                send(begun);
            }
        }
        into.recordValue(Math.min(waited, ANSWER_MAX_NANOS));
    }

    /** An answer that came late, or the echo of the grant, would be taken for the next one's. */
    private void drain() throws IOException {
        do {
            inBuffer.clear();
        } while (channel.receive(inBuffer) != null);
    }

    private void send(long nowNanos) throws IOException {
        long counter = ++sent;
        state.getMutableHeader().setSeq((int) counter).setTxNs(nowNanos).setSchema(Names.schema());
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
