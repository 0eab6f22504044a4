package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import dev.mortise.controller.domain.cell.Cell;
import dev.mortise.controller.domain.cell.CellContradiction;
import dev.mortise.controller.domain.cell.CellDecision;
import dev.mortise.controller.domain.cell.CellEffect;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.cell.Conduct;
import dev.mortise.controller.domain.cell.InHand;
import dev.mortise.controller.domain.cell.Observed;
import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.cell.Readiness;
import dev.mortise.controller.domain.cell.Requests;
import dev.mortise.controller.domain.cell.RobotNews;
import dev.mortise.controller.domain.cell.Watch;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Owns one {@link Cell}: stores its events, carries out its effects. Decides nothing. */
public final class CellActor extends EventSourcedBehavior<CellActor.Command, CellEvent, Cell> {

    /** How often a cell looks again although nothing came in: every request is repeated by level, not edge. */
    private static final Duration TICK = Duration.ofMillis(250);

    public sealed interface Command {}

    /** Gives the cell work; taken at most once. */
    public record Assign(WorkOrder order, ActorRef<AssignReply> replyTo) implements Command {}

    public sealed interface AssignReply {}

    public record Taken(CellId cell, WorkOrder order) implements AssignReply {}

    public record NotTaken(CellId cell, WorkOrder order, String reason) implements AssignReply {}

    /** The owner has stored the outcome. */
    public record OutcomeStored(WorkOrder order) implements Command {}

    public record Hold(String reason, String by, ActorRef<Desk.Reply> replyTo) implements Command {}

    public record Unhold(String by, ActorRef<Desk.Reply> replyTo) implements Command {}

    public record SetSpeed(int percent, String by, ActorRef<Desk.Reply> replyTo) implements Command {}

    public record Abort(String reason, String by, ActorRef<Desk.Reply> replyTo) implements Command {}

    public record Clear(String by, ActorRef<Desk.Reply> replyTo) implements Command {}

    /** A person's answer about a command in doubt. */
    public record Resolve(String choice, String by, ActorRef<Desk.Reply> replyTo) implements Command {}

    record PlcUp(PlcStatus status) implements Command {}

    record PlcRead(PlcStatus status) implements Command {}

    record PlcLost(String why) implements Command {}

    record RobotChanged(RobotNews news) implements Command {}

    record MotionEnded(StepReport report) implements Command {}

    /** Recovered; the first thing a new coordinator does is to raise the epoch. */
    private enum TakeOver implements Command {
        NOW
    }

    private enum Look implements Command {
        AGAIN
    }

    /** What a cell tells the line. */
    public sealed interface Told {}

    public record Changed(CellId cell, Readiness readiness, boolean executing) implements Told {}

    /** Its past cannot be read, half a sentence says why; it has ended without touching a device. */
    public record Damaged(CellId cell, String what) implements Told {}

    /** Repeated until {@link OutcomeStored} comes back. */
    public record Finished(CellId cell, InHand ended, ActorRef<Command> cellRef) implements Told {}

    private final ActorContext<Command> context;
    private final CellSpec spec;
    private final Conduct conduct;
    private final CellDevices devices;
    private final CellFace face;
    private final Time clock;
    private final int snapshotEvery;
    private final ActorRef<Told> line;
    private final Replay<Cell, CellEvent> replay;
    private Observed observed;
    private Optional<Changed> told = Optional.empty();

    private CellActor(ActorContext<Command> context, TimerScheduler<Command> timers, Setup setup) {
        super(PersistenceId.of("cell", setup.spec().id().value()));
        this.context = context;
        this.spec = setup.spec();
        this.conduct = setup.conduct();
        this.devices = setup.devices();
        this.face = setup.face();
        this.clock = setup.clock();
        this.snapshotEvery = setup.snapshotEvery();
        this.line = setup.line();
        this.replay = new Replay<>(
                Cell.unknown(spec.id()), () -> lastSequenceNumber(context), Cell::apply, CellContradiction::of);
        this.observed = Observed.nothing(clock.moment(), spec.robotIds());
        timers.startTimerWithFixedDelay(Look.AGAIN, TICK);
    }

    /** What a cell's actor needs from outside. */
    public record Setup(
            CellSpec spec,
            Conduct conduct,
            CellDevices devices,
            CellFace face,
            Time clock,
            int snapshotEvery,
            ActorRef<Told> line) {}

    public static Behavior<Command> create(Setup setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new CellActor(context, timers, setup)));
    }

    @Override
    public Cell emptyState() {
        return Cell.unknown(spec.id());
    }

    @Override
    public CommandHandler<Command, CellEvent, Cell> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(TakeOver.class, this::onTakeOver)
                .onCommand(Assign.class, this::onAssign)
                .onCommand(OutcomeStored.class, this::onOutcomeStored)
                .onCommand(Hold.class, this::onHold)
                .onCommand(
                        Unhold.class,
                        (cell, wish) -> answer(Requests.unhold(cell, wish.by(), clock.instant()), wish.replyTo()))
                .onCommand(
                        SetSpeed.class,
                        (cell, wish) -> answer(
                                Requests.speed(spec, cell, wish.percent(), wish.by(), clock.instant()), wish.replyTo()))
                .onCommand(
                        Abort.class,
                        (cell, wish) ->
                                answer(Requests.abort(cell, wish.reason(), wish.by(), clock.instant()), wish.replyTo()))
                .onCommand(Clear.class, (cell, wish) -> answer(Requests.clear(cell, look(), wish.by()), wish.replyTo()))
                .onCommand(
                        Resolve.class,
                        (cell, wish) -> answer(
                                Requests.resolve(cell, wish.choice(), wish.by(), clock.instant()), wish.replyTo()))
                .onCommand(PlcUp.class, this::onPlcUp)
                .onCommand(PlcRead.class, this::onPlcRead)
                .onCommand(PlcLost.class, this::onPlcLost)
                .onCommand(RobotChanged.class, this::onRobotChanged)
                .onCommand(MotionEnded.class, this::onMotionEnded)
                .onCommand(Look.class, this::onLook)
                .build();
    }

    private Effect<CellEvent, Cell> onTakeOver(Cell cell, TakeOver message) {
        return Effect()
                .persist(new CellEvent.EpochRaised(cell.epoch() + 1, clock.instant()))
                .thenRun(raised -> devices.open(context.getSelf(), raised.epoch()));
    }

    private Effect<CellEvent, Cell> onAssign(Cell cell, Assign message) {
        CellDecision decision = Requests.assign(spec, cell, look(), message.order());
        return follow(
                decision,
                () -> message.replyTo()
                        .tell(decision.refusal()
                                .<AssignReply>map(why -> new NotTaken(spec.id(), message.order(), why))
                                .orElseGet(() -> new Taken(spec.id(), message.order()))));
    }

    private Effect<CellEvent, Cell> onOutcomeStored(Cell cell, OutcomeStored message) {
        return follow(Requests.outcomeTaken(cell, message.order(), clock.instant()), () -> {});
    }

    private Effect<CellEvent, Cell> onHold(Cell cell, Hold message) {
        return answer(Requests.hold(cell, message.reason(), message.by(), clock.instant()), message.replyTo());
    }

    private Effect<CellEvent, Cell> onPlcUp(Cell cell, PlcUp message) {
        List<CellEvent> own = Watch.events(cell, Optional.empty(), message.status(), clock.instant());
        observed = look().plcDown("").plc(message.status());
        return store(own);
    }

    private Effect<CellEvent, Cell> onPlcRead(Cell cell, PlcRead message) {
        List<CellEvent> own = Watch.events(cell, observed.plc(), message.status(), clock.instant());
        observed = look().plc(message.status());
        return store(own);
    }

    private Effect<CellEvent, Cell> onPlcLost(Cell cell, PlcLost message) {
        observed = look().plcDown(message.why());
        return store(List.of());
    }

    private Effect<CellEvent, Cell> onRobotChanged(Cell cell, RobotChanged message) {
        observed = look().robot(message.news());
        return store(List.of());
    }

    private Effect<CellEvent, Cell> onMotionEnded(Cell cell, MotionEnded message) {
        return follow(Requests.motionEnded(cell, message.report(), clock.instant()), () -> {});
    }

    /** The heart: what does the cell do next? Repeats itself until there is nothing to do. */
    private Effect<CellEvent, Cell> onLook(Cell cell, Look message) {
        look();
        if (cell.inHand().isPresent()) {
            observed = observed.working();
        }
        CellDecision decision = conduct.next(cell, observed);
        show(cell);
        return decision.isNothing() ? Effect().none() : follow(decision, () -> {});
    }

    private Effect<CellEvent, Cell> answer(CellDecision decision, ActorRef<Desk.Reply> replyTo) {
        return follow(
                decision,
                () -> replyTo.tell(decision.refusal()
                        .<Desk.Reply>map(Desk.Reply.Refused::new)
                        .orElseGet(() -> new Desk.Reply.Accepted(spec.id().value()))));
    }

    private Effect<CellEvent, Cell> store(List<CellEvent> events) {
        return follow(new CellDecision(events, List.of(), Optional.empty()), () -> {});
    }

    /** Stores first; only then anything leaves the house. */
    private Effect<CellEvent, Cell> follow(CellDecision decision, Runnable reply) {
        return Effect().persist(decision.events()).thenRun(cell -> {
            observed = observed.noting(decision.events());
            for (CellEffect effect : decision.effects()) {
                observed = observed.noting(effect);
                effect.performBy(devices.performer(context.getSelf(), cell.epoch(), line));
            }
            reply.run();
            context.getSelf().tell(Look.AGAIN);
        });
    }

    private Observed look() {
        observed = observed.at(clock.moment());
        return observed;
    }

    private void show(Cell cell) {
        Changed changed = new Changed(
                spec.id(), Readiness.of(spec, cell, observed), cell.inHand().isPresent());
        if (!told.equals(Optional.of(changed))) {
            told = Optional.of(changed);
            line.tell(changed);
        }
        face.show(spec, cell, observed);
    }

    @Override
    public EventHandler<Cell, CellEvent> eventHandler() {
        return replay;
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return LineSetup.snapshots(snapshotEvery);
    }

    @Override
    public SignalHandler<Cell> signalHandler() {
        return replay.signals(
                newSignalHandlerBuilder(),
                cell -> context.getSelf().tell(TakeOver.NOW),
                what -> line.tell(new Damaged(spec.id(), what)));
    }
}
