package dev.mortise.controller.adapter.bench;

import com.google.protobuf.CodedOutputStream;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.v1.CommandMode;
import dev.mortise.protocol.realtime.v1.RtHeader;
import dev.mortise.protocol.realtime.v1.SafetyState;
import dev.mortise.protocol.realtime.v1.SessionState;
import dev.mortise.protocol.realtime.v1.StopReason;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import us.hebi.quickbuf.ProtoSink;
import us.hebi.quickbuf.ProtoSource;

/**
 * Writing and reading the two messages of a cycle by the codec of the real-time path, QuickBuffers, and by protobuf-java: filling
 * the message is in the writing, as in a cycle.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class CodecBench {

    private static final int AXES = 6;
    private static final int HORIZON = 24;
    private static final int BYTES_MAX = 2_048;

    private final byte[] state = new byte[BYTES_MAX];
    private final byte[] command = new byte[BYTES_MAX];
    private final byte[] out = new byte[BYTES_MAX];
    private final ProtoSink sink = ProtoSink.newArraySink();
    private final ProtoSource source = ProtoSource.newArraySource();
    private final RobotState quickState = RobotState.newInstance();
    private final RobotCommand quickCommand = RobotCommand.newInstance();
    private final int stateLength;
    private final int commandLength;
    private int cycle;

    /** Refuses to compare codecs that do not write the same. */
    public CodecBench() {
        stateLength = quickWriteState();
        System.arraycopy(out, 0, state, 0, stateLength);
        commandLength = quickWriteCommand();
        System.arraycopy(out, 0, command, 0, commandLength);
        if (javaWriteState() != stateLength || javaWriteCommand() != commandLength) {
            throw new IllegalStateException("the two write messages of different lengths");
        }
    }

    int stateLength() {
        return stateLength;
    }

    int commandLength() {
        return commandLength;
    }

    @Benchmark
    public int quickWriteState() {
        quickState.clear();
        quickState
                .getMutableHeader()
                .setSeq(++cycle)
                .setAckSeq(cycle)
                .setTxNs(cycle)
                .setEchoTxNs(cycle)
                .setEchoRxNs(cycle)
                .setSchema(Names.schema())
                .setEpoch(1);
        quickState
                .setSessionStateValue(SessionState.SESSION_COMMANDING_ACTIVE_VALUE)
                .setSafetyStateValue(SafetyState.SAFETY_NORMAL_VALUE)
                .setStopReasonValue(StopReason.STOP_REASON_NONE_VALUE)
                .setMoveIndex(1)
                .setCycle(cycle)
                .setCycleUs(1_000);
        for (int i = 0; i < AXES; i++) {
            quickState.addQ(i).addDq(i).addWrenchExt(i);
        }
        try {
            sink.setOutput(out, 0, BYTES_MAX);
            quickState.writeTo(sink);
            return sink.getTotalBytesWritten();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Benchmark
    public int javaWriteState() {
        cycle++;
        var filled = dev.mortise.protocol.realtime.v1.RobotState.newBuilder()
                .setHeader(RtHeader.newBuilder()
                        .setSeq(cycle)
                        .setAckSeq(cycle)
                        .setTxNs(cycle)
                        .setEchoTxNs(cycle)
                        .setEchoRxNs(cycle)
                        .setSchema(Names.schema())
                        .setEpoch(1))
                .setSessionState(SessionState.SESSION_COMMANDING_ACTIVE)
                .setSafetyState(SafetyState.SAFETY_NORMAL)
                .setStopReason(StopReason.STOP_REASON_NONE)
                .setMoveIndex(1)
                .setCycle(cycle)
                .setCycleUs(1_000);
        for (int i = 0; i < AXES; i++) {
            filled.addQ(i).addDq(i).addWrenchExt(i);
        }
        return write(filled.build());
    }

    @Benchmark
    public int quickWriteCommand() {
        quickCommand.clear();
        quickCommand
                .getMutableHeader()
                .setSeq(++cycle)
                .setAckSeq(cycle)
                .setTxNs(cycle)
                .setEchoTxNs(cycle)
                .setEchoRxNs(cycle)
                .setSchema(Names.schema())
                .setEpoch(1)
                .setCommandId(1);
        quickCommand
                .setModeValue(CommandMode.COMMAND_JOINT_POSITION_VALUE)
                .setFirstCycle(cycle)
                .setSetpoints(HORIZON)
                .setMoveIndex(1);
        for (int i = 0; i < HORIZON * AXES; i++) {
            quickCommand.addHorizon(i);
        }
        try {
            sink.setOutput(out, 0, BYTES_MAX);
            quickCommand.writeTo(sink);
            return sink.getTotalBytesWritten();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Benchmark
    public int javaWriteCommand() {
        cycle++;
        var filled = dev.mortise.protocol.realtime.v1.RobotCommand.newBuilder()
                .setHeader(RtHeader.newBuilder()
                        .setSeq(cycle)
                        .setAckSeq(cycle)
                        .setTxNs(cycle)
                        .setEchoTxNs(cycle)
                        .setEchoRxNs(cycle)
                        .setSchema(Names.schema())
                        .setEpoch(1)
                        .setCommandId(1))
                .setMode(CommandMode.COMMAND_JOINT_POSITION)
                .setFirstCycle(cycle)
                .setSetpoints(HORIZON)
                .setMoveIndex(1);
        for (int i = 0; i < HORIZON * AXES; i++) {
            filled.addHorizon(i);
        }
        return write(filled.build());
    }

    private int write(com.google.protobuf.Message message) {
        try {
            CodedOutputStream into = CodedOutputStream.newInstance(out);
            message.writeTo(into);
            into.flush();
            return into.getTotalBytesWritten();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Benchmark
    public int quickReadState() {
        try {
            source.setInput(state, 0, stateLength);
            quickState.clear().mergeFrom(source);
            return quickState.getQ().length();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Benchmark
    public int quickReadCommand() {
        try {
            source.setInput(command, 0, commandLength);
            quickCommand.clear().mergeFrom(source);
            return quickCommand.getHorizon().length();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Benchmark
    public int javaReadState() {
        try {
            return dev.mortise.protocol.realtime.v1.RobotState.parser()
                    .parseFrom(state, 0, stateLength)
                    .getQCount();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Benchmark
    public int javaReadCommand() {
        try {
            return dev.mortise.protocol.realtime.v1.RobotCommand.parser()
                    .parseFrom(command, 0, commandLength)
                    .getHorizonCount();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
