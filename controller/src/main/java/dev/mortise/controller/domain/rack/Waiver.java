package dev.mortise.controller.domain.rack;

import java.util.Optional;

/**
 * Failed evidence of one attempt that persons accept. It counts once two of them do.
 *
 * @param granted by another than it was proposed by; empty as long as nobody has
 */
public record Waiver(RackEvent.WaiverProposed proposed, Optional<RackEvent.WaiverGranted> granted) {

    boolean covers(int attempt) {
        return proposed.attempt() == attempt;
    }

    /** {@code waived by anna and bert because ...}, or that somebody has proposed it. */
    public String words() {
        return granted.map(
                        grant -> "waived by " + proposed.by() + " and " + grant.by() + " because " + proposed.reason())
                .orElseGet(() -> "waiver proposed by " + proposed.by() + " because " + proposed.reason());
    }
}
