package dev.mortise.controller.domain.line;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Work;
import java.util.Optional;

/** What the line wants done now. */
public sealed interface LineDecision {

    record Begin(RackId rack, Work work, CellId cell) implements LineDecision {}

    record Move(RackId rack, Optional<PlaceId> from, PlaceId to) implements LineDecision {}

    /**
     * A finished rack leaves the place where it stands.
     *
     * @param abandoned how it was given up; empty when it is released
     */
    record Leave(RackId rack, Optional<Abandonment> abandoned) implements LineDecision {}
}
