package dev.mortise.controller.domain.line;

import dev.mortise.controller.domain.rack.RackCommand;
import java.util.List;
import java.util.Optional;

/** What comes of an act on a rack. */
public sealed interface ActDecision {

    /**
     * Events of the line to store, and then a command to the rack, whose answer is the answer.
     *
     * @param command empty where the line's events are all
     */
    record Accepted(List<LineEvent> events, Optional<RackCommand> command) implements ActDecision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    record Refused(String reason) implements ActDecision {}
}
