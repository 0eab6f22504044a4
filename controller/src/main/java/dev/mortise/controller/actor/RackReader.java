package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.pattern.StatusReply;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.RecoveryFailed;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.SignalHandler;
import dev.mortise.controller.domain.cause.Damage;
import dev.mortise.controller.domain.process.RackType;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import java.util.Optional;

/** Reads the history of a rack that has left the line, tells it, or why it cannot be read, and ends. Stores nothing: a rack that left is finished. */
final class RackReader extends EventSourcedBehavior<RackReader.Command, RackEvent, RackBuild> {

    enum Command {
        END
    }

    private final ActorContext<Command> context;
    private final RackId id;
    private final RackType type;
    private final ActorRef<StatusReply<Optional<RackBuild>>> replyTo;
    private final Replay<RackBuild, RackEvent> replay;

    private RackReader(
            ActorContext<Command> context,
            RackId id,
            RackType type,
            ActorRef<StatusReply<Optional<RackBuild>>> replyTo) {
        super(RackActor.persistenceId(id));
        this.context = context;
        this.id = id;
        this.type = type;
        this.replyTo = replyTo;
        this.replay = RackActor.replay(id, type, () -> lastSequenceNumber(context));
    }

    static Behavior<?> create(RackId id, RackType type, ActorRef<StatusReply<Optional<RackBuild>>> replyTo) {
        return Behaviors.<Command>setup(context -> new RackReader(context, id, type, replyTo));
    }

    @Override
    public RackBuild emptyState() {
        return RackBuild.of(id, type.plan());
    }

    @Override
    public CommandHandler<Command, RackEvent, RackBuild> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Command.class, end -> Effect().stop())
                .build();
    }

    @Override
    public EventHandler<RackBuild, RackEvent> eventHandler() {
        return replay;
    }

    @Override
    public SignalHandler<RackBuild> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), build -> {
                    replyTo.tell(StatusReply.success(Optional.of(build)));
                    context.getSelf().tell(Command.END);
                })
                .onSignal(
                        RecoveryFailed.class,
                        (build, failed) -> replyTo.tell(StatusReply.error(replay.damage(failed.getFailure())
                                .map(what -> Damage.of(id.value(), what).text())
                                .orElseGet(() -> "the store does not give it: " + failed.getFailure()))))
                .build();
    }
}
