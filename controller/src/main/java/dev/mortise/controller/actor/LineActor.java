package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import dev.mortise.controller.domain.cell.InHand;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.line.Dispatch;
import dev.mortise.controller.domain.line.LineDecision;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.line.LineState;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackCommand;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Desk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Owns the {@link LineState}: brings racks and cells together as {@link Dispatch} says. Decides nothing. */
public final class LineActor extends EventSourcedBehavior<LineActor.Command, LineEvent, LineState> {

    /** How often the line looks again although nothing came in. */
    private static final Duration TICK = Duration.ofMillis(500);

    public sealed interface Command {}

    public record Order(String rack, String type, String by, ActorRef<Desk.Reply> replyTo) implements Command {}

    public record ToRack(RackId rack, RackActor.Answer message) implements Command {}

    public record ToCell(CellId cell, CellActor.Command message, ActorRef<Desk.Reply> replyTo) implements Command {}

    /** The history of a rack, whether it is on the line or has left it; empty when there was never one. */
    public record Read(RackId rack, ActorRef<Optional<RackBuild>> replyTo) implements Command {}

    record Asleep(RackId rack) implements Command {}

    private record FromCell(CellActor.Told told) implements Command {}

    private record FromRack(RackActor.Told told) implements Command {}

    private record Assigned(CellActor.AssignReply reply) implements Command {}

    private enum Look implements Command {
        AGAIN
    }

    private final ActorContext<Command> context;
    private final LineSetup setup;
    private final int snapshotEvery;
    private final LineFace face;
    private final CellsAtWork cells;
    private final RacksAwake racks;
    private final ActorRef<RackActor.Told> fromRacks;

    private LineActor(
            ActorContext<Command> context, TimerScheduler<Command> timers, LineSetup setup, int snapshotEvery) {
        super(PersistenceId.of("line", setup.plant().line()));
        this.context = context;
        this.setup = setup;
        this.snapshotEvery = snapshotEvery;
        this.face = new LineFace(setup.board(), setup.types());
        this.fromRacks = context.messageAdapter(RackActor.Told.class, FromRack::new);
        this.racks = new RacksAwake(context, setup, fromRacks);
        this.cells = new CellsAtWork(
                context,
                setup,
                snapshotEvery,
                context.messageAdapter(CellActor.Told.class, FromCell::new),
                context.messageAdapter(CellActor.AssignReply.class, Assigned::new));
        timers.startTimerWithFixedDelay(Look.AGAIN, TICK);
    }

    public static Behavior<Command> create(LineSetup setup) {
        return create(setup, LineSetup.SNAPSHOT_EVERY);
    }

    /**
     * The line's actor.
     *
     * @param snapshotEvery events of the line, and of each cell, from one snapshot to the next
     */
    public static Behavior<Command> create(LineSetup setup, int snapshotEvery) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new LineActor(context, timers, setup, snapshotEvery)));
    }

    @Override
    public LineState emptyState() {
        return LineState.EMPTY;
    }

    @Override
    public CommandHandler<Command, LineEvent, LineState> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Order.class, this::onOrder)
                .onCommand(ToRack.class, this::onToRack)
                .onCommand(ToCell.class, this::onToCell)
                .onCommand(Read.class, this::onRead)
                .onCommand(Asleep.class, this::onAsleep)
                .onCommand(FromCell.class, this::onFromCell)
                .onCommand(FromRack.class, this::onFromRack)
                .onCommand(Assigned.class, this::onAssigned)
                .onCommand(Look.class, this::onLook)
                .build();
    }

    private Effect<LineEvent, LineState> onOrder(LineState line, Order message) {
        Orders.Verdict verdict = Orders.check(line, setup.types().keySet(), message.rack(), message.type());
        if (verdict.refusal().isPresent()) {
            message.replyTo().tell(new Desk.Reply.Refused(verdict.refusal().orElseThrow()));
            return Effect().none();
        }
        RackId rack = verdict.rack();
        return Effect()
                .persist(new LineEvent.RackAdmitted(
                        rack, message.type(), message.by(), setup.clock().instant()))
                .thenRun(after -> {
                    racks.wake(rack, message.type(), message.by());
                    message.replyTo().tell(new Desk.Reply.Accepted(rack.value()));
                });
    }

    private Effect<LineEvent, LineState> onToRack(LineState line, ToRack message) {
        racks.awake(message.rack())
                .ifPresentOrElse(
                        rack -> rack.tell(message.message()),
                        () -> message.message().replyTo().tell(new Desk.Reply.Refused("no rack " + message.rack())));
        return Effect().none();
    }

    private Effect<LineEvent, LineState> onToCell(LineState line, ToCell message) {
        cells.of(message.cell())
                .ifPresentOrElse(
                        cell -> cell.tell(message.message()),
                        () -> message.replyTo().tell(new Desk.Reply.Refused("no cell " + message.cell())));
        return Effect().none();
    }

    private Effect<LineEvent, LineState> onRead(LineState line, Read message) {
        racks.read(line, message.rack(), message.replyTo());
        return Effect().none();
    }

    private Effect<LineEvent, LineState> onAsleep(LineState line, Asleep message) {
        racks.asleep(message.rack());
        return Effect().none();
    }

    private Effect<LineEvent, LineState> onFromCell(LineState line, FromCell message) {
        if (message.told() instanceof CellActor.Changed changed) {
            cells.became(changed);
            context.getSelf().tell(Look.AGAIN);
            return Effect().none();
        }
        return onFinished(line, (CellActor.Finished) message.told());
    }

    private Effect<LineEvent, LineState> onFinished(LineState line, CellActor.Finished finished) {
        InHand ended = finished.ended();
        WorkOrder order = ended.order();
        if (order.isTransport()) {
            List<LineEvent> events = Orders.moveEnded(line, ended, setup.clock().instant());
            return Effect()
                    .persist(events)
                    .thenRun(after -> finished.cellRef().tell(new CellActor.OutcomeStored(order)));
        }
        InHand.End end = ended.end().orElseThrow();
        racks.of(line, order.rack())
                .ifPresent(rack -> rack.tell(new RackActor.Finish(
                        new RackCommand.Finish(
                                Orders.work(order),
                                order.attempt(),
                                finished.cell(),
                                ended.reports(),
                                end.interrupted(),
                                end.at(),
                                setup.simulated()),
                        fromRacks)));
        return Effect().none();
    }

    private Effect<LineEvent, LineState> onFromRack(LineState line, FromRack message) {
        if (message.told() instanceof RackActor.Changed changed) {
            racks.became(changed.build());
            if (line.racks().containsKey(changed.build().id())) {
                setup.board().put(changed.build());
            }
            context.getSelf().tell(Look.AGAIN);
        } else if (message.told() instanceof RackActor.Started started) {
            cells.assign(started.cell(), Orders.of(started.build(), started.work(), started.attempt()));
        } else if (message.told() instanceof RackActor.Stored stored) {
            outcomeStored(stored);
        }
        return Effect().none();
    }

    private void outcomeStored(RackActor.Stored stored) {
        racks.build(stored.rack())
                .map(build -> new CellActor.OutcomeStored(Orders.of(build, stored.work(), stored.attempt())))
                .ifPresent(taken -> cells.of(stored.cell()).ifPresent(cell -> cell.tell(taken)));
    }

    /** A cell that does not take what its rack was promised is offered it again at the next look. */
    private Effect<LineEvent, LineState> onAssigned(LineState line, Assigned message) {
        if (message.reply() instanceof CellActor.NotTaken refused) {
            context.getLog().info("{} does not take {}: {}", refused.cell(), refused.order(), refused.reason());
        }
        return Effect().none();
    }

    private Effect<LineEvent, LineState> onLook(LineState line, Look message) {
        racks.follow(line);
        offerAgain(line);
        Dispatch dispatch = dispatch(line);
        face.show(line, dispatch, racks.builds());
        List<LineEvent> events = new ArrayList<>();
        List<Runnable> effects = new ArrayList<>();
        for (LineDecision decision : dispatch.decide()) {
            if (decision instanceof LineDecision.Begin begin) {
                begin(begin);
            } else if (decision instanceof LineDecision.Move move) {
                LineEvent.MoveStarted started =
                        Orders.start(line, move, setup.clock().instant());
                events.add(started);
                effects.add(() -> cells.assign(setup.plant().transporter().id(), Orders.transport(started)));
            } else if (decision instanceof LineDecision.Leave leave) {
                events.add(new LineEvent.RackLeft(leave.rack(), setup.clock().instant()));
            }
        }
        return events.isEmpty()
                ? Effect().none()
                : Effect().persist(events).thenRun(after -> {
                    effects.forEach(Runnable::run);
                    context.getSelf().tell(Look.AGAIN);
                });
    }

    private void begin(LineDecision.Begin begin) {
        racks.awake(begin.rack())
                .ifPresent(rack -> rack.tell(new RackActor.Start(begin.work(), begin.cell(), fromRacks)));
    }

    /** What was promised to a cell before a restart, or refused by it, is offered until it is taken. */
    private void offerAgain(LineState line) {
        line.racks()
                .values()
                .forEach(rack -> rack.move()
                        .filter(move -> cells.idle(setup.plant().transporter().id()))
                        .ifPresent(
                                move -> cells.assign(setup.plant().transporter().id(), Orders.transport(move))));
        racks.builds()
                .values()
                .forEach(build -> build.running()
                        .filter(running -> cells.idle(running.cell()))
                        .ifPresent(running ->
                                cells.assign(running.cell(), Orders.of(build, running.work(), running.attempt()))));
    }

    private Dispatch dispatch(LineState line) {
        return new Dispatch(setup.plant(), line, racks.needs(), cells.statuses());
    }

    @Override
    public EventHandler<LineState, LineEvent> eventHandler() {
        return newEventHandlerBuilder().forAnyState().onAnyEvent(LineState::apply);
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return LineSetup.snapshots(snapshotEvery);
    }

    @Override
    public SignalHandler<LineState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(
                        RecoveryCompleted.instance(), line -> context.getSelf().tell(Look.AGAIN))
                .build();
    }
}
