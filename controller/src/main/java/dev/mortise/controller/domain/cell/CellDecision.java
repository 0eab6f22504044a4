package dev.mortise.controller.domain.cell;

import java.util.List;
import java.util.Optional;

/**
 * What follows: first the events are stored, then the effects are carried out.
 *
 * @param refusal why nothing follows from a request; empty when it was taken
 */
public record CellDecision(List<CellEvent> events, List<CellEffect> effects, Optional<String> refusal) {

    static final CellDecision NOTHING = new CellDecision(List.of(), List.of(), Optional.empty());

    public CellDecision {
        events = List.copyOf(events);
        effects = List.copyOf(effects);
    }

    static CellDecision store(CellEvent... events) {
        return new CellDecision(List.of(events), List.of(), Optional.empty());
    }

    static CellDecision store(List<CellEvent> events) {
        return new CellDecision(events, List.of(), Optional.empty());
    }

    static CellDecision refuse(String reason) {
        return new CellDecision(List.of(), List.of(), Optional.of(reason));
    }

    public boolean isNothing() {
        return events.isEmpty() && effects.isEmpty();
    }
}
