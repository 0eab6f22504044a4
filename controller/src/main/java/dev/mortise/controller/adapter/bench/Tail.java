package dev.mortise.controller.adapter.bench;

import java.util.List;
import java.util.Locale;

/**
 * The rarest answers beside those of the floor, in the same rounds: what a collector's pauses would show in.
 *
 * @param p99 times the floor, at the number of robots where that is most
 * @param p999 likewise
 */
record Tail(String when, double p99, double p999) {

    /** Up to here two measurements of the same floor differ as well. */
    static final double EQUAL = 1.3;

    /** Beside the load where that was tried, else without. */
    static Tail of(List<Row> rows) {
        boolean loaded = rows.stream().anyMatch(Row::loaded);
        List<Row> judged = rows.stream().filter(row -> row.loaded() == loaded).toList();
        return new Tail(loaded ? "beside the load" : "without load", most(judged, 99), most(judged, 99.9));
    }

    private static double most(List<Row> rows, double percentile) {
        return rows.stream().mapToDouble(row -> row.ratio(percentile)).max().orElse(0);
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "its tail %s %s (p99 at most %.2f times, p99.9 at most %.2f times)",
                when,
                p99 <= EQUAL && p999 <= EQUAL ? "is the floor's" : "is longer than the floor's",
                p99,
                p999);
    }
}
