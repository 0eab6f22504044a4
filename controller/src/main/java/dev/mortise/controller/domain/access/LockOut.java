package dev.mortise.controller.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Wrong passwords of late, for each name: after a few nobody is asked any more for a while. A value; the door that keeps it
 * replaces it.
 *
 * @param wrong times of wrong passwords within the window, oldest first
 */
public record LockOut(Map<String, List<Instant>> wrong) {

    public static final LockOut NONE = new LockOut(Map.of());

    /** A person mistypes two or three times; a list of guesses needs more. */
    public static final int WRONG_MAX = 5;

    public static final Duration WINDOW = Duration.ofMinutes(15);

    /** Names without an account share one count: guessing names must not fill the memory. */
    public static final String NOBODY = "";

    public LockOut {
        wrong = Map.copyOf(wrong);
    }

    /** Until when this name is not asked for its password; empty when it is. */
    public Optional<Instant> lockedUntil(String name, Instant now) {
        List<Instant> late = late(name, now);
        return late.size() < WRONG_MAX
                ? Optional.empty()
                : Optional.of(late.get(late.size() - WRONG_MAX).plus(WINDOW));
    }

    public LockOut wrong(String name, Instant now) {
        List<Instant> times = new ArrayList<>(late(name, now));
        times.add(now);
        Map<String, List<Instant>> changed = new HashMap<>(wrong);
        changed.put(name, List.copyOf(times));
        return new LockOut(changed);
    }

    public LockOut right(String name) {
        Map<String, List<Instant>> changed = new HashMap<>(wrong);
        changed.remove(name);
        return new LockOut(changed);
    }

    private List<Instant> late(String name, Instant now) {
        return wrong.getOrDefault(name, List.of()).stream()
                .filter(at -> at.plus(WINDOW).isAfter(now))
                .toList();
    }
}
