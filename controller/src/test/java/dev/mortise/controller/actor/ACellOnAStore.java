package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.mortise.controller.adapter.record.LiveBoard;
import dev.mortise.controller.adapter.store.EmbeddedStore;
import dev.mortise.controller.adapter.store.Store;
import dev.mortise.controller.domain.cell.Conduct;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Time;
import dev.mortise.controller.step.StepKinds;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The transporter's actor alone on the product's store, with a PLC that obeys at once. */
public final class ACellOnAStore implements AutoCloseable {

    /** Stored for an order of one step: taken, begun, ended, the attempt ended, its outcome taken. */
    public static final int EVENTS_OF_AN_ORDER = 5;

    private static final int SNAPSHOT_EVERY = 500;
    private static final CellSpec CELL = ALineOnAStore.SHIPPED.plant().transporter();

    private final EmbeddedStore store;
    private final ActorSystem<Object> system;
    private final CompletableFuture<Long> ready = new CompletableFuture<>();
    private int orders;

    private record Work(WorkOrder order, CompletableFuture<Long> done) {}

    public ACellOnAStore(Path directory) throws Store.Unusable {
        store = EmbeddedStore.open(directory);
        system = ActorSystem.create(
                Behaviors.setup(context -> {
                    long spawned = System.nanoTime();
                    ActorRef<CellActor.Command> cell = context.spawn(
                            CellActor.create(new CellActor.Setup(
                                    CELL,
                                    new Conduct(CELL, StepKinds.load()),
                                    new CellDevices(CELL.id(), new ObedientPlc(command -> {}), Map.of(), true),
                                    new CellFace(new LiveBoard("", true, List.of(), Clock.systemUTC())),
                                    Time.ofTheMachine(),
                                    SNAPSHOT_EVERY,
                                    context.getSelf().narrow())),
                            "cell");
                    return idle(cell, spawned);
                }),
                "cell",
                store.akka("akka.loglevel = WARNING"));
    }

    private Behavior<Object> idle(ActorRef<CellActor.Command> cell, long spawned) {
        return Behaviors.receive(Object.class)
                .onMessage(CellActor.Changed.class, changed -> {
                    if (changed.readiness().available()) {
                        ready.complete(System.nanoTime() - spawned);
                    }
                    return Behaviors.same();
                })
                .onMessage(Work.class, work -> {
                    cell.tell(new CellActor.Assign(work.order(), system.<CellActor.AssignReply>narrow()));
                    return busy(cell, work, System.nanoTime());
                })
                .onAnyMessage(other -> Behaviors.same())
                .build();
    }

    private Behavior<Object> busy(ActorRef<CellActor.Command> cell, Work work, long begun) {
        return Behaviors.receive(Object.class)
                .onMessage(CellActor.Finished.class, finished -> {
                    cell.tell(new CellActor.OutcomeStored(work.order()));
                    return Behaviors.same();
                })
                .onMessage(CellActor.Changed.class, changed -> {
                    if (changed.executing()) {
                        return Behaviors.same();
                    }
                    work.done().complete(System.nanoTime() - begun);
                    return idle(cell, begun);
                })
                .onAnyMessage(other -> Behaviors.same())
                .build();
    }

    /** From the beginning of the actor until the cell may be given work: recovery, and one event for its epoch. */
    public long readyNanos() {
        return ready.join();
    }

    /** One order of one step, from being given until nothing of it is left to do. */
    public long workNanos() {
        orders++;
        Work work = new Work(WorkOrder.transport(new RackId("R-1"), "", "FRAME-A", orders), new CompletableFuture<>());
        system.tell(work);
        return work.done().join();
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
        store.close();
    }
}
