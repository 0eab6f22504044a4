package dev.mortise.controller.domain.alarm;

import dev.mortise.controller.domain.cause.Cause.Kind;
import java.util.Optional;
import java.util.Set;

/**
 * Which alarms of a plant somebody has to confirm when they are over (OPC 10000-9): to acknowledge says that a person knows,
 * to confirm that what the alarm asked for was done.
 *
 * @param named by the plant's file, in place of those of the rules; empty where it names none
 */
public record Confirming(Optional<Set<Kind>> named) {

    public static final Confirming BY_RULE = new Confirming(Optional.empty());

    private static final String DONE = "what it asked for was done";

    public Confirming {
        named = named.map(Set::copyOf);
    }

    /** What somebody has to confirm; empty where nobody has to. */
    Optional<String> of(Kind kind) {
        Optional<String> byRule = AlarmRule.confirm(kind);
        if (named.isEmpty()) {
            return byRule;
        }
        return named.filter(kinds -> kinds.contains(kind)).map(unusedNamed -> byRule.orElse(DONE));
    }
}
