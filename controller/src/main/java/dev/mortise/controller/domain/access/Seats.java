package dev.mortise.controller.domain.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who has a session at the OPC UA door. A value; the door that keeps it replaces it. The last seats are for those who run the
 * line: screens that only look on never keep out whoever has to act.
 *
 * @param taken by the id of the session
 */
public record Seats(Map<String, Guest> taken) {

    public static final Seats NONE = new Seats(Map.of());

    /** An MES, a SCADA pair, a historian, some screens and engineers. */
    public static final int ALL_MAX = 50;

    /** One person at each end of the line, one in maintenance, and two programs that order racks. */
    public static final int FOR_THOSE_WHO_RUN = 5;

    /** A pair of servers with some connections each; one name cannot take all seats. */
    public static final int OF_ONE_MAX = 20;

    /** Who sits there, with the role they logged in with. */
    public record Guest(String name, Role role) {}

    public Seats {
        taken = Map.copyOf(taken);
    }

    /** Why this guest gets no seat; empty when there is one. A session that has a seat keeps it. */
    public Optional<String> whyNone(String session, Guest guest) {
        Map<String, Guest> others = new HashMap<>(taken);
        Guest same = others.remove(session);
        if (same != null && same.name().equals(guest.name())) {
            return Optional.empty();
        }
        long own = others.values().stream()
                .filter(other -> other.name().equals(guest.name()))
                .count();
        if (own >= OF_ONE_MAX) {
            return Optional.of(guest.name() + " has " + own + " sessions, and no more can be of one name");
        }
        if (others.size() >= ALL_MAX) {
            return Optional.of(ALL_MAX + " sessions are open, and no more can be");
        }
        int left = ALL_MAX - others.size();
        return left > FOR_THOSE_WHO_RUN || Access.allows(guest.role(), Act.RUN)
                ? Optional.empty()
                : Optional.of("the last " + left + " sessions are for those who run the line");
    }

    public Seats with(String session, Guest guest) {
        Map<String, Guest> changed = new HashMap<>(taken);
        changed.put(session, guest);
        return new Seats(changed);
    }

    public Seats without(Set<String> sessions) {
        Map<String, Guest> changed = new HashMap<>(taken);
        changed.keySet().removeAll(sessions);
        return new Seats(changed);
    }
}
