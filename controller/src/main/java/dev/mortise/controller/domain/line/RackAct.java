package dev.mortise.controller.domain.line;

import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.rack.Abandonment;

/** What people and plant systems may do with a rack that is ordered. Each again changes nothing. */
public sealed interface RackAct {

    /** It may enter the line. */
    record AllowStart() implements RackAct {}

    /** It may not, as long as it has not. */
    record RevokeStart() implements RackAct {}

    /**
     * Which go first.
     *
     * @param priority higher first; 0 unless somebody says otherwise
     */
    record Prioritize(int priority) implements RackAct {}

    /** Nothing begins on it any more. */
    record Hold(String reason) implements RackAct {}

    record Unhold() implements RackAct {}

    /** Failed evidence is to count; another has to agree. */
    record ProposeWaiver(OperationId operation, String reason) implements RackAct {}

    record GrantWaiver(OperationId operation) implements RackAct {}

    /** It is not built any further. */
    record Abandon(String reason, Abandonment how) implements RackAct {}
}
