package dev.mortise.controller.command;

import dev.mortise.controller.flight.FlightRecord;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A black box as text: a line of blocks for each column, from the oldest cycle to the newest. */
final class Curves {

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH = 72;
    private static final String ROW = "%-14s %s %s%n";

    private Curves() {}

    static void print(PrintWriter out, FlightRecord record) {
        List.of("robot", "command", "outcome", "reason", "ended")
                .forEach(key -> out.printf(Locale.ROOT, "%-14s %s%n", key, record.about(key)));
        double[] times = record.numbers("t_s");
        if (times.length == 0) {
            out.println("no cycles");
            return;
        }
        out.printf(
                Locale.ROOT,
                "%-14s %d of %s µs, missing between them: %d%n%n",
                "cycles",
                times.length,
                record.about("cycle_us"),
                missing(record.numbers("cycle")));
        out.printf(
                Locale.ROOT, "%-14s %-" + (WIDTH - 3) + "s0 s%n", "", String.format(Locale.ROOT, "%.3f s", times[0]));
        for (String column : drawn(record)) {
            draw(out, column, record.numbers(column));
        }
        letters(out, "session_state", record.words("session_state"));
        letters(out, "told", record.words("told"));
        changes(out, record);
    }

    private static List<String> drawn(FlightRecord record) {
        List<String> drawn = new ArrayList<>();
        record.columns().stream()
                .filter(column -> column.startsWith("q_") || column.startsWith("set_"))
                .forEach(drawn::add);
        drawn.add("force_n");
        return drawn;
    }

    private static long missing(double[] cycles) {
        long missing = 0;
        for (int i = 1; i < cycles.length; i++) {
            missing += Math.max(0, (long) (cycles[i] - cycles[i - 1]) - 1);
        }
        return missing;
    }

    private static void draw(PrintWriter out, String name, double[] values) {
        double least = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        double most = Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < WIDTH; column++) {
            double value = farthest(values, column, least);
            int block = most > least ? (int) ((value - least) / (most - least) * (BLOCKS.length() - 1) + 0.5) : 0;
            line.append(Double.isFinite(value) ? BLOCKS.charAt(block) : ' ');
        }
        out.printf(Locale.ROOT, ROW, name, line, String.format(Locale.ROOT, "%.4f .. %.4f", least, most));
    }

    /** Of the cycles of one column the value farthest from the least: a peak of one cycle is not lost. */
    private static double farthest(double[] values, int column, double least) {
        int from = from(values.length, column);
        double farthest = Double.NaN;
        for (int i = from; i < Math.max(from + 1, from(values.length, column + 1)); i++) {
            if (Double.isFinite(values[i]) && !(values[i] - least <= farthest - least)) {
                farthest = values[i];
            }
        }
        return farthest;
    }

    private static int from(int count, int column) {
        return (int) ((long) column * count / WIDTH);
    }

    private static void letters(PrintWriter out, String name, List<String> words) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < WIDTH; column++) {
            String word = words.get(from(words.size(), column));
            line.append(word.isEmpty() ? ' ' : word.charAt(0));
        }
        out.printf(
                Locale.ROOT,
                ROW,
                name,
                line,
                String.join(", ", words.stream().distinct().toList()));
    }

    private static void changes(PrintWriter out, FlightRecord record) {
        List<String> states = record.words("session_state");
        List<String> reasons = record.words("stop_reason");
        double[] times = record.numbers("t_s");
        out.println();
        for (int i = 1; i < states.size(); i++) {
            if (!states.get(i).equals(states.get(i - 1)) || !reasons.get(i).equals(reasons.get(i - 1))) {
                out.printf(Locale.ROOT, "%8.3f s  %s, %s%n", times[i], states.get(i), reasons.get(i));
            }
        }
    }
}
