package dev.mortise.controller.domain.line;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.rack.RackId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a rack does not move on: from what is due on it down to what would free it. Never empty. */
public final class Why {

    private final Dispatch dispatch;

    public Why(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    public Cause rack(RackId id) {
        return rack(id, List.of());
    }

    /** Racks may wait for each other in a circle: one that was named above is not explained again. */
    private Cause rack(RackId id, List<RackId> above) {
        LineState.OnLine rack = dispatch.rack(id);
        RackNeeds needs = dispatch.needs(id);
        if (dispatch.damage(id).isPresent()) {
            return dispatch.damage(id).orElseThrow();
        }
        if (rack.move().isPresent()) {
            CellId transporter = dispatch.transporter();
            return progress(id, "on its way to " + rack.move().orElseThrow().to(), transporter);
        }
        if (needs.released()) {
            return Cause.root(Kind.DONE, id.value(), "released", "");
        }
        String end = needs.abandoned().isPresent() ? "; it was given up and leaves when that has ended" : "";
        if (needs.running()) {
            PlaceId place = rack.place().orElse(new PlaceId("?"));
            return progress(id, "being worked on in " + place + end, new CellId(place.value()));
        }
        if (needs.abandoned().isPresent()) {
            return Cause.root(Kind.ABANDONED, id.value(), "given up; it leaves the line", "");
        }
        if (needs.waits().isPresent()) {
            return needs.waits().orElseThrow();
        }
        List<RackId> named = new ArrayList<>(above);
        named.add(id);
        return rack.place().isEmpty() && !dispatch.mayEnter()
                ? full(id, named)
                : waiting(id, needs.due().get(0), named);
    }

    /** It moves, unless the cell that has it stands. */
    private Cause progress(RackId id, String text, CellId cell) {
        return Cause.root(Kind.PROGRESS, id.value(), text, "")
                .because(dispatch.status(cell).cause().stream().toList());
    }

    private Cause full(RackId id, List<RackId> named) {
        return new Cause(
                Kind.LINE_FULL,
                id.value(),
                "waits to enter: the line holds " + dispatch.racksMax()
                        + " racks, one more than its buffers, which is as many as never block each other",
                "a rack leaves the line",
                dispatch.onLine()
                        .flatMap(other -> explained(other, named).stream())
                        .toList());
    }

    private Cause waiting(RackId id, RackNeeds.Due due, List<RackId> named) {
        List<CellSpec> able = dispatch.able(due);
        if (able.isEmpty()) {
            String lacking = String.join(", ", due.capabilities());
            return Cause.root(
                    Kind.NO_CELL_CAN,
                    id.value(),
                    due.work() + " is due, but no cell of the plant offers " + lacking,
                    "a cell of plant.yaml is given the capabilities " + lacking);
        }
        List<Cause> states = able.stream().map(cell -> state(id, cell, named)).toList();
        String text = due.work() + " is due; "
                + states.stream()
                        .map(Cause::text)
                        .reduce((a, b) -> a + "; " + b)
                        .orElse("");
        return new Cause(Kind.WAITS_FOR_CELL, id.value(), text, "one of its cells becomes free", states);
    }

    private Cause state(RackId id, CellSpec cell, List<RackId> named) {
        CellStatus status = dispatch.status(cell.id());
        String name = cell.id().value();
        if (!status.available()) {
            Cause cause = status.cause().orElseThrow();
            return new Cause(
                    cause.kind(), name, name + " is not available: " + cause.text(), cause.remedy(), cause.because());
        }
        Optional<RackId> occupant = dispatch.occupant(PlaceId.of(cell.id()));
        if (occupant.filter(other -> !other.equals(id)).isPresent()) {
            RackId other = occupant.orElseThrow();
            return new Cause(
                    Kind.OCCUPIED,
                    name,
                    name + " is taken by " + other,
                    other + " moves on",
                    explained(other, named).stream().toList());
        }
        return occupant.isPresent()
                ? Cause.root(Kind.PROGRESS, name, name + " begins it now", "")
                : Cause.root(Kind.PROGRESS, name, name + " is free, the transporter has to bring the rack", "")
                        .because(dispatch.status(dispatch.transporter()).cause().stream()
                                .toList());
    }

    private Optional<Cause> explained(RackId other, List<RackId> named) {
        return named.contains(other) || named.size() >= Cause.DEPTH_MAX
                ? Optional.empty()
                : Optional.of(rack(other, named));
    }
}
