package dev.mortise.controller.domain.process;

import java.util.List;
import java.util.Set;

/** What to do when an operation's result is not OK: the first rule that matches and has budget left; then ask a person. */
public record FailurePolicy(List<Rule> rules) {

    /** Nothing but the question to a person. */
    public static final FailurePolicy ASK = new FailurePolicy(List.of());

    public FailurePolicy {
        rules = List.copyOf(rules);
    }

    /** One edge of the plan that failure takes. Budgets count per rack and operation and never refill. */
    public sealed interface Rule {
        /** Failure codes it matches; empty matches every code. */
        Set<String> reasons();

        int budget();

        /** Do the operation again. */
        record Retry(Set<String> reasons, int budget) implements Rule {
            public Retry {
                reasons = Set.copyOf(reasons);
            }
        }

        /**
         * Reopen an earlier operation: it is undone and done again, and all that rests on it falls void.
         *
         * @param template the operation to reopen; one this operation's evidence rests on
         * @param slotFrom name of the text result that names the slot; empty: this operation's slot, or all slots
         */
        record Rework(Set<String> reasons, int budget, String template, String slotFrom) implements Rule {
            public Rework {
                reasons = Set.copyOf(reasons);
            }
        }

        default boolean matches(String reason) {
            return reasons().isEmpty() || reasons().contains(reason);
        }
    }
}
