package dev.mortise.controller.domain.oee;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Work that a cell had in hand: one attempt at one operation.
 *
 * @param to not in it any more; empty when it was not over
 * @param what the operation's name in the rack type, and why it failed where it did
 * @param planned how long it should take; empty where nobody says
 */
public record Run(Instant from, Optional<Instant> to, String what, Optional<Duration> planned, Outcome outcome) {

    /** What became of it. */
    public enum Outcome {
        /** OK, or not over. */
        GOOD,
        FAILED,
        BROKEN_OFF,
        /** A taking back, or a doing again of what had been good, however it ended. */
        REWORK
    }
}
