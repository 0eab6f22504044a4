package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.job.JobState;
import dev.mortise.controller.domain.rack.Abandonment;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** States of orders from what was shown: {@link dev.mortise.controller.port.JobStates} of a past that other releases may have written. */
final class OrdersThen {

    private OrdersThen() {}

    static JobState of(JsonNode rack, JsonNode plant) {
        JsonNode wanted = rack.path("wanted");
        Optional<String> abandoned =
                Optional.of(wanted.path("abandoned").asString("")).filter(how -> !how.isEmpty());
        boolean released = rack.path("released").asBoolean(false);
        if (released || (abandoned.isPresent() && text(rack, "doing").isEmpty())) {
            return JobState.ofFinished(abandoned.map(OrdersThen::abandonment));
        }
        String id = text(rack, "id");
        boolean asked = plant.path("questions")
                .valueStream()
                .anyMatch(question -> text(question, "subject").equals(id));
        boolean cellWaits = plant.path("cells")
                .valueStream()
                .filter(cell -> text(cell, "rack").equals(id))
                .anyMatch(OrdersThen::waitsForSomebody);
        boolean damaged = text(rack.path("cause"), "kind").equals(Cause.Kind.JOURNAL_DAMAGED.name());
        return JobState.ofRack(
                wanted.path("mayStart").asBoolean(true),
                !text(rack, "place").isEmpty(),
                !wanted.path("holds").isEmpty() || asked || cellWaits || damaged);
    }

    /** One that this release does not know is no stop. */
    private static Abandonment abandonment(String name) {
        return Stream.of(Abandonment.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(Abandonment.ABORT);
    }

    private static boolean waitsForSomebody(JsonNode cell) {
        boolean unknownOrWaiting = UnitState.named(text(cell, "unitState"))
                .map(UnitState::waitsForSomebody)
                .orElse(true);
        return !cell.path("holds").isEmpty() || !text(cell, "link").equals("UP") || unknownOrWaiting;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
