package dev.mortise.controller.port;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a robot's link. Counts are running totals since the controller took the robot on; times are of the last 10
 * to 20 seconds.
 *
 * @param states accepted from the robot
 * @param late answers that were not there when the robot sent its next state: late, or lost on the way
 * @param lost states that never came
 * @param duplicated states that came again
 * @param reordered states that came after a newer one
 * @param rejected datagrams that were dropped, by cause
 * @param roundTrip from a command to the first state that knows of it, less the time the robot kept it
 * @param answer from a state's sending to its answer's, as seen beside the quickest state of the last seconds
 */
public record LinkFigures(
        long states,
        long late,
        long lost,
        long duplicated,
        long reordered,
        Map<String, Long> rejected,
        Times roundTrip,
        Times answer) {

    /** Of a robot that was not heard yet. */
    public static final LinkFigures NONE = new LinkFigures(0, 0, 0, 0, 0, Map.of(), Times.NONE, Times.NONE);

    private static final List<String> UNVERIFIED = List.of("tag", "untagged", "tagged");

    public LinkFigures {
        rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
    }

    /** Datagrams that nobody sent who has the robot's key, and such as have a tag where there is no key. */
    public long unverified() {
        return UNVERIFIED.stream()
                .mapToLong(cause -> rejected.getOrDefault(cause, 0L))
                .sum();
    }

    /**
     * Percentiles; behind a time of several cycles the states that had to wait are counted too, with their own shorter times
     * (HdrHistogram's correction of coordinated omission).
     */
    public record Times(long p50Nanos, long p99Nanos, long p999Nanos, long maxNanos) {
        public static final Times NONE = new Times(0, 0, 0, 0);
    }
}
