package dev.mortise.controller.domain.rack;

import java.util.List;

/** The answer to a command: events to store, or a reason. */
public sealed interface RackDecision {

    record Accepted(List<RackEvent> events) implements RackDecision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    record Refused(String reason) implements RackDecision {}

    static RackDecision accept(RackEvent... events) {
        return new Accepted(List.of(events));
    }

    static RackDecision refuse(String reason) {
        return new Refused(reason);
    }
}
