package dev.mortise.controller.domain.lease;

import java.util.Optional;

/**
 * A controller that wants a lease which another has. One that is not renewed is waited for; one that is renewed belongs to a
 * controller that lives.
 *
 * @param heldUntil what was seen last of the holder's lease; empty at the first look
 * @param refused who has it and renews it; empty while it is worth waiting
 */
public record Candidacy(Optional<String> heldUntil, Optional<String> refused) {

    public static final Candidacy NEW = new Candidacy(Optional.empty(), Optional.empty());

    /** The lease as another holds it. */
    public record Held(String who, String until) {}

    public Candidacy sees(Held held) {
        boolean renewed =
                heldUntil.filter(before -> !before.equals(held.until())).isPresent();
        return new Candidacy(Optional.of(held.until()), renewed ? Optional.of(held.who()) : Optional.empty());
    }
}
