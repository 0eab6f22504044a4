package dev.mortise.controller.adapter.bench;

import org.HdrHistogram.Histogram;

/**
 * How soon states were answered, or how late a thread woke up.
 *
 * <p>What a clock that never waits would have seen: behind an answer that took several cycles, the states that had to wait for it
 * are counted with their own shorter waits (HdrHistogram's correction of coordinated omission).
 *
 * @param times in ns, so corrected
 * @param sent states that were sent
 * @param unanswered states whose answer did not come within a second
 * @param cycleNanos from state to state
 */
record Measured(Histogram times, long sent, long unanswered, long cycleNanos) {

    private static final double NANOS_PER_MICRO = 1e3;

    /** A shorter one followed by another, of the same cycle. */
    Measured and(Measured other) {
        Histogram both = times.copy();
        both.add(other.times);
        return new Measured(both, sent + other.sent, unanswered + other.unanswered, cycleNanos);
    }

    /** In µs. */
    double percentile(double percent) {
        return times.getValueAtPercentile(percent) / NANOS_PER_MICRO;
    }

    /** In µs. */
    double longest() {
        return times.getMaxValue() / NANOS_PER_MICRO;
    }

    /** Answers that were not there when the next state was due. */
    long missed() {
        return times.getTotalCount() - times.getCountBetweenValues(0, cycleNanos);
    }

    double missedPercent() {
        return 100.0 * missed() / times.getTotalCount();
    }

    /** Whole cycles that the longest wait took. */
    long longestCycles() {
        return times.getMaxValue() / cycleNanos;
    }
}
