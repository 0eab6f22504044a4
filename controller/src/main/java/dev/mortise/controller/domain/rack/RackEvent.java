package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.OperationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What happened to a rack. Flat records: they are what the store keeps. */
public sealed interface RackEvent {

    record RackOrdered(String type, String revision, String by, Instant at) implements RackEvent {}

    /** An attempt may begin: from now on older evidence of the operation does not count. */
    record AttemptStarted(Work work, int attempt, CellId cell, Map<OperationId, Integer> restsOn, Instant at)
            implements RackEvent {
        public AttemptStarted {
            restsOn = Map.copyOf(restsOn);
        }
    }

    record AttemptEnded(Evidence evidence) implements RackEvent {}

    /** Its evidence is void although nothing was done yet. */
    record OperationReopened(OperationId operation, String because, Instant at) implements RackEvent {}

    /** Only a person can say how it goes on. */
    record QuestionAsked(
            String question, OperationId operation, String text, List<String> facts, List<String> choices, Instant at)
            implements RackEvent {
        public QuestionAsked {
            facts = List.copyOf(facts);
            choices = List.copyOf(choices);
        }
    }

    record QuestionAnswered(String question, OperationId operation, String choice, String by, Instant at)
            implements RackEvent {}

    /** Somebody wants the failed evidence of an attempt to count; it does not before another grants it. */
    record WaiverProposed(OperationId operation, int attempt, String reason, String by, Instant at)
            implements RackEvent {}

    /** The failed evidence of this attempt counts, as long as nothing is done to the operation. */
    record WaiverGranted(OperationId operation, int attempt, String by, Instant at) implements RackEvent {}

    /** Nothing begins on it any more, and it is not released, until the holds are taken off. */
    record RackHeld(String reason, String by, Instant at) implements RackEvent {}

    /** Every hold is taken off. */
    record RackUnheld(String by, Instant at) implements RackEvent {}

    /** Nothing begins on it ever again, and it is never released; what is asked about it is asked no longer. */
    record RackAbandoned(String reason, String by, Abandonment how, Instant at) implements RackEvent {}

    /** Every operation has valid evidence; the hash is SHA-256 over all of it. */
    record RackReleased(String hash, Instant at) implements RackEvent {}
}
