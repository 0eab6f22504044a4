package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.pattern.StatusReply;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import dev.mortise.controller.domain.cell.InHand;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.line.ActDecision;
import dev.mortise.controller.domain.line.ActRules;
import dev.mortise.controller.domain.line.Dispatch;
import dev.mortise.controller.domain.line.LineContradiction;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.line.LineState;
import dev.mortise.controller.domain.line.RackAct;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Desk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Owns the {@link LineState}: brings racks and cells together as {@link Dispatch} says. Decides nothing. */
public final class LineActor extends EventSourcedBehavior<LineActor.Command, LineEvent, LineState> {

    /** How often the line looks again although nothing came in. */
    private static final Duration TICK = Duration.ofMillis(500);

    public sealed interface Command {}

    public record Order(Desk.Order order, String by, ActorRef<Desk.Reply> replyTo) implements Command {}

    /** Something is done with a rack; answered when the board shows it. */
    public record OnRack(RackId rack, RackAct act, String by, ActorRef<Desk.Reply> replyTo) implements Command {}

    public record ToRack(RackId rack, RackActor.Answer message) implements Command {}

    public record ToCell(CellId cell, CellActor.Command message, ActorRef<Desk.Reply> replyTo) implements Command {}

    /** The history of a rack, whether it is on the line or has left it; empty when there was never one; an error says why not. */
    public record Read(RackId rack, ActorRef<StatusReply<Optional<RackBuild>>> replyTo) implements Command {}

    /** Its actor has ended. A message, not a signal: it comes after what the actor said before, while this one stores too. */
    record CellEnded(CellId cell) implements Command {}

    record RackEnded(RackId rack) implements Command {}

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
    private final Replay<LineState, LineEvent> replay =
            new Replay<>(LineState.EMPTY, this::number, LineState::apply, LineContradiction::of);

    private LineActor(
            ActorContext<Command> context, TimerScheduler<Command> timers, LineSetup setup, int snapshotEvery) {
        super(PersistenceId.of("line", setup.plant().line()));
        this.context = context;
        this.setup = setup;
        this.snapshotEvery = snapshotEvery;
        this.face = new LineFace(setup.board(), setup.types());
        this.racks = new RacksAwake(context, setup, context.messageAdapter(RackActor.Told.class, FromRack::new));
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
                .onCommand(OnRack.class, this::onRack)
                .onCommand(ToRack.class, this::onToRack)
                .onCommand(ToCell.class, this::onToCell)
                .onCommand(Read.class, this::onRead)
                .onCommand(CellEnded.class, this::onCellEnded)
                .onCommand(RackEnded.class, this::onRackEnded)
                .onCommand(FromCell.class, this::onFromCell)
                .onCommand(FromRack.class, this::onFromRack)
                .onCommand(Assigned.class, this::onAssigned)
                .onCommand(Look.class, this::onLook)
                .build();
    }

    private Effect<LineEvent, LineState> onOrder(LineState line, Order message) {
        Desk.Order order = message.order();
        Orders.Verdict verdict = Orders.check(line, setup.types().keySet(), order.rack(), order.type());
        if (verdict.refusal().isPresent()) {
            message.replyTo().tell(new Desk.Reply.Refused(verdict.refusal().orElseThrow()));
            return Effect().none();
        }
        RackId rack = verdict.rack();
        return Effect()
                .persist(Orders.admit(rack, order, message.by(), setup.clock().instant()))
                .thenRun(after -> {
                    racks.wake(rack, order.type(), message.by());
                    message.replyTo().tell(new Desk.Reply.Accepted(rack.value()));
                });
    }

    private Effect<LineEvent, LineState> onRack(LineState line, OnRack message) {
        ActDecision decision = ActRules.decide(
                line, message.rack(), message.act(), message.by(), setup.clock().instant());
        if (decision instanceof ActDecision.Refused refused) {
            message.replyTo().tell(new Desk.Reply.Refused(refused.reason()));
            return Effect().none();
        }
        ActDecision.Accepted accepted = (ActDecision.Accepted) decision;
        Desk.Reply done = new Desk.Reply.Accepted(message.rack().value());
        return Effect()
                .persist(accepted.events())
                .thenRun(after -> accepted.command()
                        .ifPresentOrElse(
                                command -> racks.ask(message.rack(), command, message.replyTo()),
                                () -> answer(after, message.replyTo(), done)));
    }

    /** Whoever asks again at once is to see what it has just done. */
    private void answer(LineState line, ActorRef<Desk.Reply> who, Desk.Reply reply) {
        face.show(line, dispatch(line), racks.builds());
        who.tell(reply);
        context.getSelf().tell(Look.AGAIN);
    }

    private Effect<LineEvent, LineState> onToRack(LineState line, ToRack message) {
        racks.forward(message);
        return Effect().none();
    }

    private Effect<LineEvent, LineState> onToCell(LineState line, ToCell message) {
        cells.forward(message);
        return Effect().none();
    }

    private Effect<LineEvent, LineState> onRead(LineState line, Read message) {
        racks.read(line, message.rack(), message.replyTo());
        return Effect().none();
    }

    private Effect<LineEvent, LineState> onCellEnded(LineState line, CellEnded message) {
        return goOn(cells.mayEnd(message.cell()), message.cell());
    }

    private Effect<LineEvent, LineState> onRackEnded(LineState line, RackEnded message) {
        return goOn(racks.ended(message.rack()), message.rack());
    }

    /** An actor that ended because its store failed it takes the line along: whoever runs it starts it anew. */
    private Effect<LineEvent, LineState> goOn(boolean without, Object who) {
        if (without) {
            context.getSelf().tell(Look.AGAIN);
            return Effect().none();
        }
        context.getLog().error("{} has ended, the log says why; the line ends with it", who);
        return Effect().stop();
    }

    private Effect<LineEvent, LineState> onFromCell(LineState line, FromCell message) {
        if (message.told() instanceof CellActor.Changed changed) {
            cells.became(changed);
            context.getSelf().tell(Look.AGAIN);
            return Effect().none();
        }
        if (message.told() instanceof CellActor.Damaged damaged) {
            cells.damaged(damaged);
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
        racks.finish(line, order.rack(), Orders.finish(finished, setup.simulated()));
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
        } else if (message.told() instanceof RackActor.NotStarted refused) {
            context.getLog().info("{} does not begin {}: {}", refused.rack(), refused.work(), refused.reason());
            racks.notStarted(refused.rack());
        } else if (message.told() instanceof RackActor.Stored stored) {
            racks.build(stored.rack()).ifPresent(build -> cells.outcomeStored(stored, build));
        } else if (message.told() instanceof RackActor.Answered answered) {
            answer(line, answered.replyTo(), answered.reply());
        } else if (message.told() instanceof RackActor.Damaged damaged) {
            racks.damaged(damaged);
        }
        return Effect().none();
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
        cells.offerAgain(line, racks.builds().values());
        Dispatch dispatch = dispatch(line);
        face.show(line, dispatch, racks.builds());
        Steps steps = new Steps(setup, line, cells, racks);
        dispatch.decide().forEach(steps::take);
        return steps.events().isEmpty()
                ? Effect().none()
                : Effect().persist(steps.events()).thenRun(after -> {
                    steps.run();
                    context.getSelf().tell(Look.AGAIN);
                });
    }

    private Dispatch dispatch(LineState line) {
        return new Dispatch(setup.plant(), line, racks.needs(), cells.statuses());
    }

    @Override
    public EventHandler<LineState, LineEvent> eventHandler() {
        return replay;
    }

    private long number() {
        return lastSequenceNumber(context);
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return LineSetup.snapshots(snapshotEvery);
    }

    @Override
    public SignalHandler<LineState> signalHandler() {
        return replay.signals(
                newSignalHandlerBuilder(),
                line -> context.getSelf().tell(Look.AGAIN),
                what -> context.getLog().error("the line's own journal is damaged: {}", what));
    }
}
