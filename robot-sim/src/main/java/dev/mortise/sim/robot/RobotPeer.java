package dev.mortise.sim.robot;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.RtHeader;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/** One robot on its UDP port. Used by the robots' cycle thread only. */
final class RobotPeer implements AutoCloseable {

    /** A controller that says nothing for this long is gone. */
    private static final int SESSION_SILENCE_MICROS = 1_000_000;

    private static final long MICROS_PER_MILLI = 1_000;

    private static final int HORIZON_MAX = 24;

    /**
     * A command that answers a state older than this is late, and so is the first command of a session that was granted
     * longer ago. Counted in cycles, so that a robot that was paused does not find everything late; twice the horizon, so
     * that set-points in time are never among them.
     */
    private static final int LATE_CYCLES = 50;

    /** A reply is the first datagram of the session that it grants. */
    private static final long REPLY_COUNTER = 1;

    private final SimulatedRobot robot;
    private final DatagramChannel channel;
    private Frame frame;
    private final byte[] in = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final ByteBuffer inBuffer = ByteBuffer.wrap(in);
    private final ByteBuffer outBuffer = ByteBuffer.wrap(out);
    private final RobotCommand command = RobotCommand.newInstance();
    private final RobotCommand newest = RobotCommand.newInstance();
    private final RobotState state = RobotState.newInstance();
    private final SessionRequest request = SessionRequest.newInstance();
    private final SessionReply reply = SessionReply.newInstance();
    private final int boot;
    private Optional<SocketAddress> controller = Optional.empty();
    private Optional<Offer> offer = Optional.empty();
    private final NewestRequest newestRequest;
    private int session;
    private long sent;
    private long received;
    private int acknowledged;
    private long echoTxNanos;
    private long echoRxNanos;

    /** Cycle in which the controller was heard last; silence is counted in cycles, for a robot that is paused hears nobody. */
    private int heardCycle;

    /** Newest grant: nothing but a promise until its controller has sent a command in the session. */
    private record Offer(SocketAddress to, int cycle) {}

    RobotPeer(RobotConfig config, Workpiece workpiece, String bind, int boot) throws IOException {
        this.robot = new SimulatedRobot(config, workpiece);
        this.frame = config.key().frame();
        this.newestRequest = new NewestRequest(config.key().isThere());
        this.boot = boot;
        this.session = boot; // a session of an earlier life has another number
        this.channel = DatagramChannel.open(StandardProtocolFamily.INET);
        this.channel.configureBlocking(false);
        this.channel.bind(new InetSocketAddress(bind, config.port()));
    }

    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    RobotConfig config() {
        return robot.config();
    }

    /** Takes what came in, makes one cycle, answers with the state when a session is open. */
    void cycle(long nowNanos) throws IOException {
        if (config().key().isReplaced()) {
            frame = config().key().frame(); // whoever has the one before is no longer heard
            close(Optional.empty());
        }
        receive(nowNanos);
        long silence = silenceMicros();
        if (controller.isPresent() && silence > robot.config().linkTimeoutMillis() * MICROS_PER_MILLI) {
            robot.silent();
        }
        // without a session too: a stop begun by silence is carried to its end
        robot.step();
        if (controller.isPresent() && silence > SESSION_SILENCE_MICROS) {
            controller = Optional.empty();
        }
        if (controller.isPresent()) {
            sendState(nowNanos);
        } else {
            robot.closed();
        }
    }

    private long silenceMicros() {
        return (long) (robot.cycle() - heardCycle) * robot.config().cycleMicros();
    }

    private void receive(long nowNanos) throws IOException {
        boolean fresh = false;
        inBuffer.clear();
        for (SocketAddress from = channel.receive(inBuffer); from != null; from = channel.receive(inBuffer)) {
            int length = inBuffer.position();
            inBuffer.clear();
            Frame.Fault fault = frame.check(in, length);
            if (fault != Frame.Fault.NONE) {
                robot.countRejected();
                answerBlank(fault, length, from);
            } else if (Frame.kind(in) == Frame.SESSION_REQUEST) {
                answer(length, from, nowNanos);
            } else if (Frame.kind(in) == Frame.ROBOT_COMMAND && accepted(length, from)) {
                fresh = true;
                heardCycle = robot.cycle();
                newest.copyFrom(command);
            } else if (Frame.kind(in) == Frame.SESSION_CLOSE && isOfSession(from)) {
                close(offer);
            } else {
                robot.countRejected();
            }
        }
        if (fresh && controller.isPresent()) {
            acknowledged = newest.getHeader().getSeq();
            echoTxNanos = newest.getHeader().getTxNs();
            echoRxNanos = nowNanos;
            robot.command(newest);
        }
    }

    private void close(Optional<Offer> stillOffered) {
        robot.silent();
        controller = Optional.empty();
        offer = stillOffered;
    }

    private boolean isOfSession(SocketAddress from) {
        return controller.filter(from::equals).isPresent()
                && Frame.session(in) == session
                && Frame.counter(in) > received;
    }

    private boolean takesUpOffer(SocketAddress from) {
        return Frame.session(in) == nextSession()
                && offer.filter(made -> made.to().equals(from) && robot.cycle() - made.cycle() <= LATE_CYCLES)
                        .isPresent();
    }

    private boolean accepted(int length, SocketAddress from) {
        boolean first = takesUpOffer(from);
        boolean mine = first || isOfSession(from);
        if (!mine || frame.parse(in, length, command) != Frame.Fault.NONE) {
            return false;
        }
        RtHeader header = command.getHeader();
        if (header.getSchema() != Names.schema() || isLate(header, first ? REPLY_COUNTER : sent)) {
            return false;
        }
        if (first) {
            if (isFromBefore(header)) {
                return false;
            }
            begin(from);
        }
        received = Frame.counter(in);
        return true;
    }

    private boolean isLate(RtHeader header, long newest) {
        return !header.hasAckSeq() || Integer.compareUnsigned((int) newest - header.getAckSeq(), LATE_CYCLES) > 0;
    }

    private boolean isFromBefore(RtHeader header) {
        return Integer.compareUnsigned(header.getEpoch(), robot.epoch()) < 0;
    }

    private void begin(SocketAddress with) {
        session = nextSession();
        frame.begins(session);
        sent = REPLY_COUNTER;
        controller = Optional.of(with);
        offer = Optional.empty();
        robot.opened();
    }

    /** Zero is no session. */
    private int nextSession() {
        return session == -1 ? 1 : session + 1;
    }

    /** Whoever asks with another key, or with none, or with one where there is none, is told so, never more than he sent. */
    private void answerBlank(Frame.Fault fault, int asked, SocketAddress from) throws IOException {
        boolean unverified = fault == Frame.Fault.TAG || fault == Frame.Fault.TAGGED || fault == Frame.Fault.UNTAGGED;
        if (unverified && Frame.kind(in) == Frame.SESSION_REQUEST) {
            int length = frame.sealBlank(out);
            if (length <= asked) {
                send(length, from);
            }
        }
    }

    private void answer(int length, SocketAddress from, long nowNanos) throws IOException {
        if (frame.parse(in, length, request) != Frame.Fault.NONE) {
            robot.countRejected();
            return;
        }
        Refusal refusal = judge(from);
        boolean grants = refusal == Refusal.REFUSAL_NONE;
        if (grants && !newestRequest.take(request.getHeader().getEpoch(), Frame.counter(in))) {
            robot.countRejected(); // answered, it would take the place of the grant that somebody waits for
            return;
        }
        offer = grants ? Optional.of(new Offer(from, robot.cycle())) : offer;
        int offered = grants ? nextSession() : 0;
        reply.clear();
        reply.getMutableHeader()
                .setSeq((int) REPLY_COUNTER)
                .setTxNs(nowNanos)
                .setEchoTxNs(request.getHeader().getTxNs())
                .setSchema(Names.schema());
        reply.setRefusal(refusal)
                .setVersion(Frame.VERSION)
                .setSession(offered)
                .setCycleUs(robot.config().cycleMicros())
                .setHorizonMax(HORIZON_MAX)
                .setAxes(robot.config().axes())
                .setSimulated(true)
                .setEpochObeyed(robot.epoch())
                .setCommandInHand(robot.commandInHand())
                .setCommandFinished(robot.commandFinished())
                .setBoot(boot);
        robot.config().declare(reply);
        send(frame.seal(out, Frame.SESSION_REPLY, offered, REPLY_COUNTER, reply), from);
    }

    private Refusal judge(SocketAddress from) {
        if (Integer.compareUnsigned(request.getVersionMin(), Frame.VERSION) > 0
                || Integer.compareUnsigned(request.getVersionMax(), Frame.VERSION) < 0) {
            return Refusal.REFUSAL_VERSION;
        }
        if (request.getHeader().getSchema() != Names.schema()) {
            return Refusal.REFUSAL_SCHEMA;
        }
        if (isFromBefore(request.getHeader())) {
            return Refusal.REFUSAL_EPOCH;
        }
        if (!request.getAcceptsSimulated()) {
            return Refusal.REFUSAL_SIMULATION;
        }
        boolean taken = controller.isPresent()
                && !controller.orElseThrow().equals(from)
                && silenceMicros() < SESSION_SILENCE_MICROS;
        return taken ? Refusal.REFUSAL_BUSY : Refusal.REFUSAL_NONE;
    }

    private void sendState(long nowNanos) throws IOException {
        state.clear();
        robot.describe(state);
        long counter = ++sent;
        state.getMutableHeader()
                .setSeq((int) counter)
                .setAckSeq(acknowledged)
                .setTxNs(nowNanos)
                .setEchoTxNs(echoTxNanos)
                .setEchoRxNs(echoRxNanos)
                .setSchema(Names.schema())
                .setEpoch(robot.epoch())
                .setCommandId(robot.commandInHand())
                .setDeadlineNs(nowNanos + robot.config().cycleMicros() * 1_000L);
        send(frame.seal(out, Frame.ROBOT_STATE, session, counter, state), controller.orElseThrow());
    }

    private void send(int length, SocketAddress to) throws IOException {
        outBuffer.clear().limit(length);
        channel.send(outBuffer, to);
    }

    DatagramChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
