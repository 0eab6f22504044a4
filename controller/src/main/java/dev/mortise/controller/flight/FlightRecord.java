package dev.mortise.controller.flight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A black box that was written out: what it is about, and a row for each cycle.
 *
 * @param about robot, command, outcome, reason, ended, cycle_us; limits of its axes and its push
 */
public record FlightRecord(Map<String, String> about, List<String> columns, List<List<String>> rows) {

    private static final String REMARK = "# ";

    public FlightRecord {
        about = Map.copyOf(about);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    public static FlightRecord read(Path file) throws IOException {
        try {
            return of(Files.readAllLines(file));
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** What it is about alone, without the cycles. */
    public static FlightRecord head(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return of(lines.takeWhile(line -> line.startsWith(REMARK)).toList());
        }
    }

    /** Fails where a row is not as long as its head, as after a copy that was cut short. */
    private static FlightRecord of(List<String> lines) throws IOException {
        Map<String, String> about = new LinkedHashMap<>();
        List<String> columns = List.of();
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(REMARK)) {
                String[] keyed = line.substring(REMARK.length()).split(" ", 2);
                about.put(keyed[0], keyed.length > 1 ? keyed[1] : "");
            } else if (columns.isEmpty()) {
                columns = List.of(line.split(",", -1));
            } else {
                List<String> row = List.of(line.split(",", -1));
                if (row.size() != columns.size()) {
                    throw new IOException("line " + (about.size() + 2 + rows.size()) + " has not the " + columns.size()
                            + " columns of its head");
                }
                rows.add(row);
            }
        }
        return new FlightRecord(about, columns, rows);
    }

    public String about(String key) {
        return about.getOrDefault(key, "");
    }

    /** Numbers that it is about, such as an axis' limits; none in files of earlier releases. */
    double[] limits(String key) {
        String words = about(key);
        return words.isEmpty()
                ? new double[0]
                : Arrays.stream(words.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
    }

    /** The words of a column, one a cycle. */
    public List<String> words(String column) {
        int at = columns.indexOf(column);
        return at < 0 ? List.of() : rows.stream().map(row -> row.get(at)).toList();
    }

    /** The numbers of a column, one a cycle; not a number where there is none. */
    public double[] numbers(String column) {
        return words(column).stream()
                .mapToDouble(word -> word.isEmpty() ? Double.NaN : Double.parseDouble(word))
                .toArray();
    }
}
