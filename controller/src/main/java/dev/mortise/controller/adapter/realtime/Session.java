package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.RtHeader;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;

/** The wire to one robot: its channel, the session, counters, the newest state. Used by the real-time thread alone. */
final class Session {

    /** What became of the datagrams at hand. */
    enum Heard {
        NOTHING,
        OPENED,
        REFUSED,
        STATE
    }

    private final InetSocketAddress robot;
    private final long silenceNanos;
    private final Wanted wanted;
    private final Datagrams wire;
    private RobotState state = RobotState.newInstance();
    private RobotState candidate = RobotState.newInstance();
    private final SessionReply reply = SessionReply.newInstance();
    private final SessionReply anyReply = SessionReply.newInstance();
    private final RobotCommand command = RobotCommand.newInstance();
    private final Arrivals arrivals = new Arrivals();
    private final Patience patience = new Patience();
    private final Strangers strangers = new Strangers();
    private final LinkMeter meter;
    private boolean open;

    /** A request is unanswered: only then is a reply looked at, and only if it names this request. */
    private boolean asking;

    /** The robot sends states in this session: it has heard that it is wanted. */
    private boolean begun;

    private long askedEpoch;

    /** Never counted anew within an epoch: by it a robot with a key knows a request that somebody says again. */
    private long requests;

    private int session;
    private int horizon;
    private long sent;
    private long heardNanos;
    private long requestedNanos;

    /** The first of the requests in a row that no reply has answered in time. */
    private long firstRequestedNanos;

    /** With the key that the robot shares, if it has one; silent for longer than that, it is taken for gone. */
    Session(RobotSpec plant, Frame frame, boolean acceptsSimulated, int horizonMax, int silenceMillis)
            throws IOException {
        this.silenceNanos = TimeUnit.MILLISECONDS.toNanos(silenceMillis);
        this.robot = new InetSocketAddress(plant.host(), plant.port());
        this.wanted = new Wanted(plant, acceptsSimulated, horizonMax);
        this.meter = new LinkMeter(plant.cycleMicros());
        this.wire = new Datagrams(robot, frame, meter);
        this.requestedNanos = System.nanoTime() - patience.nanos();
    }

    /** With another key: whatever was said with the one before is over, and a session is asked for at once. */
    void restart(Frame otherFrame) {
        wire.speaks(otherFrame);
        open = false;
        asking = false;
        requestedNanos = System.nanoTime() - patience.nanos();
    }

    DatagramChannel channel() {
        return wire.channel();
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

    /** Why the newest reply opened no session; valid after {@link Heard#REFUSED}. */
    String refused() {
        return wanted.refused(reply).orElse("");
    }

    int horizon() {
        return horizon;
    }

    /** Why a link is down that was open. */
    String silence() {
        return "no state from " + robot + " for " + TimeUnit.NANOSECONDS.toMillis(silenceNanos) + " ms";
    }

    LinkMeter meter() {
        return meter;
    }

    InetSocketAddress robot() {
        return robot;
    }

    /**
     * Takes in all that has come, or all up to the opening of a session; of several states the newest counts. Behind a state that
     * is younger than half a cycle no newer one can stand: that nothing does is not asked of the kernel then.
     */
    Heard receive(long nowNanos, int epoch) {
        Heard heard = Heard.NOTHING;
        while (!(heard == Heard.STATE && meter.isYoung(nowNanos)) && wire.receive()) {
            Frame.Fault fault = wire.check();
            if (fault != Frame.Fault.NONE) {
                meter.count(LinkMeter.Count.of(fault)); // and nothing else: whoever can send here could end what runs
                strangers.heard(fault);
            } else if (wire.kind() == Frame.ROBOT_STATE) {
                if (isNewState(epoch, nowNanos)) {
                    heardNanos = nowNanos;
                    heard = Heard.STATE;
                }
            } else if (wire.kind() == Frame.SESSION_REPLY) {
                heard = isAwaited() ? answered(nowNanos) : heard;
                if (heard == Heard.OPENED) {
                    return heard; // before a state that may stand behind it is answered
                }
            } else {
                meter.count(LinkMeter.Count.KIND);
            }
        }
        return heard;
    }

    /** Why nothing that came instead of a session can be verified; {@link Frame.Fault#NONE} when nothing came, or it is open. */
    Frame.Fault unverified() {
        return open ? Frame.Fault.NONE : strangers.fault();
    }

    private boolean isNewState(int epoch, long nowNanos) {
        if (!open || wire.session() != session) {
            meter.count(LinkMeter.Count.SESSION);
            return false;
        }
        return isNewest() && isGood(epoch, nowNanos);
    }

    private boolean isNewest() {
        long lost = arrivals.lost();
        switch (arrivals.take(wire.counter())) {
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

    private boolean isGood(int epoch, long nowNanos) {
        if (wire.parse(candidate) != Frame.Fault.NONE) {
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
        if (!begun) {
            begun = true;
            patience.restart();
        }
        RobotState last = state;
        state = candidate; // what is refused leaves the newest good one as it is
        candidate = last;
        meter.heard(header, nowNanos);
        return true;
    }

    private boolean isAwaited() {
        if (wire.parse(anyReply) != Frame.Fault.NONE) {
            meter.count(LinkMeter.Count.MALFORMED);
            return false;
        }
        RtHeader header = anyReply.getHeader();
        if (!asking || !header.hasEchoTxNs() || header.getEchoTxNs() != requestedNanos) {
            meter.count(LinkMeter.Count.SESSION); // of a request that is no longer asked
            answersTooLate(header);
            return false;
        }
        reply.copyFrom(anyReply);
        return true;
    }

    /** The robot is there, and needs longer than it was given. */
    private void answersTooLate(RtHeader header) {
        if (asking && header.getEchoTxNs() - firstRequestedNanos >= 0 && header.getEchoTxNs() - requestedNanos < 0) {
            patience.wasTooShort();
        }
    }

    private Heard answered(long nowNanos) {
        asking = false;
        if (wanted.refused(reply).isPresent()) {
            return Heard.REFUSED; // a grant that is not what was asked for is not taken up: nothing has begun
        }
        open = true;
        begun = false;
        session = reply.getSession();
        wire.begins(session);
        horizon = wanted.horizon(reply);
        sent = 0;
        arrivals.restart();
        arrivals.take(wire.counter()); // what was said before it belongs to no session
        meter.opened(nowNanos);
        heardNanos = nowNanos;
        answerTo(reply.getHeader(), nowNanos, askedEpoch, 0).setMode(CommandMode.COMMAND_HOLD);
        sendAnswer(); // the session begins with it
        return Heard.OPENED;
    }

    /** Looks after the session; false when it was open and has fallen silent just now. */
    boolean tick(long nowNanos, long epoch) {
        if (open && nowNanos - heardNanos <= (begun ? silenceNanos : patience.nanos())) {
            return true;
        }
        boolean lost = open && begun;
        if (open && !begun) {
            patience.wasTooShort();
        }
        if (open || nowNanos - requestedNanos >= patience.nanos()) {
            ask(nowNanos, epoch);
        }
        open = false;
        return !lost;
    }

    private void ask(long nowNanos, long epoch) {
        strangers.asked(asking);
        firstRequestedNanos = asking ? firstRequestedNanos : nowNanos;
        requestedNanos = nowNanos;
        askedEpoch = epoch;
        asking = true;
        wire.send(Frame.SESSION_REQUEST, 0, ++requests, wanted.request(nowNanos, epoch));
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

    /** What was answered last. */
    RobotCommand command() {
        return command;
    }

    void sendAnswer() {
        wire.send(Frame.ROBOT_COMMAND, session, ++sent, command);
        meter.answered((int) sent, System.nanoTime());
    }

    void close() throws IOException {
        wire.close();
    }
}
