package dev.mortise.controller.domain.line;

import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.RackId;
import java.time.Instant;
import java.util.Optional;

/** What happened on the line. Flat records: they are what the store keeps. */
public sealed interface LineEvent {

    RackId rack();

    /** A rack of a type was ordered; it has no place yet. */
    record RackAdmitted(RackId rack, String type, String by, Instant at) implements LineEvent {}

    /** It may not enter the line until it is allowed to. */
    record StartRevoked(RackId rack, String by, Instant at) implements LineEvent {}

    record StartAllowed(RackId rack, String by, Instant at) implements LineEvent {}

    /**
     * Among racks, which go first.
     *
     * @param priority higher first, 0 before the first of these
     */
    record PrioritySet(RackId rack, int priority, String by, Instant at) implements LineEvent {}

    /**
     * A move was decided.
     *
     * @param from empty for a rack that enters the line
     * @param number counts this rack's moves, from 1
     */
    record MoveStarted(RackId rack, Optional<PlaceId> from, PlaceId to, int number, Instant at) implements LineEvent {}

    record MoveEnded(RackId rack, int number, Instant at) implements LineEvent {}

    /** The transporter did not do it; the rack stands where it stood. */
    record MoveFailed(RackId rack, int number, String reason, Instant at) implements LineEvent {}

    /** A released rack has left. */
    record RackLeft(RackId rack, Instant at) implements LineEvent {}

    /** A rack that was given up has left, or never entered. */
    record AbandonedRackLeft(RackId rack, Abandonment how, Instant at) implements LineEvent {}
}
