package dev.mortise.controller.adapter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** The first second of a session with an engine that has just been started, with and without a warm-up before it. */
public final class WarmUpBench {

    static final int CYCLE_MICROS = 1_000;
    static final int HORIZON = 24;
    private static final int[] WARM_UPS = {0, 1_000, 10_000};
    private static final int ROBOTS = 4;
    private static final int ROUNDS = 5;
    private static final int FIRST_CYCLES = 1_000;
    private static final int OWN_WARM_UP_STATES = 20_000;

    private WarmUpBench() {}

    public static void main(String[] arguments) throws IOException {
        Host.facts().forEach((name, value) -> System.out.printf(Locale.ROOT, "%-13s %s%n", name, value));
        warmTheRobots();
        Map<Integer, Measured> first = new TreeMap<>();
        Map<Integer, List<Long>> millis = new TreeMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            System.err.printf(Locale.ROOT, "round %d of %d (load average %s)%n", round, ROUNDS, Host.loadAverage());
            for (int cycles : WARM_UPS) {
                first.merge(cycles, firstCycles(cycles, millis), Measured::and);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n%d robots, the first %d cycles of a new engine, %d starts each%n%-10s %9s %9s %9s %9s %10s %22s%n",
                ROBOTS,
                FIRST_CYCLES,
                ROUNDS,
                "warm-up",
                "p50 µs",
                "p99",
                "p99.9",
                "max",
                "late",
                "start to sessions, ms");
        first.forEach((cycles, measured) -> System.out.printf(
                Locale.ROOT,
                "%-10d %9.1f %9.1f %9.1f %9.1f %8.3f %% %22d%n",
                cycles,
                measured.percentile(50),
                measured.percentile(99),
                measured.percentile(99.9),
                measured.longest(),
                measured.missedPercent(),
                median(millis.getOrDefault(cycles, List.of()))));
        write(arguments, first, millis);
    }

    private static void write(String[] arguments, Map<Integer, Measured> first, Map<Integer, List<Long>> millis)
            throws IOException {
        if (arguments.length == 2 && arguments[0].equals("--json")) {
            List<Map<String, Object>> runs = new ArrayList<>();
            first.forEach((cycles, measured) -> {
                Map<String, Object> run = Row.figures(measured);
                run.put("warm_up_cycles", cycles);
                run.put("start_to_sessions_ms", median(millis.getOrDefault(cycles, List.of())));
                runs.add(run);
            });
            Files.writeString(
                    Path.of(arguments[1]),
                    JsonMapper.shared().writeValueAsString(Map.of("benchmark", "warm-up", "runs", runs)));
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }

    /** So that none of the lateness is theirs. */
    @SuppressWarnings("try") // it answers by itself
    private static void warmTheRobots() throws IOException {
        try (Robots robots = new Robots(ROBOTS, CYCLE_MICROS);
                JavaEcho echo = new JavaEcho(robots.ports(), 0)) {
            robots.open();
            robots.warmUp(OWN_WARM_UP_STATES);
        }
    }

    private static Measured firstCycles(int warmUp, Map<Integer, List<Long>> millis) throws IOException {
        try (Robots robots = new Robots(ROBOTS, CYCLE_MICROS)) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseZGC",
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    EngineProcess.class.getName(),
                    Integer.toString(warmUp)));
            robots.ports().forEach(port -> command.add(Integer.toString(port)));
            long began = System.nanoTime();
            Process engine = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                robots.open();
                millis.computeIfAbsent(warmUp, none -> new ArrayList<>())
                        .add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
                return robots.measure(FIRST_CYCLES);
            } finally {
                engine.destroyForcibly().onExit().join();
            }
        }
    }
}
