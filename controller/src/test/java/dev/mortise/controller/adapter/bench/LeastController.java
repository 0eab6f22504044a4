package dev.mortise.controller.adapter.bench;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.RtHeader;

/** Answers a robot's state with what the engine answers to a robot at rest, and does nothing else; allocates nothing. */
final class LeastController {

    private final Frame frame = new Frame();
    private final RobotState state = RobotState.newInstance();
    private final RobotCommand command = RobotCommand.newInstance();
    private final byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
    private long sent;

    /** Makes the answer; its length in bytes, 0 when the datagram is not a state. */
    int answers(byte[] datagram, int length) {
        if (frame.check(datagram, length) != Frame.Fault.NONE
                || Frame.kind(datagram) != Frame.ROBOT_STATE
                || frame.parse(datagram, length, state) != Frame.Fault.NONE) {
            return 0;
        }
        long now = System.nanoTime();
        RtHeader asked = state.getHeader();
        command.clear();
        command.setMode(CommandMode.COMMAND_HOLD);
        command.getMutableHeader()
                .setSeq((int) (sent + 1))
                .setAckSeq(asked.getSeq())
                .setTxNs(now)
                .setEchoTxNs(asked.getTxNs())
                .setEchoRxNs(now)
                .setSchema(Names.schema())
                .setEpoch(1)
                .setCommandId(0)
                .setEchoDeadlineNs(asked.getDeadlineNs());
        return frame.seal(out, Frame.ROBOT_COMMAND, Frame.session(datagram), ++sent, command);
    }

    /** The answer that was made last, in its first bytes. */
    byte[] datagram() {
        return out;
    }
}
