package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.port.PlantView;
import java.util.List;
import java.util.Optional;

/** Cells as the board shows them. */
final class ACellView {

    private ACellView() {}

    /** Without a rack and work; its PLC says that its unit is in this state. */
    static PlantView.CellView idle(String id, String unitState) {
        return of(id, unitState, "UP");
    }

    /** The same, whose PLC has said this last and is silent. */
    static PlantView.CellView silent(String id, String unitState) {
        return of(id, unitState, "DOWN");
    }

    private static PlantView.CellView of(String id, String unitState, String link) {
        return new PlantView.CellView(
                id,
                "trays",
                unitState,
                "PRODUCE",
                link,
                Optional.empty(),
                "",
                0,
                "",
                100,
                List.of(),
                "waits",
                Cause.root(Cause.Kind.NO_WORK, id, "waits", "time passes"),
                PlantView.Equipment.UNKNOWN);
    }
}
