package dev.mortise.controller.adapter.realtime;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.RtHeader;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;

/** The wire to one robot: its channel, the session, counters, the newest state. Used by the real-time thread alone. */
final class Session {

    private static final long REQUEST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** A hundred times the longest cycle that is allowed; the robot's own watch is as long again. */
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** What became of the datagrams at hand. */
    enum Heard {
        NOTHING,
        OPENED,
        REFUSED,
        STATE
    }

    private final InetSocketAddress robot;
    private final boolean acceptsSimulated;
    private final int cycleMicros;
    private final int horizonMax;
    private final DatagramChannel channel;
    private final Frame frame = new Frame();
    private final byte[] in = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final ByteBuffer inBuffer = ByteBuffer.wrap(in);
    private final ByteBuffer outBuffer = ByteBuffer.wrap(out);
    private RobotState state = RobotState.newInstance();
    private RobotState candidate = RobotState.newInstance();
    private final SessionReply reply = SessionReply.newInstance();
    private final SessionReply anyReply = SessionReply.newInstance();
    private final SessionRequest request = SessionRequest.newInstance();
    private final RobotCommand command = RobotCommand.newInstance();
    private final Arrivals arrivals = new Arrivals();
    private final LinkMeter meter;

    private boolean open;

    /** A request is unanswered: only then is a reply looked at, and only if it names this request. */
    private boolean asking;

    /** The robot sends states in this session: it has heard that it is wanted. */
    private boolean begun;

    private long askedEpoch;
    private int session;
    private int horizon;
    private long sent;
    private long heardNanos;
    private long requestedNanos;

    Session(InetSocketAddress robot, boolean acceptsSimulated, int cycleMicros, int horizonMax) throws IOException {
        this.robot = robot;
        this.acceptsSimulated = acceptsSimulated;
        this.cycleMicros = cycleMicros;
        this.horizonMax = horizonMax;
        this.meter = new LinkMeter(cycleMicros);
        this.channel = DatagramChannel.open(StandardProtocolFamily.INET);
        this.channel.configureBlocking(false);
        this.channel.connect(robot);
        this.requestedNanos = System.nanoTime() - REQUEST_NANOS;
    }

    DatagramChannel channel() {
        return channel;
    }

    boolean isOpen() {
        return open;
    }

    /** Robot's newest state; valid after {@link Heard#STATE}. */
    RobotState state() {
        return state;
    }

    SessionReply reply() {
        return reply;
    }

    int horizon() {
        return horizon;
    }

    int horizonMax() {
        return horizonMax;
    }

    LinkMeter meter() {
        return meter;
    }

    InetSocketAddress robot() {
        return robot;
    }

    /** Takes in all that has come, or all up to the opening of a session; of several states the newest counts. */
    Heard receive(long nowNanos, int epoch) {
        Heard heard = Heard.NOTHING;
        for (int length = read(); length > 0; length = read()) {
            LinkMeter.Count refused = LinkMeter.Count.of(frame.check(in, length));
            if (refused != LinkMeter.Count.STATES) {
                meter.count(refused);
            } else if (Frame.kind(in) == Frame.ROBOT_STATE) {
                if (isNewState(length, epoch, nowNanos)) {
                    heardNanos = nowNanos;
                    heard = Heard.STATE;
                }
            } else if (Frame.kind(in) == Frame.SESSION_REPLY) {
                heard = isAwaited(length) ? answered(nowNanos) : heard;
                if (heard == Heard.OPENED) {
                    return heard; // before a state that may stand behind it is answered
                }
            } else {
                meter.count(LinkMeter.Count.KIND);
            }
        }
        return heard;
    }

    private int read() {
        inBuffer.clear();
        try {
            return channel.read(inBuffer);
        } catch (PortUnreachableException e) {
            return 0; // nobody listens there yet; the next request tries again
        } catch (IOException e) {
            meter.count(LinkMeter.Count.SOCKET);
            return 0;
        }
    }

    private boolean isNewState(int length, int epoch, long nowNanos) {
        if (!open || Frame.session(in) != session) {
            meter.count(LinkMeter.Count.SESSION);
            return false;
        }
        return isNewest() && isGood(length, epoch, nowNanos);
    }

    private boolean isNewest() {
        long lost = arrivals.lost();
        switch (arrivals.take(Frame.counter(in))) {
            case NEWEST -> {
                meter.count(LinkMeter.Count.LOST, arrivals.lost() - lost);
                return true;
            }
            case REORDERED -> meter.count(LinkMeter.Count.REORDERED);
            case DUPLICATE -> meter.count(LinkMeter.Count.DUPLICATED);
            case TOO_OLD -> meter.count(LinkMeter.Count.TOO_OLD);
        }
        return false;
    }

    private boolean isGood(int length, int epoch, long nowNanos) {
        if (frame.parse(in, length, candidate) != Frame.Fault.NONE) {
            meter.count(LinkMeter.Count.MALFORMED);
            return false;
        }
        RtHeader header = candidate.getHeader();
        if (header.getSchema() != Names.schema()) {
            meter.count(LinkMeter.Count.SCHEMA);
            return false;
        }
        if (Integer.compareUnsigned(header.getEpoch(), epoch) > 0) {
            meter.count(LinkMeter.Count.EPOCH); // it obeys another controller now; its silence ends this session
            return false;
        }
        begun = true;
        RobotState last = state;
        state = candidate; // what is refused leaves the newest good one as it is
        candidate = last;
        meter.heard(header, nowNanos);
        return true;
    }

    private boolean isAwaited(int length) {
        if (frame.parse(in, length, anyReply) != Frame.Fault.NONE) {
            meter.count(LinkMeter.Count.MALFORMED);
            return false;
        }
        RtHeader header = anyReply.getHeader();
        if (!asking || !header.hasEchoTxNs() || header.getEchoTxNs() != requestedNanos) {
            meter.count(LinkMeter.Count.SESSION); // of a request that is no longer asked
            return false;
        }
        reply.copyFrom(anyReply);
        return true;
    }

    private Heard answered(long nowNanos) {
        asking = false;
        if (reply.getRefusal() != Refusal.REFUSAL_NONE) {
            return Heard.REFUSED;
        }
        open = true;
        begun = false;
        session = reply.getSession();
        horizon = Math.min(horizonMax, reply.getHorizonMax());
        sent = 0;
        arrivals.restart();
        arrivals.take(Frame.counter(in)); // what was said before it belongs to no session
        meter.opened(nowNanos);
        heardNanos = nowNanos;
        answerTo(reply.getHeader(), nowNanos, askedEpoch, 0).setMode(CommandMode.COMMAND_HOLD);
        sendAnswer(); // the session begins with it
        return Heard.OPENED;
    }

    /**
     * Looks after the session.
     *
     * @return false when it was open and has fallen silent just now
     */
    boolean tick(long nowNanos, long epoch) {
        if (open && nowNanos - heardNanos <= (begun ? SILENCE_NANOS : REQUEST_NANOS)) {
            return true;
        }
        boolean lost = open && begun;
        open = false;
        if (nowNanos - requestedNanos >= REQUEST_NANOS) {
            requestedNanos = nowNanos;
            askedEpoch = epoch;
            asking = true;
            request.clear();
            request.getMutableHeader()
                    .setTxNs(nowNanos)
                    .setSchema(Names.schema())
                    .setEpoch((int) epoch);
            request.setVersionMin(Frame.VERSION)
                    .setVersionMax(Frame.VERSION)
                    .setCycleUs(cycleMicros)
                    .setHorizonMax(horizonMax)
                    .setAcceptsSimulated(acceptsSimulated)
                    .setAcceptsReal(!acceptsSimulated);
            send(frame.seal(out, Frame.SESSION_REQUEST, 0, ++sent, request));
        }
        return !lost;
    }

    /** A command to fill, that answers the newest state. */
    RobotCommand answer(long nowNanos, long epoch, long commandId) {
        return answerTo(state.getHeader(), nowNanos, epoch, commandId);
    }

    private RobotCommand answerTo(RtHeader asked, long nowNanos, long epoch, long commandId) {
        command.clear();
        command.getMutableHeader()
                .setSeq((int) (sent + 1))
                .setAckSeq(asked.getSeq())
                .setTxNs(nowNanos)
                .setEchoTxNs(asked.getTxNs())
                .setEchoRxNs(heardNanos)
                .setSchema(Names.schema())
                .setEpoch((int) epoch)
                .setCommandId(commandId)
                .setEchoDeadlineNs(asked.getDeadlineNs());
        return command;
    }

    void sendAnswer() {
        send(frame.seal(out, Frame.ROBOT_COMMAND, session, ++sent, command));
        meter.answered((int) sent, System.nanoTime());
    }

    private void send(int length) {
        outBuffer.clear().limit(length);
        try {
            channel.write(outBuffer);
        } catch (IOException e) {
            meter.count(LinkMeter.Count.SOCKET); // nobody listens there, or the kernel has no room: the next one goes
        }
    }

    void close() throws IOException {
        channel.close();
    }
}
