package dev.mortise.protocol.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.management.ThreadMXBean;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameTest {

    private static final int AXES = 6;
    private static final int HORIZON = 24;

    private final Frame frame = new Frame();
    private final byte[] bytes = new byte[Frame.DATAGRAM_MAX_BYTES];

    @Test
    void whatOneSideSealsTheOtherReads() throws InvalidProtocolBufferException {
        int length = frame.seal(bytes, Frame.ROBOT_COMMAND, 7, 123_456_789_012L, command(HORIZON));
        RobotCommand read = RobotCommand.newInstance();

        assertThat(frame.check(bytes, length)).isEqualTo(Frame.Fault.NONE);
        assertThat(Frame.kind(bytes)).isEqualTo(Frame.ROBOT_COMMAND);
        assertThat(Frame.session(bytes)).isEqualTo(7);
        assertThat(Frame.counter(bytes)).isEqualTo(123_456_789_012L);
        assertThat(frame.parse(bytes, length, read)).isEqualTo(Frame.Fault.NONE);
        assertThat(read.getHorizon().length()).isEqualTo(HORIZON * AXES);
        byte[] message = Arrays.copyOfRange(bytes, Frame.PREFIX_BYTES, length - Frame.TRAILER_BYTES);
        var plain = dev.mortise.protocol.realtime.v1.RobotCommand.parseFrom(message);
        assertThat(plain.getSerializedSize())
                .as("plain Protobuf to everybody else")
                .isEqualTo(message.length);
        assertThat(plain.getHorizonList()).hasSize(HORIZON * AXES);
        assertThat(plain.getHeader().getEpoch()).isEqualTo(2);
    }

    @Test
    void aFullHorizonOfSixAxesFitsIntoOneDatagram() {
        assertThat(frame.seal(bytes, Frame.ROBOT_COMMAND, 1, 1, command(HORIZON)))
                .isBetween(1, Frame.DATAGRAM_MAX_BYTES);
    }

    @Test
    void aMessageThatDoesNotFitIsNotSealed() {
        assertThat(frame.seal(bytes, Frame.ROBOT_COMMAND, 1, 1, command(40))).isZero();
    }

    @Test
    void everyFlippedBitIsNoticed() {
        int length = frame.seal(bytes, Frame.ROBOT_COMMAND, 7, 1, command(8));
        for (int bit = 0; bit < length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThat(frame.check(bytes, length)).as("bit %s", bit).isNotEqualTo(Frame.Fault.NONE);

            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }

    @Test
    void aFieldAbsentFromADatagramIsAbsentAndNotThePreviousOne() {
        RobotCommand read = RobotCommand.newInstance();
        int first = frame.seal(bytes, Frame.ROBOT_COMMAND, 7, 1, command(8));
        frame.parse(bytes, first, read);

        int second = frame.seal(bytes, Frame.ROBOT_COMMAND, 7, 2, RobotCommand.newInstance());
        frame.parse(bytes, second, read);

        assertThat(read.hasMode()).isFalse();
        assertThat(read.getHorizon().length()).isZero();
    }

    @Test
    void sealingAndReadingAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        RobotCommand command = command(HORIZON);
        RobotCommand read = RobotCommand.newInstance();
        cycles(20_000, command, read);

        long before = threads.getCurrentThreadAllocatedBytes();
        cycles(10_000, command, read);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("bytes over 10 000 cycles").isLessThan(10_000);
    }

    private void cycles(int count, RobotCommand command, RobotCommand read) {
        for (int i = 0; i < count; i++) {
            int length = frame.seal(bytes, Frame.ROBOT_COMMAND, 7, i, command);
            if (frame.check(bytes, length) != Frame.Fault.NONE) {
                throw new AssertionError("own datagram refused");
            }
            frame.parse(bytes, length, read);
        }
    }

    private static RobotCommand command(int setpoints) {
        RobotCommand command = RobotCommand.newInstance()
                .setMode(CommandMode.COMMAND_JOINT_POSITION)
                .setFirstCycle(11)
                .setSetpoints(setpoints);
        command.getMutableHeader().setSeq(1).setEpoch(2).setCommandId(3).setTxNs(4);
        for (int i = 0; i < setpoints * AXES; i++) {
            command.addHorizon(i * 0.001);
        }
        return command;
    }
}
