package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.SignalHandler;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.RackType;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackCommand;
import dev.mortise.controller.domain.rack.RackContradiction;
import dev.mortise.controller.domain.rack.RackDecision;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Work;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.Time;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Owns one {@link RackBuild}: stores its events and tells the line what it needs. Decides nothing.
 *
 * <p>Without snapshots: what is known of a rack is its history, so that a snapshot would be the same events once more, and
 * only the few racks on the line are read at a start ({@code deploy/bench durability} has the figures).
 */
public final class RackActor extends EventSourcedBehavior<RackActor.Command, RackEvent, RackBuild> {

    public sealed interface Command {}

    public record Order(String by) implements Command {}

    /** Begin a due work in a cell. */
    public record Start(Work work, CellId cell, ActorRef<Told> replyTo) implements Command {}

    /** An attempt ended; answered once its evidence is stored. */
    public record Finish(RackCommand.Finish finish, ActorRef<Told> replyTo) implements Command {}

    public record Answer(String question, String choice, String by, ActorRef<Desk.Reply> replyTo) implements Command {}

    /** What people want of it; answered through the line, which shows it first. */
    public record Ask(RackCommand command, ActorRef<Desk.Reply> replyTo) implements Command {}

    /** It has left the line; whoever speaks to it later wakes it. */
    enum Sleep implements Command {
        NOW
    }

    private enum Settle implements Command {
        NOW
    }

    /** What a rack tells the line. */
    public sealed interface Told {}

    public record Changed(RackBuild build) implements Told {}

    /** Its past cannot be read, half a sentence says why; it has ended. */
    public record Damaged(RackId rack, String what) implements Told {}

    /** The attempt may begin: its start is stored. */
    public record Started(RackId rack, Work work, int attempt, CellId cell, RackBuild build) implements Told {}

    public record NotStarted(RackId rack, Work work, CellId cell, String reason) implements Told {}

    /** What somebody is to be told when the board shows it. */
    public record Answered(ActorRef<Desk.Reply> replyTo, Desk.Reply reply) implements Told {}

    /** The evidence is stored. */
    public record Stored(RackId rack, Work work, int attempt, CellId cell) implements Told {}

    private final ActorContext<Command> context;
    private final RackId id;
    private final RackType type;
    private final Time clock;
    private final ActorRef<Told> line;
    private final Replay<RackBuild, RackEvent> replay;

    private RackActor(ActorContext<Command> context, RackId id, RackType type, Time clock, ActorRef<Told> line) {
        super(persistenceId(id));
        this.context = context;
        this.id = id;
        this.type = type;
        this.clock = clock;
        this.line = line;
        this.replay = replay(id, type, () -> lastSequenceNumber(context));
    }

    static Replay<RackBuild, RackEvent> replay(RackId id, RackType type, LongSupplier number) {
        return new Replay<>(RackBuild.of(id, type.plan()), number, RackBuild::apply, RackContradiction::of);
    }

    public static Behavior<Command> create(RackId id, RackType type, Time clock, ActorRef<Told> line) {
        return Behaviors.setup(context -> new RackActor(context, id, type, clock, line));
    }

    static PersistenceId persistenceId(RackId id) {
        return PersistenceId.of("rack", id.value());
    }

    @Override
    public RackBuild emptyState() {
        return RackBuild.of(id, type.plan());
    }

    @Override
    public CommandHandler<Command, RackEvent, RackBuild> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Order.class, this::onOrder)
                .onCommand(Start.class, this::onStart)
                .onCommand(Finish.class, this::onFinish)
                .onCommand(Answer.class, this::onAnswer)
                .onCommand(Ask.class, this::onAsk)
                .onCommand(Settle.class, this::onSettle)
                .onCommand(Sleep.class, message -> Effect().stop())
                .build();
    }

    private Effect<RackEvent, RackBuild> onOrder(RackBuild build, Order message) {
        RackCommand order = new RackCommand.Order(type.id(), type.revision(), message.by(), clock.instant());
        return follow(build.decide(order), () -> {}, reason -> {});
    }

    private Effect<RackEvent, RackBuild> onStart(RackBuild build, Start message) {
        RackDecision decision = build.decide(new RackCommand.Start(message.work(), message.cell(), clock.instant()));
        return follow(
                decision,
                () -> started(decision)
                        .ifPresent(event -> message.replyTo()
                                .tell(new Started(id, event.work(), event.attempt(), event.cell(), build))),
                reason -> message.replyTo().tell(new NotStarted(id, message.work(), message.cell(), reason)));
    }

    private static Optional<RackEvent.AttemptStarted> started(RackDecision decision) {
        return decision instanceof RackDecision.Accepted accepted
                ? accepted.events().stream()
                        .filter(RackEvent.AttemptStarted.class::isInstance)
                        .map(RackEvent.AttemptStarted.class::cast)
                        .findFirst()
                : Optional.empty();
    }

    private Effect<RackEvent, RackBuild> onFinish(RackBuild build, Finish message) {
        RackCommand.Finish finish = message.finish();
        return follow(
                build.decide(finish),
                () -> message.replyTo().tell(new Stored(id, finish.work(), finish.attempt(), finish.cell())),
                // An outcome the rack knows nothing of would be repeated for ever; the log keeps it for a person.
                reason -> {
                    context.getLog().error("outcome refused by its rack: {}", reason);
                    message.replyTo().tell(new Stored(id, finish.work(), finish.attempt(), finish.cell()));
                });
    }

    private Effect<RackEvent, RackBuild> onAnswer(RackBuild build, Answer message) {
        return follow(
                build.decide(
                        new RackCommand.Answer(message.question(), message.choice(), message.by(), clock.instant())),
                () -> message.replyTo().tell(new Desk.Reply.Accepted(message.question())),
                reason -> message.replyTo().tell(new Desk.Reply.Refused(reason)));
    }

    private Effect<RackEvent, RackBuild> onAsk(RackBuild build, Ask message) {
        RackDecision decision = build.decide(message.command());
        if (decision instanceof RackDecision.Refused no) {
            line.tell(new Answered(message.replyTo(), new Desk.Reply.Refused(no.reason())));
            return Effect().none();
        }
        List<RackEvent> events = ((RackDecision.Accepted) decision).events();
        return Effect().persist(events).thenRun(after -> {
            line.tell(new Changed(after));
            line.tell(new Answered(message.replyTo(), new Desk.Reply.Accepted(id.value())));
            context.getSelf().tell(Settle.NOW);
        });
    }

    private Effect<RackEvent, RackBuild> onSettle(RackBuild build, Settle message) {
        RackDecision decision = build.decide(new RackCommand.Settle(clock.instant()));
        boolean nothing = decision.equals(new RackDecision.Accepted(List.of()));
        return nothing ? Effect().none() : follow(decision, () -> {}, reason -> {});
    }

    /** Stores first; only then anything leaves the house. */
    private Effect<RackEvent, RackBuild> follow(RackDecision decision, Runnable accepted, Consumer<String> refused) {
        if (decision instanceof RackDecision.Refused no) {
            refused.accept(no.reason());
            return Effect().none();
        }
        List<RackEvent> events = ((RackDecision.Accepted) decision).events();
        return Effect().persist(events).thenRun(build -> {
            accepted.run();
            if (!events.isEmpty()) {
                line.tell(new Changed(build));
                context.getSelf().tell(Settle.NOW);
            }
        });
    }

    @Override
    public EventHandler<RackBuild, RackEvent> eventHandler() {
        return replay;
    }

    @Override
    public SignalHandler<RackBuild> signalHandler() {
        return replay.signals(
                newSignalHandlerBuilder(),
                build -> {
                    line.tell(new Changed(build));
                    context.getSelf().tell(Settle.NOW);
                },
                what -> line.tell(new Damaged(id, what)));
    }
}
