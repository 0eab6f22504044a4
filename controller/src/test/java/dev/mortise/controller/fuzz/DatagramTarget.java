package dev.mortise.controller.fuzz;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.SharedKey;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionClose;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import us.hebi.quickbuf.ProtoMessage;

/** Datagrams of the real-time path, at either end. */
public final class DatagramTarget {

    private static final int AXES = 6;
    private static final Frame FRAME = new Frame();

    /** Of the key with which tagged datagrams are recorded. */
    static final String KEY = "1".repeat(2 * SharedKey.BYTES);

    private static final Frame KEYED =
            Frame.ofRobot(Optional.of(SharedKey.of(HexFormat.of().parseHex(KEY))));
    private static final List<ProtoMessage<?>> READ = List.of(
            RobotState.newInstance(),
            RobotCommand.newInstance(),
            SessionRequest.newInstance(),
            SessionReply.newInstance(),
            SessionClose.newInstance());

    private DatagramTarget() {}

    /** As Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        Frame.Fault unusedAsItCame = fault(input, input.length);
        Frame.Fault unusedSealed = sealedAnew(input);
        Frame.Fault unusedTagged = KEYED.check(input, input.length);
    }

    /** With a right checksum: what is behind it is tried, too. */
    static Frame.Fault sealedAnew(byte[] input) {
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

    static Frame.Fault fault(byte[] datagram, int length) {
        Frame.Fault checked = FRAME.check(datagram, length);
        if (checked != Frame.Fault.NONE) {
            return checked;
        }
        int kind = Math.max(1, Math.min(READ.size(), Frame.kind(datagram)));
        return FRAME.parse(datagram, length, READ.get(kind - 1));
    }

    /** One of each kind, as both ends send them. */
    static List<byte[]> seeds() {
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

    private static byte[] sealed(int kind, ProtoMessage<?> message) {
        byte[] into = new byte[Frame.DATAGRAM_MAX_BYTES];
        return Arrays.copyOf(into, FRAME.seal(into, kind, 7, 1, message));
    }
}
