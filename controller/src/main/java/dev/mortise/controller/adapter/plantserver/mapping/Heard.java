package dev.mortise.controller.adapter.plantserver.mapping;

import dev.mortise.controller.domain.cell.UnitMode;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.port.PlantView.CellView;
import java.util.Optional;

/** What a cell's PLC says at this moment. What it said before its link was lost, or broke the contract, is not said any more. */
public final class Heard {

    private Heard() {}

    public static boolean from(CellView cell) {
        return cell.link().equals("UP");
    }

    /** Empty while nobody knows. */
    public static Optional<UnitState> state(CellView cell) {
        return from(cell) ? UnitState.named(cell.unitState()) : Optional.empty();
    }

    /** Empty while nobody knows, and for a mode of the PLC's own. */
    public static Optional<UnitMode> mode(CellView cell) {
        return from(cell) ? UnitMode.named(cell.unitMode()) : Optional.empty();
    }
}
