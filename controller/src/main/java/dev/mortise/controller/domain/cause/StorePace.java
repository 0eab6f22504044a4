package dev.mortise.controller.domain.cause;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long a store takes to write, as far as its writes under way and the last that ended show it, on a monotonic clock, given as
 * the time since any fixed point.
 *
 * @param begun when each write under way began
 * @param last how the last one ended; empty before that
 */
public record StorePace(Map<Long, Duration> begun, Optional<Ended> last) {

    /** Twenty times what a disk that is not in trouble needs to flush: a person at the line notices the wait from here on. */
    public static final Duration SLOW_AFTER = Duration.ofSeconds(1);

    /** A line that waits writes little: without another write, a slow one says nothing about the store after this time. */
    public static final Duration REMEMBERED = Duration.ofSeconds(5);

    /** Nothing was written yet. */
    public static final StorePace NEW = new StorePace(Map.of(), Optional.empty());

    /** A write that is done, or failed. */
    public record Ended(Duration took, Duration at) {}

    public StorePace {
        begun = Map.copyOf(begun);
    }

    public StorePace began(long write, Duration now) {
        Map<Long, Duration> more = new HashMap<>(begun);
        more.put(write, now);
        return new StorePace(more, last);
    }

    /** A write that is not known to have begun says nothing. */
    public StorePace ended(long write, Duration now) {
        Map<Long, Duration> less = new HashMap<>(begun);
        Optional<Duration> began = Optional.ofNullable(less.remove(write));
        return new StorePace(
                less, began.map(since -> new Ended(now.minus(since), now)).or(() -> last));
    }

    /** How long it takes, while that is too long: the oldest write under way, else the last that ended. */
    public Optional<Duration> slow(Duration now) {
        return begun.values().stream()
                .map(now::minus)
                .max(Duration::compareTo)
                .filter(StorePace::tooLong)
                .or(() -> last.filter(ended -> now.minus(ended.at()).compareTo(REMEMBERED) < 0)
                        .map(Ended::took)
                        .filter(StorePace::tooLong));
    }

    private static boolean tooLong(Duration taken) {
        return taken.compareTo(SLOW_AFTER) > 0;
    }
}
