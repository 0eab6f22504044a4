package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Damage;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.Desk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Begins the alarms' actor, and begins it anew when its store failed it. The line does not need alarms: it goes on without
 * them, and people are told that they are not kept.
 */
public final class AlarmKeeper extends AbstractBehavior<AlarmActor.Command> {

    /** A store that failed once may fail again; nobody hears an alarm that comes two seconds late. */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

    private static final String NO_STORE = "alarms cannot be stored now; try again in a moment";

    private final LineSetup setup;
    private final TimerScheduler<AlarmActor.Command> timers;
    private Optional<ActorRef<AlarmActor.Command>> alarms = Optional.empty();
    private String trouble = "";
    private int lives;

    private AlarmKeeper(
            ActorContext<AlarmActor.Command> context, TimerScheduler<AlarmActor.Command> timers, LineSetup setup) {
        super(context);
        this.setup = setup;
        this.timers = timers;
        setup.damageOfAlarms().ifPresentOrElse(this::damaged, this::begin);
    }

    public static Behavior<AlarmActor.Command> create(LineSetup setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new AlarmKeeper(context, timers, setup)));
    }

    @Override
    public Receive<AlarmActor.Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(AlarmActor.Ask.class, this::onAsk)
                .onMessage(AlarmActor.Damaged.class, message -> {
                    damaged(message.what());
                    return this;
                })
                .onMessage(AlarmActor.Ended.class, message -> onEnded())
                .onMessage(AlarmActor.Begin.class, message -> {
                    begin();
                    return this;
                })
                .build();
    }

    private void begin() {
        lives++;
        ActorRef<AlarmActor.Command> begun =
                getContext().spawn(AlarmActor.create(setup, getContext().getSelf()), "alarms-" + lives);
        getContext().watchWith(begun, new AlarmActor.Ended());
        alarms = Optional.of(begun);
    }

    private Behavior<AlarmActor.Command> onAsk(AlarmActor.Ask message) {
        alarms.ifPresentOrElse(
                actor -> actor.tell(message),
                () -> message.replyTo().tell(new Desk.Reply.Refused(trouble.isEmpty() ? NO_STORE : trouble)));
        return this;
    }

    /** Nobody is told of alarms that may be wrong. */
    private void damaged(String what) {
        Cause cause = Damage.of("alarms", what);
        getContext().getLog().error("the journal of the alarms is damaged: {}", what);
        trouble = "alarms are not kept: " + cause.text() + "; " + cause.remedy();
        setup.board().put(AlarmsView.unkept(trouble), List.of());
    }

    private Behavior<AlarmActor.Command> onEnded() {
        alarms = Optional.empty();
        if (trouble.isEmpty()) {
            getContext().getLog().warn("the store failed the alarms, they are read again");
            timers.startSingleTimer(new AlarmActor.Begin(), AGAIN_AFTER);
        }
        return this;
    }
}
