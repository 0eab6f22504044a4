package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.port.PlantView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Racks as the board shows them. */
final class ARackView {

    private ARackView() {}

    /** On the line, at a place; nowhere yet when that is empty. */
    static PlantView.RackView at(String id, String place) {
        return view(id, place, false, PlantView.Wanted.NOTHING);
    }

    static PlantView.RackView released(String id) {
        return view(id, "", true, PlantView.Wanted.NOTHING);
    }

    static PlantView.RackView stored(String id) {
        return view(id, "", false, new PlantView.Wanted(false, 0, List.of(), Optional.empty()));
    }

    static PlantView.RackView held(String id, String place) {
        return view(id, place, false, new PlantView.Wanted(true, 0, List.of("look at it (anna)"), Optional.empty()));
    }

    static PlantView.RackView abandoned(String id, Abandonment how) {
        return view(id, "", false, new PlantView.Wanted(true, 0, List.of(), Optional.of(how)));
    }

    static PlantView.QuestionView question(String rack) {
        return new PlantView.QuestionView(
                "q-" + rack, rack, "Try again?", List.of(), List.of(), Act.RUN, Instant.parse("2026-11-26T12:00:00Z"));
    }

    private static PlantView.RackView view(String id, String place, boolean released, PlantView.Wanted wanted) {
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
                wanted,
                "waits",
                Cause.root(Cause.Kind.NOT_HEARD_YET, id, "waits", "time passes"));
    }
}
