package dev.mortise.controller.adapter.plantserver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured values; of times in nanoseconds, told in ms. */
final class BenchSamples {

    private static final double NANOS_A_MILLI = 1e6;

    private final List<Double> values = Collections.synchronizedList(new ArrayList<>());

    void add(long nanos) {
        values.add(nanos / NANOS_A_MILLI);
    }

    void addValue(double value) {
        values.add(value);
    }

    int count() {
        return values.size();
    }

    double percentile(int percent) {
        List<Double> sorted;
        synchronized (values) {
            sorted = values.stream().sorted().toList();
        }
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
    }
}
