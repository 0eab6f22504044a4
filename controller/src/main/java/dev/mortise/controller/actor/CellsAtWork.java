package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.line.CellStatus;
import dev.mortise.controller.domain.plant.CellId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The actors of the line's cells, and what each last said of itself. */
final class CellsAtWork {

    private final Map<CellId, ActorRef<CellActor.Command>> cells = new HashMap<>();
    private final Map<CellId, CellStatus> statuses = new HashMap<>();
    private final ActorRef<CellActor.AssignReply> assigned;

    CellsAtWork(
            ActorContext<LineActor.Command> context,
            LineSetup setup,
            int snapshotEvery,
            ActorRef<CellActor.Told> told,
            ActorRef<CellActor.AssignReply> assigned) {
        this.assigned = assigned;
        setup.plant().allCells().forEach(cell -> {
            ActorRef<CellActor.Command> ref =
                    context.spawn(CellActor.create(setup.cell(cell, snapshotEvery, told)), "cell-" + cell.id());
            context.watch(ref);
            cells.put(cell.id(), ref);
        });
    }

    Optional<ActorRef<CellActor.Command>> of(CellId cell) {
        return Optional.ofNullable(cells.get(cell));
    }

    void became(CellActor.Changed changed) {
        statuses.put(changed.cell(), new CellStatus(changed.readiness().cause(), changed.executing()));
    }

    Map<CellId, CellStatus> statuses() {
        return Collections.unmodifiableMap(statuses);
    }

    boolean idle(CellId cell) {
        return Optional.ofNullable(statuses.get(cell))
                .filter(status -> status.available() && !status.executing())
                .isPresent();
    }

    void assign(CellId cell, WorkOrder order) {
        of(cell).ifPresent(ref -> ref.tell(new CellActor.Assign(order, assigned)));
    }
}
