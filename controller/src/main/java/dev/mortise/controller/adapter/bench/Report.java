package dev.mortise.controller.adapter.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found, as a table with words below it, and as JSON. */
final class Report {

    private final Qualification.Wanted wanted;
    private final String floor;
    private final Map<String, String> host;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Measured> wakeups = new LinkedHashMap<>();

    Report(Qualification.Wanted wanted, String floor, Map<String, String> host) {
        this.wanted = wanted;
        this.floor = floor;
        this.host = host;
    }

    void wakeups(boolean loaded, Measured measured) {
        wakeups.put(loaded ? "load" : "idle", measured);
    }

    void add(Row row) {
        rows.add(row);
    }

    /** Whether robots can be run on this machine in every condition that was tried. */
    boolean passed() {
        return rows.stream().noneMatch(row -> verdict(row).grade() == Verdict.Grade.UNFIT);
    }

    private Verdict verdict(Row row) {
        return Verdict.of(row.engine(), row.floor(), wanted.horizonCycles());
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%-18s %-11s %9s %9s %9s %9s %9s %10s   ratio to floor   B/state%n",
                "µs",
                "",
                "p50",
                "p99",
                "p99.9",
                "max",
                "missed",
                "");
        wakeups.forEach((when, measured) -> {
            line(out, "timer, " + when, "lateness", measured);
            out.println();
        });
        String before = "";
        for (Row row : rows) {
            if (!row.conditions().equals(before)) {
                line(out, row.conditions(), floor, row.floor());
                out.println();
            }
            before = row.conditions();
            line(out, "", row.place() == EngineMaker.Place.INSIDE ? "mortise" : "mortise own", row.engine());
            out.printf(Locale.ROOT, "   p50 %.2f p99 %.2f %9s%n", row.ratio(50), row.ratio(99), bytes(row));
        }
        out.println();
        for (Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    "%-18s %-6s %s: %s%n",
                    row.conditions(),
                    row.place().setting(),
                    verdict(row).grade().words(),
                    verdict(row).reason());
        }
        out.println();
        places().forEach(place -> out.printf(Locale.ROOT, "verdict: %s%n", summary(place)));
        out.flush();
    }

    private List<EngineMaker.Place> places() {
        return rows.stream().map(Row::place).distinct().toList();
    }

    private static String bytes(Row row) {
        return row.allocatedBytes().isPresent()
                ? String.format(Locale.ROOT, "%.1f", row.allocatedBytes().getAsDouble())
                : "-";
    }

    private static void line(PrintWriter out, String conditions, String what, Measured measured) {
        out.printf(
                Locale.ROOT,
                "%-18s %-11s %9.1f %9.1f %9.1f %9.1f %9d %8.3f %%",
                conditions,
                what,
                measured.percentile(50),
                measured.percentile(99),
                measured.percentile(99.9),
                measured.longest(),
                measured.missed(),
                measured.missedPercent());
    }

    /** The largest number of robots up to which every number that was tried could be run there, and how the tail was. */
    String summary(EngineMaker.Place place) {
        List<Row> there = rows.stream().filter(row -> row.place() == place).toList();
        return place.words() + ", " + upTo(there) + "; " + Tail.of(there).words();
    }

    private String upTo(List<Row> there) {
        int upTo = 0;
        for (int robots : wanted.robots().stream().sorted().toList()) {
            if (there.stream()
                    .filter(row -> row.robots() == robots)
                    .anyMatch(row -> verdict(row).grade() == Verdict.Grade.UNFIT)) {
                break;
            }
            upTo = robots;
        }
        String kind = wanted.robotHz() + " Hz, with and without load";
        return switch (upTo) {
            case 0 ->
                "this machine, as it was during this run, cannot run "
                        + (wanted.robots().stream().sorted().findFirst().orElse(0) == 1 ? "a robot" : "these robots")
                        + " at " + kind;
            case 1 -> "this machine can run 1 robot at " + kind;
            default -> "this machine can run up to " + upTo + " robots at " + kind;
        };
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("benchmark", "realtime");
        map.put("host", host);
        map.put("cycle_us", wanted.cycleMicros());
        map.put("horizon_cycles", wanted.horizonCycles());
        map.put("floor", floor);
        Map<String, Object> timer = new LinkedHashMap<>();
        wakeups.forEach((when, measured) -> timer.put(when, Row.figures(measured)));
        map.put("timer", timer);
        map.put(
                "runs",
                rows.stream().map(row -> row.asMap(wanted.horizonCycles())).toList());
        Map<String, Object> verdicts = new LinkedHashMap<>();
        places().forEach(place -> verdicts.put(place.setting(), summary(place)));
        map.put("verdict", verdicts);
        return map;
    }
}
