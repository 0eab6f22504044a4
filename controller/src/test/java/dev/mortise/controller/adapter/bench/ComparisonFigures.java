package dev.mortise.controller.adapter.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** What was measured with one number of robots: for each contestant its rounds, their medians, and the ratio to the floor. */
final class ComparisonFigures {

    static final String ENGINE = "engine";
    static final String JAVA_ECHO = "java echo";
    static final String C_ECHO = "c echo";
    private static final Map<String, ToDoubleFunction<Measured>> FIGURES = new LinkedHashMap<>();

    static {
        FIGURES.put("p50", measured -> measured.percentile(50));
        FIGURES.put("p99", measured -> measured.percentile(99));
        FIGURES.put("p99.9", measured -> measured.percentile(99.9));
        FIGURES.put("max", Measured::longest);
    }

    private final int robots;
    private final String floor;
    private final Map<String, List<Measured>> rounds = new LinkedHashMap<>();

    /**
     * Of one number of robots.
     *
     * @param contestants in the order of their columns; the last is the floor, the leanest of those measured
     */
    ComparisonFigures(int robots, List<String> contestants) {
        this.robots = robots;
        contestants.forEach(contestant -> rounds.put(contestant, new ArrayList<>()));
        floor = contestants.get(contestants.size() - 1);
    }

    int robots() {
        return robots;
    }

    void add(String contestant, Measured round) {
        rounds.computeIfAbsent(contestant, absent -> new ArrayList<>()).add(round);
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
        return 100
                * missed
                / all.stream()
                        .mapToLong(measured -> measured.times().getTotalCount())
                        .sum();
    }

    void print() {
        StringBuilder table = new StringBuilder("\n");
        row(table, robots == 1 ? "1 robot" : robots + " robots", name -> String.format(Locale.ROOT, "%12s", name));
        FIGURES.forEach((name, figure) ->
                row(table, name + " µs", each -> String.format(Locale.ROOT, "%12.1f", median(each, figure))));
        row(table, "missed", name -> String.format(Locale.ROOT, "%10.3f %%", missedPercent(name)));
        for (String name : FIGURES.keySet()) {
            ToDoubleFunction<Measured> figure =
                    Optional.ofNullable(FIGURES.get(name)).orElseThrow();
            row(
                    table,
                    name + " / " + floor,
                    each -> String.format(Locale.ROOT, "%12.2f", median(each, figure) / median(floor, figure)));
        }
        System.out.print(table);
    }

    private void row(StringBuilder table, String name, UnaryOperator<String> cell) {
        table.append(String.format(Locale.ROOT, "%-14s", name));
        rounds.keySet().forEach(contestant -> table.append(cell.apply(contestant)));
        table.append('\n');
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
        return map;
    }

    /** Writes {@code --json FILE} when the arguments name one. */
    static void write(String benchmark, String[] arguments, List<ComparisonFigures> all) throws IOException {
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals("--json")) {
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("benchmark", benchmark);
                figures.put("cycle_us", ComparisonBench.CYCLE_MICROS);
                figures.put("runs", all.stream().map(ComparisonFigures::asMap).toList());
                Files.writeString(
                        Path.of(arguments[i + 1]),
                        JsonMapper.shared().writeValueAsString(figures),
                        StandardCharsets.UTF_8);
            }
        }
    }
}
