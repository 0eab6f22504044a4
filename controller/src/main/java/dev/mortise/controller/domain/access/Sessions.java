package dev.mortise.controller.domain.access;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is logged in at the HTTP door. A value; the door that keeps it replaces it. Times are those of a clock that nobody
 * sets.
 *
 * @param open by what is known of their tokens
 */
public record Sessions(Map<String, Session> open) {

    public static final Sessions NONE = new Sessions(Map.of());

    /** Longer than a break: whoever comes back to the screen later says again who they are. */
    public static final Duration IDLE_MAX = Duration.ofMinutes(30);

    /** A shift of eight hours, its handover and some overtime. */
    public static final Duration OPEN_MAX = Duration.ofHours(12);

    /** A screen at the line, one in the office, a telephone and some terminals; one more ends the longest silent. */
    public static final int OF_ONE_MAX = 10;

    /** Fifty people with ten each; what is kept of one is a few hundred bytes. */
    public static final int ALL_MAX = 500;

    /**
     * One log-in.
     *
     * @param mark of the password it was made with: with another password it ends
     * @param seen when this person did something last
     */
    public record Session(String name, String mark, Duration opened, Duration seen) {
        boolean livesAt(Duration now) {
            return now.minus(seen).compareTo(IDLE_MAX) < 0 && now.minus(opened).compareTo(OPEN_MAX) < 0;
        }
    }

    public Sessions {
        open = Map.copyOf(open);
    }

    /** The session, while it lives. */
    public Optional<Session> at(String key, Duration now) {
        return Optional.ofNullable(open.get(key)).filter(session -> session.livesAt(now));
    }

    public boolean isFull(Duration now) {
        return open.values().stream().filter(session -> session.livesAt(now)).count() >= ALL_MAX;
    }

    /** One more; those that have ended are forgotten. */
    public Sessions with(String key, String name, String mark, Duration now) {
        Map<String, Session> changed = new HashMap<>(open);
        changed.values().removeIf(session -> !session.livesAt(now));
        while (changed.values().stream()
                        .filter(session -> session.name.equals(name))
                        .count()
                >= OF_ONE_MAX) {
            changed.entrySet().stream()
                    .filter(entry -> entry.getValue().name.equals(name))
                    .min(Comparator.comparing(entry -> entry.getValue().seen))
                    .map(Map.Entry::getKey)
                    .ifPresent(changed::remove);
        }
        changed.put(key, new Session(name, mark, now, now));
        return new Sessions(changed);
    }

    /** The person did something. */
    public Sessions seen(String key, Duration now) {
        return at(key, now)
                .map(session -> {
                    Map<String, Session> changed = new HashMap<>(open);
                    changed.put(key, new Session(session.name, session.mark, session.opened, now));
                    return new Sessions(changed);
                })
                .orElse(this);
    }

    public Sessions without(String key) {
        Map<String, Session> changed = new HashMap<>(open);
        changed.remove(key);
        return new Sessions(changed);
    }
}
