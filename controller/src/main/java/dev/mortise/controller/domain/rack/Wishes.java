package dev.mortise.controller.domain.rack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people want of a rack beside its being built.
 *
 * @param holds why nothing begins on it, oldest first; empty when it is not held
 * @param abandoned who gave it up and why
 */
record Wishes(List<RackEvent.RackHeld> holds, Optional<RackEvent.RackAbandoned> abandoned) {

    static final Wishes NONE = new Wishes(List.of(), Optional.empty());

    Wishes {
        holds = List.copyOf(holds);
    }

    Wishes hold(RackEvent.RackHeld hold) {
        List<RackEvent.RackHeld> all = new ArrayList<>(holds);
        all.add(hold);
        return new Wishes(all, abandoned);
    }

    Wishes unhold() {
        return new Wishes(List.of(), abandoned);
    }

    /** A rack that is given up waits for nobody: what held it holds it no more. */
    Wishes abandon(RackEvent.RackAbandoned event) {
        return new Wishes(List.of(), Optional.of(event));
    }
}
