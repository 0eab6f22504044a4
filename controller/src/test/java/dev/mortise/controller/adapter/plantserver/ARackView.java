package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.port.PlantView;
import java.time.Instant;
import java.util.List;

/** Racks as the board shows them. */
final class ARackView {

    private ARackView() {}

    /** On the line, at a place; nowhere yet when that is empty. */
    static PlantView.RackView at(String id, String place) {
        return view(id, place, false);
    }

    static PlantView.RackView released(String id) {
        return view(id, "", true);
    }

    static PlantView.QuestionView question(String rack) {
        return new PlantView.QuestionView(
                "q-" + rack, rack, "Try again?", List.of(), List.of(), Instant.parse("2026-11-26T12:00:00Z"));
    }

    private static PlantView.RackView view(String id, String place, boolean released) {
        return new PlantView.RackView(
                id,
                "nvl72",
                place,
                0,
                1,
                0,
                0,
                0,
                1,
                "",
                released,
                "waits",
                Cause.root(Cause.Kind.NOT_HEARD_YET, id, "waits", "time passes"));
    }
}
