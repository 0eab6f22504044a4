package dev.mortise.controller.bench;

import com.sun.management.ThreadMXBean;
import dev.mortise.controller.adapter.realtime.RealtimeEngine;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/** How soon the engine answers a robot's state, beside a bare echo through the same kind of loop. */
public final class RealtimeBench {

    private static final int ROUNDS = 5;
    private static final int WARM_UP = 20_000;
    private static final int STATES = 20_000;
    private static final double MICRO = 1e3;

    private RealtimeBench() {}

    public static void main(String[] arguments) throws IOException {
        List<Histogram> echoes = new ArrayList<>();
        List<Histogram> answers = new ArrayList<>();
        double allocated = 0;
        for (int round = 0; round < ROUNDS; round++) {
            System.err.printf(Locale.ROOT, "round %d of %d%n", round + 1, ROUNDS);
            try (BareRobot robot = new BareRobot();
                    EchoThread echo = new EchoThread(robot.port())) {
                echo.start();
                echoes.add(measure(robot, Optional.empty()).times());
            }
            try (BareRobot robot = new BareRobot();
                    RealtimeEngine engine = new RealtimeEngine(true, 24)) {
                engine.add(spec(robot.port())).open(1, new Deaf());
                Measured measured = measure(robot, Optional.of("realtime"));
                answers.add(measured.times());
                allocated = measured.bytesPerState();
            }
        }
        report(arguments, echoes, answers, allocated);
    }

    private record Measured(Histogram times, double bytesPerState) {}

    private static Measured measure(BareRobot robot, Optional<String> thread) throws IOException {
        robot.open();
        Histogram cold = new Histogram(3);
        for (int i = 1; i <= WARM_UP; i++) {
            robot.exchange(i, cold);
        }
        Histogram times = new Histogram(3);
        long before = thread.map(RealtimeBench::allocated).orElse(0L);
        for (int i = 1; i <= STATES; i++) {
            robot.exchange(WARM_UP + i, times);
        }
        long after = thread.map(RealtimeBench::allocated).orElse(0L);
        return new Measured(times, (after - before) / (double) STATES);
    }

    private static long allocated(String name) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }

    private static void report(String[] arguments, List<Histogram> echoes, List<Histogram> answers, double allocated)
            throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", "realtime");
        figures.put("states", ROUNDS * STATES);
        System.out.printf(
                Locale.ROOT, "%-12s %12s %12s %8s   (medians of %d rounds)%n", "µs", "engine", "echo", "ratio", ROUNDS);
        for (double percentile : new double[] {50, 99, 99.9}) {
            double engine = median(answers, percentile);
            double echo = median(echoes, percentile);
            String name = "p" + (percentile == 99.9 ? "99.9" : Integer.toString((int) percentile));
            System.out.printf(Locale.ROOT, "%-12s %12.1f %12.1f %8.2f%n", name, engine, echo, engine / echo);
            figures.put(name + "_us", Map.of("engine", engine, "echo", echo, "ratio", engine / echo));
        }
        System.out.printf(Locale.ROOT, "allocated by the engine's thread: %.1f bytes a state%n", allocated);
        figures.put("allocated_bytes_per_state", allocated);
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals("--json")) {
                Files.writeString(
                        Path.of(arguments[i + 1]),
                        JsonMapper.shared().writeValueAsString(figures),
                        StandardCharsets.UTF_8);
            }
        }
    }

    private static double median(List<Histogram> rounds, double percentile) {
        List<Double> values = rounds.stream()
                .map(round -> round.getValueAtPercentile(percentile) / MICRO)
                .sorted()
                .toList();
        return values.get(values.size() / 2);
    }

    private static RobotSpec spec(int port) {
        List<JointSpec> joints = new ArrayList<>();
        for (int axis = 0; axis < BareRobot.AXES; axis++) {
            joints.add(new JointSpec("j" + axis, true, -1, 1, 2, 8, 80));
        }
        return new RobotSpec(
                new RobotId("BARE"),
                "127.0.0.1",
                port,
                2_000,
                RobotSpec.Kinematics.GANTRY,
                joints,
                Map.of(),
                Optional.empty());
    }

    /** Nobody listens: the benchmark measures answers, not news. */
    private static final class Deaf implements RobotLink.Listener {
        @Override
        public void linkUp(boolean simulated) {
            // measured from the robot's side
        }

        @Override
        public void linkDown(String why) {
            // measured from the robot's side
        }

        @Override
        public void motionEnded(StepReport report) {
            // no motion is asked for
        }
    }
}
