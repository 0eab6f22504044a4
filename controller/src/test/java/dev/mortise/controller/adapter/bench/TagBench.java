package dev.mortise.controller.adapter.bench;

import com.sun.management.ThreadMXBean;
import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.SharedKey;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a tag costs in a cycle beside the checksum: sealing a full command and checking a state, in µs of the thread's own time
 * on a CPU, so that other work on the machine is not in it. Both kinds, and the platform's own HMAC, take turns.
 */
public final class TagBench {

    private static final int SESSION = 1;
    private static final int AXES = 6;
    private static final int HORIZON = 24;
    private static final int ROUNDS = 30;

    private final Frame controller;
    private final Frame robot;
    private final byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final byte[] state = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final RobotCommand command = RobotCommand.newInstance().setMode(CommandMode.COMMAND_JOINT_POSITION);
    private final int stateLength;
    private long counter;

    private TagBench(Optional<SharedKey> key) {
        controller = Frame.ofController(key);
        robot = Frame.ofRobot(key);
        int length = controller.seal(out, Frame.SESSION_REQUEST, 0, 1, SessionRequest.newInstance());
        robot.check(out, length);
        length = robot.seal(out, Frame.SESSION_REPLY, SESSION, 1, SessionReply.newInstance());
        controller.check(out, length);
        controller.begins(SESSION);
        robot.begins(SESSION);
        for (int i = 0; i < HORIZON * AXES; i++) {
            command.addHorizon(i);
        }
        RobotState said = RobotState.newInstance().setCycle(1);
        for (int i = 0; i < AXES; i++) {
            said.addQ(i).addDq(i).addWrenchExt(i);
        }
        stateLength = robot.seal(state, Frame.ROBOT_STATE, SESSION, 1, said);
    }

    private int seal() {
        return controller.seal(out, Frame.ROBOT_COMMAND, SESSION, ++counter, command);
    }

    private int check() {
        if (controller.check(state, stateLength) != Frame.Fault.NONE) {
            throw new IllegalStateException("own datagram refused");
        }
        return stateLength;
    }

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Host.facts().forEach((name, value) -> System.out.printf(Locale.ROOT, "%-13s %s%n", name, value));
        TagBench checksum = new TagBench(Optional.empty());
        TagBench tag = new TagBench(Optional.of(SharedKey.of(new byte[SharedKey.BYTES])));
        List<CpuTask> tasks = List.of(
                new CpuTask("seal a command, checksum", checksum::seal),
                new CpuTask("seal a command, tag", tag::seal),
                new CpuTask("check a state, checksum", checksum::check),
                new CpuTask("check a state, tag", tag::check),
                new CpuTask("a command's tag by javax.crypto.Mac", platform(tag.seal())));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < ROUNDS; round++) {
            tasks.forEach(task -> task.round(threads));
        }
        System.out.printf(
                Locale.ROOT,
                "%n%d bytes a command, %d bytes a state; %d rounds of %d (load average %s)%n%-38s %10s %10s %8s%n",
                tag.seal(),
                tag.check(),
                ROUNDS,
                CpuTask.CYCLES,
                Host.loadAverage(),
                "",
                "median µs",
                "least µs",
                "bytes");
        tasks.forEach(task -> System.out.printf(
                Locale.ROOT, "%-38s %10.3f %10.3f %8d%n", task.name(), task.median(), task.least(), task.mostBytes()));
        write(arguments, tasks);
    }

    private static IntSupplier platform(int length) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[SharedKey.BYTES], "HmacSHA256"));
        byte[] message = new byte[length];
        byte[] code = new byte[SharedKey.BYTES];
        return () -> {
            mac.update(message, 0, length);
            try {
                mac.doFinal(code, 0);
            } catch (ShortBufferException e) {
                throw new IllegalStateException(e);
            }
            return length;
        };
    }

    private static void write(String[] arguments, List<CpuTask> tasks) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("--json")) {
            List<Map<String, Object>> rows = tasks.stream()
                    .map(task -> Map.<String, Object>of(
                            "task", task.name(),
                            "median_us", task.median(),
                            "least_us", task.least(),
                            "bytes", task.mostBytes()))
                    .toList();
            Files.writeString(
                    Path.of(arguments[1]),
                    JsonMapper.shared().writeValueAsString(Map.of("benchmark", "tag", "tasks", rows)));
        }
    }
}
