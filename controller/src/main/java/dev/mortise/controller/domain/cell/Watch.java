package dev.mortise.controller.domain.cell;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a cell makes of what its PLC did by itself. */
public final class Watch {

    /** A PLC's own reason when it held because our heartbeat fell silent; our return is the cure. */
    static final String CONTROLLER_SILENT = "CONTROLLER_SILENT";

    private Watch() {}

    /**
     * A unit that held or aborted without being asked is held here too, until a person releases it.
     *
     * @param before what was seen last; empty after a link came up
     */
    public static List<CellEvent> events(Cell cell, Optional<PlcStatus> before, PlcStatus after, Instant now) {
        boolean entered = before.map(status -> status.state() != after.state()).orElse(true);
        boolean stopped = after.state() == UnitState.HELD || after.state() == UnitState.ABORTED;
        if (!entered || !stopped || cell.held() || after.stopReason().startsWith(CONTROLLER_SILENT)) {
            return List.of();
        }
        String reason = after.stopReason().isEmpty() ? "no reason given" : after.stopReason();
        return List.of(new CellEvent.HoldPlaced(
                "the PLC went to " + after.state() + " by itself: " + reason, "PLC " + cell.id(), now));
    }
}
