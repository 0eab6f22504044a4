package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Damage;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.line.CellStatus;
import dev.mortise.controller.domain.line.LineState;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.port.Desk;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The actors of the line's cells, and what each last said of itself. Those whose past cannot be read have none. */
final class CellsAtWork {

    private final Map<CellId, ActorRef<CellActor.Command>> cells = new HashMap<>();
    private final Map<CellId, CellStatus> statuses = new HashMap<>();
    private final Map<CellId, Cause> damages = new HashMap<>();
    private final LineSetup setup;
    private final ActorRef<CellActor.AssignReply> assigned;

    CellsAtWork(
            ActorContext<LineActor.Command> context,
            LineSetup setup,
            int snapshotEvery,
            ActorRef<CellActor.Told> told,
            ActorRef<CellActor.AssignReply> assigned) {
        this.setup = setup;
        this.assigned = assigned;
        setup.plant().allCells().forEach(cell -> {
            Optional<String> damage = setup.damage(cell);
            if (damage.isPresent()) {
                damaged(new CellActor.Damaged(cell.id(), damage.orElseThrow()));
            } else {
                ActorRef<CellActor.Command> ref =
                        context.spawn(CellActor.create(setup.cell(cell, snapshotEvery, told)), "cell-" + cell.id());
                context.watchWith(ref, new LineActor.CellEnded(cell.id()));
                cells.put(cell.id(), ref);
            }
        });
    }

    Optional<ActorRef<CellActor.Command>> of(CellId cell) {
        return Optional.ofNullable(cells.get(cell));
    }

    void became(CellActor.Changed changed) {
        statuses.put(changed.cell(), new CellStatus(changed.readiness().cause(), changed.executing()));
    }

    /** The line goes on without it. */
    void damaged(CellActor.Damaged damaged) {
        Cause cause = Damage.of(damaged.cell().value(), damaged.what());
        cells.remove(damaged.cell());
        damages.put(damaged.cell(), cause);
        statuses.put(damaged.cell(), new CellStatus(Optional.of(cause), false));
        setup.board().questions(damaged.cell().value(), List.of());
        setup.plant()
                .allCells()
                .filter(spec -> spec.id().equals(damaged.cell()))
                .map(spec -> CellFace.unreadable(spec, cause))
                .forEach(setup.board()::put);
    }

    /** Whether an actor has ended for a reason that stops nothing but its cell. */
    boolean mayEnd(CellId cell) {
        return damages.containsKey(cell);
    }

    /** To the cell, or back with the reason why not. */
    void forward(LineActor.ToCell request) {
        Optional<ActorRef<CellActor.Command>> cell = of(request.cell());
        if (cell.isPresent()) {
            cell.orElseThrow().tell(request.message());
        } else {
            request.replyTo()
                    .tell(new Desk.Reply.Refused(Optional.ofNullable(damages.get(request.cell()))
                            .map(damage -> request.cell() + ": " + damage.text() + "; " + damage.remedy())
                            .orElse("no cell " + request.cell())));
        }
    }

    Map<CellId, CellStatus> statuses() {
        return Collections.unmodifiableMap(statuses);
    }

    private boolean idle(CellId cell) {
        return Optional.ofNullable(statuses.get(cell))
                .filter(status -> status.available() && !status.executing())
                .isPresent();
    }

    /** What was promised to a cell before a restart, or refused by it, is offered until it is taken. */
    void offerAgain(LineState line, Collection<RackBuild> builds) {
        CellId transporter = setup.plant().transporter().id();
        line.racks()
                .values()
                .forEach(rack -> rack.move()
                        .filter(move -> idle(transporter))
                        .ifPresent(move -> assign(transporter, Orders.transport(move))));
        builds.forEach(build -> build.running()
                .filter(running -> idle(running.cell()))
                .ifPresent(running -> assign(running.cell(), Orders.of(build, running.work(), running.attempt()))));
    }

    /** Its rack keeps the evidence now. */
    void outcomeStored(RackActor.Stored stored, RackBuild build) {
        of(stored.cell())
                .ifPresent(cell ->
                        cell.tell(new CellActor.OutcomeStored(Orders.of(build, stored.work(), stored.attempt()))));
    }

    void assign(CellId cell, WorkOrder order) {
        of(cell).ifPresent(ref -> ref.tell(new CellActor.Assign(order, assigned)));
    }
}
