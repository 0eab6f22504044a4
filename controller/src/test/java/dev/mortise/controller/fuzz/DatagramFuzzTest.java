package dev.mortise.controller.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionClose;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.hebi.quickbuf.ProtoMessage;

/** Datagrams of the real-time path, at either end: the only refusals are the faults that the frame declares. */
class DatagramFuzzTest {

    private static final int AXES = 6;
    private static final int EXECUTIONS = 200_000;

    private final Frame frame = new Frame();
    private final List<ProtoMessage<?>> read = List.of(
            RobotState.newInstance(),
            RobotCommand.newInstance(),
            SessionRequest.newInstance(),
            SessionReply.newInstance(),
            SessionClose.newInstance());

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void whateverComesIsDroppedOrRead() {
        Map<Frame.Fault, Integer> outcomes = new EnumMap<>(Frame.Fault.class);
        Fuzz.run(corpus(), Fuzz.executions(EXECUTIONS), input -> {
            outcomes.merge(fault(input, input.length), 1, Integer::sum);
            outcomes.merge(checkedAnew(input), 1, Integer::sum);
        });

        assertThat(outcomes).containsKeys(Frame.Fault.NONE, Frame.Fault.MALFORMED, Frame.Fault.CRC);
    }

    /** With a right checksum: what is behind it is tried, too. */
    private Frame.Fault checkedAnew(byte[] input) {
        if (input.length < Frame.PREFIX_BYTES) {
            return Frame.Fault.TOO_SHORT;
        }
        CRC32C crc = new CRC32C();
        int end = Math.min(input.length, Frame.DATAGRAM_MAX_BYTES - Frame.TRAILER_BYTES);
        crc.update(input, 0, end);
        byte[] sealed = Arrays.copyOf(input, end + Frame.TRAILER_BYTES);
        for (int i = 0; i < Frame.TRAILER_BYTES; i++) {
            sealed[end + i] = (byte) (crc.getValue() >>> (Byte.SIZE * i));
        }
        return fault(sealed, sealed.length);
    }

    private Frame.Fault fault(byte[] datagram, int length) {
        Frame.Fault checked = frame.check(datagram, length);
        if (checked != Frame.Fault.NONE) {
            return checked;
        }
        int kind = Math.max(1, Math.min(read.size(), Frame.kind(datagram)));
        return frame.parse(datagram, length, read.get(kind - 1));
    }

    private List<byte[]> corpus() {
        RobotState state = RobotState.newInstance().setCycle(7);
        RobotCommand command = RobotCommand.newInstance().setMoveIndex(3);
        for (int i = 0; i < AXES; i++) {
            state.addQ(0.1 * i);
        }
        for (int i = 0; i < AXES * 24; i++) {
            command.addHorizon(0.01 * i);
        }
        state.getMutableHeader().setSeq(1).setAckSeq(2).setTxNs(3).setSchema(4).setEpoch(5);
        SessionReply reply =
                SessionReply.newInstance().setSession(7).setAxes(AXES).setHorizonMax(24);
        List<byte[]> corpus = new ArrayList<>();
        corpus.add(sealed(Frame.ROBOT_STATE, state));
        corpus.add(sealed(Frame.ROBOT_COMMAND, command));
        corpus.add(sealed(Frame.SESSION_REQUEST, SessionRequest.newInstance()));
        corpus.add(sealed(Frame.SESSION_REPLY, reply));
        corpus.add(sealed(Frame.SESSION_CLOSE, SessionClose.newInstance()));
        return corpus;
    }

    private byte[] sealed(int kind, ProtoMessage<?> message) {
        byte[] into = new byte[Frame.DATAGRAM_MAX_BYTES];
        return Arrays.copyOf(into, frame.seal(into, kind, 7, 1, message));
    }
}
