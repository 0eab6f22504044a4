package dev.mortise.controller.adapter.bench;

import com.google.protobuf.CodedOutputStream;
import com.sun.management.ThreadMXBean;
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
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import tools.jackson.databind.json.JsonMapper;
import us.hebi.quickbuf.ProtoSink;
import us.hebi.quickbuf.ProtoSource;

/**
 * Writing and reading the two messages of a cycle by the codec of the real-time path, QuickBuffers, and by protobuf-java: filling
 * the message is in the writing, as in a cycle. They take turns, in time of the thread on a CPU.
 */
public final class CodecBench {

    private static final int AXES = 6;
    private static final int HORIZON = 24;
    private static final int ROUNDS = 40;
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

    private CodecBench() throws IOException {
        stateLength = quickWriteState();
        System.arraycopy(out, 0, state, 0, stateLength);
        commandLength = quickWriteCommand();
        System.arraycopy(out, 0, command, 0, commandLength);
    }

    private int quickWriteState() {
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

    private int javaWriteState() {
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

    private int quickWriteCommand() {
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

    private int javaWriteCommand() {
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

    private int quickReadState() {
        try {
            source.setInput(state, 0, stateLength);
            quickState.clear().mergeFrom(source);
            return quickState.getQ().length();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int quickReadCommand() {
        try {
            source.setInput(command, 0, commandLength);
            quickCommand.clear().mergeFrom(source);
            return quickCommand.getHorizon().length();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int javaReadState() {
        try {
            return dev.mortise.protocol.realtime.v1.RobotState.parser()
                    .parseFrom(state, 0, stateLength)
                    .getQCount();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int javaReadCommand() {
        try {
            return dev.mortise.protocol.realtime.v1.RobotCommand.parser()
                    .parseFrom(command, 0, commandLength)
                    .getHorizonCount();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One message, one way, by both. */
    private record Pair(String name, CpuTask quick, CpuTask java) {
        double ratio() {
            return java.median() / quick.median();
        }

        Map<String, Object> asMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("task", name);
            map.put("quickbuffers_median_us", quick.median());
            map.put("quickbuffers_bytes", quick.mostBytes());
            map.put("protobuf_java_median_us", java.median());
            map.put("protobuf_java_bytes", java.mostBytes());
            map.put("ratio", ratio());
            return map;
        }
    }

    public static void main(String[] arguments) throws IOException {
        Host.facts().forEach((name, value) -> System.out.printf(Locale.ROOT, "%-13s %s%n", name, value));
        CodecBench bench = new CodecBench();
        if (bench.javaWriteState() != bench.stateLength || bench.javaWriteCommand() != bench.commandLength) {
            throw new IllegalStateException("the two write messages of different lengths");
        }
        List<Pair> pairs = List.of(
                pair("write a state", bench::quickWriteState, bench::javaWriteState),
                pair("read a state", bench::quickReadState, bench::javaReadState),
                pair("write a command", bench::quickWriteCommand, bench::javaWriteCommand),
                pair("read a command", bench::quickReadCommand, bench::javaReadCommand));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < ROUNDS; round++) {
            for (Pair pair : pairs) {
                pair.quick().round(threads);
                pair.java().round(threads);
            }
        }
        print(bench, pairs);
        write(arguments, pairs);
    }

    private static void print(CodecBench bench, List<Pair> pairs) {
        System.out.printf(
                Locale.ROOT,
                "%n%d bytes a state, %d bytes a command; %d rounds of %d (load average %s)%n%-18s %24s %24s %8s%n",
                bench.stateLength,
                bench.commandLength,
                ROUNDS,
                CpuTask.CYCLES,
                Host.loadAverage(),
                "median µs, bytes",
                "QuickBuffers",
                "protobuf-java",
                "ratio");
        pairs.forEach(pair -> System.out.printf(
                Locale.ROOT,
                "%-18s %16.3f %7d %16.3f %7d %8.2f%n",
                pair.name(),
                pair.quick().median(),
                pair.quick().mostBytes(),
                pair.java().median(),
                pair.java().mostBytes(),
                pair.ratio()));
    }

    private static Pair pair(String name, IntSupplier quick, IntSupplier java) {
        return new Pair(name, new CpuTask(name, quick), new CpuTask(name, java));
    }

    private static void write(String[] arguments, List<Pair> pairs) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("--json")) {
            List<Map<String, Object>> rows = new ArrayList<>();
            pairs.forEach(pair -> rows.add(pair.asMap()));
            Files.writeString(
                    Path.of(arguments[1]),
                    JsonMapper.shared().writeValueAsString(Map.of("benchmark", "codec", "tasks", rows)));
        }
    }
}
