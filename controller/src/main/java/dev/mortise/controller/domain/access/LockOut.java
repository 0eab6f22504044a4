package dev.mortise.controller.domain.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Wrong passwords of late, for each name: after a few nobody is asked any more for a while. A value; the door that keeps it
 * replaces it. Times are those of a clock that nobody sets: setting one forward would open the door.
 *
 * @param wrong times of wrong passwords within the window, oldest first, on that clock
 */
public record LockOut(Map<String, List<Duration>> wrong) {

    public static final LockOut NONE = new LockOut(Map.of());

    /** A person mistypes two or three times; a list of guesses needs more. */
    public static final int WRONG_MAX = 5;

    public static final Duration WINDOW = Duration.ofMinutes(15);

    /** Names without an account share one count: guessing names must not fill the memory. */
    public static final String NOBODY = "";

    public LockOut {
        wrong = Map.copyOf(wrong);
    }

    /** How much longer this name is not asked for its password; empty when it is. */
    public Optional<Duration> lockedFor(String name, Duration now) {
        List<Duration> late = late(name, now);
        return late.size() < WRONG_MAX
                ? Optional.empty()
                : Optional.of(late.get(late.size() - WRONG_MAX).plus(WINDOW).minus(now));
    }

    public LockOut wrong(String name, Duration now) {
        List<Duration> times = new ArrayList<>(late(name, now));
        times.add(now);
        Map<String, List<Duration>> changed = new HashMap<>(wrong);
        changed.put(name, List.copyOf(times));
        return new LockOut(changed);
    }

    public LockOut right(String name) {
        Map<String, List<Duration>> changed = new HashMap<>(wrong);
        changed.remove(name);
        return new LockOut(changed);
    }

    private List<Duration> late(String name, Duration now) {
        return wrong.getOrDefault(name, List.of()).stream()
                .filter(at -> at.plus(WINDOW).compareTo(now) > 0)
                .toList();
    }
}
