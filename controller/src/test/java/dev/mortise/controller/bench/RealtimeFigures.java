package dev.mortise.controller.bench;

import dev.mortise.controller.bench.Robots.Measured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.json.JsonMapper;

/** What was measured with one number of robots: for each contestant its rounds, their medians, and the ratio to the floor. */
final class RealtimeFigures {

    static final String ENGINE = "engine";
    static final String JAVA_ECHO = "java echo";
    static final String C_ECHO = "c echo";
    private static final double MICRO = 1e3;
    private static final Map<String, ToDoubleFunction<Measured>> FIGURES = new LinkedHashMap<>();

    static {
        FIGURES.put("p50", measured -> measured.times().getValueAtPercentile(50) / MICRO);
        FIGURES.put("p99", measured -> measured.times().getValueAtPercentile(99) / MICRO);
        FIGURES.put("p99.9", measured -> measured.times().getValueAtPercentile(99.9) / MICRO);
        FIGURES.put("max", measured -> measured.times().getMaxValue() / MICRO);
    }

    private final int robots;
    private final Map<String, List<Measured>> rounds = new LinkedHashMap<>();
    private double allocatedBytes;

    RealtimeFigures(int robots) {
        this.robots = robots;
        rounds.put(ENGINE, new ArrayList<>());
        rounds.put(JAVA_ECHO, new ArrayList<>());
        if (CEcho.isThere()) {
            rounds.put(C_ECHO, new ArrayList<>());
        }
    }

    int robots() {
        return robots;
    }

    void add(String contestant, Measured round) {
        rounds.computeIfAbsent(contestant, absent -> new ArrayList<>()).add(round);
    }

    /** Bytes that the engine's thread allocated for a state, in the newest round. */
    void allocated(double bytes) {
        allocatedBytes = bytes;
    }

    private List<Measured> roundsOf(String contestant) {
        return rounds.getOrDefault(contestant, List.of());
    }

    private double median(String contestant, ToDoubleFunction<Measured> figure) {
        double[] values =
                roundsOf(contestant).stream().mapToDouble(figure).sorted().toArray();
        return values[values.length / 2];
    }

    private double missedPercent(String contestant) {
        List<Measured> all = roundsOf(contestant);
        double missed = all.stream().mapToLong(Measured::missed).sum();
        return 100 * missed / all.stream().mapToLong(Measured::states).sum();
    }

    /** The leanest of those measured. */
    private String floor() {
        return CEcho.isThere() ? C_ECHO : JAVA_ECHO;
    }

    void print() {
        StringBuilder table =
                new StringBuilder(String.format(Locale.ROOT, "%n%-10s", robots == 1 ? "1 robot" : robots + " robots"));
        rounds.keySet().forEach(name -> table.append(String.format(Locale.ROOT, "%12s", name)));
        table.append(String.format(Locale.ROOT, "  engine / %s   (µs, medians of rounds)%n", floor()));
        FIGURES.forEach((name, figure) -> {
            table.append(String.format(Locale.ROOT, "%-10s", name));
            rounds.keySet()
                    .forEach(contestant ->
                            table.append(String.format(Locale.ROOT, "%12.1f", median(contestant, figure))));
            table.append(String.format(Locale.ROOT, "%10.2f%n", median(ENGINE, figure) / median(floor(), figure)));
        });
        table.append(String.format(Locale.ROOT, "%-10s", "missed"));
        rounds.keySet()
                .forEach(
                        contestant -> table.append(String.format(Locale.ROOT, "%10.3f %%", missedPercent(contestant))));
        table.append(String.format(Locale.ROOT, "%n%-10s%12.1f", "B/state", allocatedBytes));
        System.out.println(table);
    }

    private Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("robots", robots);
        rounds.keySet().forEach(contestant -> {
            Map<String, Double> figures = new LinkedHashMap<>();
            FIGURES.forEach((name, figure) -> figures.put(name + "_us", median(contestant, figure)));
            figures.put("missed_percent", missedPercent(contestant));
            map.put(contestant.replace(' ', '_'), figures);
        });
        map.put("allocated_bytes_per_state", allocatedBytes);
        return map;
    }

    /** Writes {@code --json FILE} when the arguments name one. */
    static void write(String[] arguments, List<RealtimeFigures> all) throws IOException {
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals("--json")) {
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("benchmark", "realtime");
                figures.put("cycle_us", BareRobot.CYCLE_MICROS);
                figures.put("runs", all.stream().map(RealtimeFigures::asMap).toList());
                Files.writeString(
                        Path.of(arguments[i + 1]),
                        JsonMapper.shared().writeValueAsString(figures),
                        StandardCharsets.UTF_8);
            }
        }
    }
}
