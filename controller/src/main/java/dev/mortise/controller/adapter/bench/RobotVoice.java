package dev.mortise.controller.adapter.bench;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SafetyState;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;

/** What a robot says, as datagrams: at rest, and under way once it is sent set-points. Allocates nothing. */
final class RobotVoice {

    static final int AXES = 6;
    private static final int SESSION = 1;
    private static final int WRENCH = 6;
    private static final double SOMEWHERE = 0.1;

    private final int cycleMicros;
    private final Frame frame = new Frame();
    private final byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final RobotState state = RobotState.newInstance();
    private final RobotCommand command = RobotCommand.newInstance();
    private final SessionRequest request = SessionRequest.newInstance();
    private long sent;
    private long saidNanos;
    private int moveIndex;

    RobotVoice(int cycleMicros) {
        this.cycleMicros = cycleMicros;
    }

    /** How long a datagram is that leads a robot through its next cycles. */
    static int commandBytes(int setpoints) {
        RobotCommand led = RobotCommand.newInstance()
                .setMode(CommandMode.COMMAND_JOINT_POSITION)
                .setFirstCycle(Integer.MAX_VALUE)
                .setSetpoints(setpoints)
                .setMoveIndex(1);
        led.getMutableHeader()
                .setSeq(Integer.MAX_VALUE)
                .setAckSeq(Integer.MAX_VALUE)
                .setTxNs(Long.MAX_VALUE)
                .setSchema(Names.schema());
        for (int i = 0; i < setpoints * AXES; i++) {
            led.addHorizon(0);
        }
        return new Frame().seal(new byte[Frame.DATAGRAM_MAX_BYTES], Frame.ROBOT_COMMAND, SESSION, 1, led);
    }

    /** The datagram that was made last, in its first bytes. */
    byte[] datagram() {
        return out;
    }

    /** When the newest state was made. */
    long saidNanos() {
        return saidNanos;
    }

    /** Makes the grant of a session to who asks in this datagram; its length in bytes. */
    int grants(byte[] datagram, int length) {
        request.clear();
        if (frame.check(datagram, length) == Frame.Fault.NONE) {
            frame.parse(datagram, length, request);
        }
        SessionReply reply = SessionReply.newInstance();
        reply.getMutableHeader()
                .setSchema(Names.schema())
                .setEchoTxNs(request.getHeader().getTxNs());
        reply.setRefusal(Refusal.REFUSAL_NONE)
                .setVersion(Frame.VERSION)
                .setSession(SESSION)
                .setCycleUs(cycleMicros)
                .setHorizonMax(request.getHorizonMax())
                .setAxes(AXES)
                .setSimulated(true);
        return frame.seal(out, Frame.SESSION_REPLY, SESSION, ++sent, reply);
    }

    /** Makes the state of a cycle; its length in bytes. */
    int says(int cycle) {
        state.clear();
        state.setSessionState(
                        moveIndex == 0 ? SessionState.SESSION_MONITORING_READY : SessionState.SESSION_COMMANDING_ACTIVE)
                .setStopReason(StopReason.STOP_REASON_NONE)
                .setSafetyState(SafetyState.SAFETY_NORMAL)
                .setMoveIndex(moveIndex)
                .setCycle(cycle)
                .setCycleUs(cycleMicros);
        for (int axis = 0; axis < AXES; axis++) {
            state.addQ(SOMEWHERE);
            state.addDq(0);
        }
        for (int i = 0; i < WRENCH; i++) {
            state.addWrenchExt(0);
        }
        saidNanos = System.nanoTime();
        return again();
    }

    /** Makes the newest state once more, under a number of its own. */
    int again() {
        long counter = ++sent;
        state.getMutableHeader().setSeq((int) counter).setTxNs(saidNanos).setSchema(Names.schema());
        return frame.seal(out, Frame.ROBOT_STATE, SESSION, counter, state);
    }

    /** Whether it has been sent set-points. */
    boolean isLed() {
        return moveIndex != 0;
    }

    /** Whether this datagram answers the newest state: one that came after its cycle would be taken for the next one's. */
    boolean isAnswered(byte[] datagram, int length) {
        if (Frame.kind(datagram) != Frame.ROBOT_COMMAND) {
            return Frame.counter(datagram) == sent; // a bare echo
        }
        if (frame.parse(datagram, length, command) != Frame.Fault.NONE) {
            return false;
        }
        if (command.getMode() == CommandMode.COMMAND_JOINT_POSITION) {
            moveIndex = command.getMoveIndex();
        }
        return command.getHeader().getAckSeq() == (int) sent;
    }
}
