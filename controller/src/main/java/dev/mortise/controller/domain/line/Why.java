package dev.mortise.controller.domain.line;

import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.rack.RackId;
import java.util.List;
import java.util.Optional;

/** Why a rack does not move on: one sentence that names the cause and what would free it. Never empty. */
public final class Why {

    private final Dispatch dispatch;

    public Why(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    public String rack(RackId id) {
        LineState.OnLine rack = dispatch.rack(id);
        RackNeeds needs = dispatch.needs(id);
        if (rack.left()) {
            return "released and gone";
        }
        if (rack.move().isPresent()) {
            return "on its way to " + rack.move().orElseThrow().to();
        }
        if (needs.released()) {
            return "released";
        }
        if (needs.running()) {
            return "being worked on in " + rack.place().map(PlaceId::value).orElse("?");
        }
        if (needs.due().isEmpty()) {
            return needs.waitsFor();
        }
        if (rack.place().isEmpty() && !dispatch.mayEnter()) {
            return "waits to enter: the line holds " + dispatch.racksMax()
                    + " racks, one more than its buffers, which is as many as never block each other";
        }
        return waiting(id, needs.due().get(0));
    }

    private String waiting(RackId id, RackNeeds.Due due) {
        List<CellSpec> able = dispatch.able(due);
        if (able.isEmpty()) {
            return due.work() + " is due, but no cell of the plant offers " + String.join(", ", due.capabilities());
        }
        return due.work() + " is due; "
                + able.stream()
                        .map(cell -> state(id, cell))
                        .reduce((a, b) -> a + "; " + b)
                        .orElse("");
    }

    private String state(RackId id, CellSpec cell) {
        CellStatus status = dispatch.status(cell.id());
        if (!status.available()) {
            return cell.id() + " is not available: " + status.whyNot();
        }
        Optional<RackId> occupant = dispatch.occupant(PlaceId.of(cell.id()));
        if (occupant.filter(other -> !other.equals(id)).isPresent()) {
            return cell.id() + " is taken by " + occupant.orElseThrow();
        }
        return occupant.isPresent()
                ? cell.id() + " begins it now"
                : cell.id() + " is free, the transporter has to bring the rack";
    }
}
