package dev.mortise.controller.domain.cell;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be well before a PLC lets anything move: its protective stops and its interlocks, each with since when it is as
 * it is, and which dropped first. Of a trip that takes others along, the first is what began it: the mark stays, on what has come
 * well again too, until all are well. Forgotten at a restart of the controller; what stood before the first look has no beginning
 * and no mark, because nobody saw it.
 *
 * @param all by name, in the PLC's order
 */
public record Permissives(Map<String, Permissive> all) {

    public static final String EMERGENCY_STOP = "EMERGENCY_STOP";
    public static final String PROTECTIVE_STOP = "PROTECTIVE_STOP";
    public static final String GUARD = "GUARD";

    static final Permissives NOTHING_SEEN = new Permissives(Map.of());

    /** So that an interlock may have whatever name its PLC gives it. */
    private static final String OF_INTERLOCK = "interlock ";

    /**
     * One of them.
     *
     * @param since when it became so; empty while it is as it was at the first look
     * @param firstOut no other dropped before it in a trip that is not over; those of one look are told together
     */
    public record Permissive(boolean well, Optional<Instant> since, boolean firstOut) {}

    public Permissives {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    /** How it was seen last; nothing known where it never was. */
    public Permissive stop(String name) {
        return find(name);
    }

    public Permissive interlock(String name) {
        return find(OF_INTERLOCK + name);
    }

    private Permissive find(String key) {
        return Optional.ofNullable(all.get(key)).orElse(new Permissive(false, Optional.empty(), false));
    }

    Permissives seen(PlcStatus status, Instant now) {
        Map<String, Boolean> seen = seen(status);
        boolean over = !seen.containsValue(false);
        boolean begins = !all.isEmpty() && all.values().stream().allMatch(Permissive::well);
        Map<String, Permissive> next = new LinkedHashMap<>();
        seen.forEach((name, well) -> {
            Optional<Permissive> before = Optional.ofNullable(all.get(name));
            boolean changed = before.filter(one -> one.well() != well).isPresent();
            boolean marked =
                    begins ? changed : before.filter(Permissive::firstOut).isPresent();
            next.put(
                    name,
                    new Permissive(
                            well, changed ? Optional.of(now) : before.flatMap(Permissive::since), marked && !over));
        });
        return next.equals(all) ? this : new Permissives(next);
    }

    private static Map<String, Boolean> seen(PlcStatus status) {
        Map<String, Boolean> seen = new LinkedHashMap<>();
        seen.put(EMERGENCY_STOP, !status.safety().emergencyStop());
        seen.put(PROTECTIVE_STOP, !status.safety().protectiveStop());
        seen.put(GUARD, status.safety().guardClosed());
        status.interlocks().forEach(lock -> seen.put(OF_INTERLOCK + lock.name(), lock.satisfied()));
        return seen;
    }
}
