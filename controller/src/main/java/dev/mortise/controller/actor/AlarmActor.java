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
import dev.mortise.controller.domain.alarm.AlarmBook;
import dev.mortise.controller.domain.alarm.AlarmContradiction;
import dev.mortise.controller.domain.alarm.AlarmDecision;
import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.alarm.AlarmPicture;
import dev.mortise.controller.domain.alarm.AlarmRequest;
import dev.mortise.controller.domain.alarm.AlarmWatch;
import dev.mortise.controller.domain.alarm.Confirming;
import dev.mortise.controller.domain.alarm.Forgeries;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.Moment;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.RobotLink.RobotView;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Owns the line's {@link AlarmBook}: looks at the board, stores what happened to alarms. Decides nothing.
 */
public final class AlarmActor extends EventSourcedBehavior<AlarmActor.Command, AlarmEvent, AlarmBook> {

    /** What lasts no longer than this between two looks asks nobody for anything. */
    private static final Duration TICK = Duration.ofMillis(500);

    public sealed interface Command {}

    /** A person's request. */
    public record Ask(String alarm, AlarmRequest request, String by, ActorRef<Desk.Reply> replyTo) implements Command {}

    /** Its past cannot be read; half a sentence says why. */
    record Damaged(String what) implements Command {}

    /** To the keeper: the alarms' actor has ended, for whatever reason. */
    record Ended() implements Command {}

    /** To the keeper: begin it anew. */
    record Begin() implements Command {}

    private enum Look implements Command {
        AGAIN
    }

    private final LineSetup setup;
    private final AlarmFace face;
    private final Replay<AlarmBook, AlarmEvent> replay;
    private final ActorRef<Command> keeper;
    private final Confirming confirming;
    private final Concerns concerns;
    private AlarmWatch watch = AlarmWatch.NOTHING_SEEN;
    private Forgeries forgeries = Forgeries.NOTHING_SEEN;

    private AlarmActor(
            ActorContext<Command> context, TimerScheduler<Command> timers, LineSetup setup, ActorRef<Command> keeper) {
        super(PersistenceId.of(LineSetup.ALARMS, setup.plant().line()));
        this.setup = setup;
        this.keeper = keeper;
        this.face = new AlarmFace(setup.board());
        this.confirming = new Confirming(setup.plant().confirmed());
        this.concerns = new Concerns(setup.board());
        this.replay = new Replay<>(
                AlarmBook.EMPTY, () -> lastSequenceNumber(context), AlarmBook::apply, AlarmContradiction::of);
        timers.startTimerWithFixedDelay(Look.AGAIN, TICK);
    }

    static Behavior<Command> create(LineSetup setup, ActorRef<Command> keeper) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new AlarmActor(context, timers, setup, keeper)));
    }

    @Override
    public AlarmBook emptyState() {
        return AlarmBook.EMPTY;
    }

    @Override
    public CommandHandler<Command, AlarmEvent, AlarmBook> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Ask.class, this::onAsk)
                .onCommand(Look.class, this::onLook)
                .build();
    }

    private Effect<AlarmEvent, AlarmBook> onAsk(AlarmBook book, Ask message) {
        Moment moment = setup.clock().moment();
        AlarmDecision decision = AlarmDecision.of(book, message.alarm(), message.request(), message.by(), moment.now());
        return Effect().persist(decision.events()).thenRun(after -> {
            face.show(after, moment);
            message.replyTo()
                    .tell(decision.refusal()
                            .<Desk.Reply>map(Desk.Reply.Refused::new)
                            .orElseGet(() -> new Desk.Reply.Accepted(message.alarm())));
        });
    }

    private Effect<AlarmEvent, AlarmBook> onLook(AlarmBook book, Look message) {
        Moment moment = setup.clock().moment();
        forgeries = forgeries.look(
                setup.robots().get().stream()
                        .collect(Collectors.toMap(
                                RobotView::id, robot -> robot.link().unverified())),
                moment);
        boolean complete = setup.board().isCaughtUp();
        PlantView plant = setup.board().now();
        AlarmWatch.Looked looked =
                watch.look(book, picture(plant, complete), confirming, source -> concerns.of(plant, source), moment);
        watch = looked.watch();
        return Effect().persist(looked.events()).thenRun(after -> face.show(after, moment));
    }

    private AlarmPicture picture(PlantView plant, boolean complete) {
        Stream<Cause> cells = plant.cells().stream().map(PlantView.CellView::cause);
        Stream<Cause> racks = plant.racks().stream().map(PlantView.RackView::cause);
        Stream<Cause> besides = forgeries.causes().stream();
        return AlarmPicture.of(
                Stream.of(cells, racks, besides).flatMap(Function.identity()).toList(), complete);
    }

    @Override
    public EventHandler<AlarmBook, AlarmEvent> eventHandler() {
        return replay;
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return LineSetup.snapshots(LineSetup.SNAPSHOT_EVERY);
    }

    @Override
    public SignalHandler<AlarmBook> signalHandler() {
        return replay.signals(
                newSignalHandlerBuilder(),
                book -> face.show(book, setup.clock().moment()),
                what -> keeper.tell(new Damaged(what)));
    }
}
