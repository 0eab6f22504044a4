package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.pattern.StatusReply;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Damage;
import dev.mortise.controller.domain.line.LineDecision;
import dev.mortise.controller.domain.line.LineState;
import dev.mortise.controller.domain.line.RackNeeds;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackCommand;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Desk;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The racks whose actors live: those on the line, and for a moment one that has left and is spoken to. The others are in
 * the store only, however many there are. A rack whose past cannot be read has no actor.
 */
final class RacksAwake {

    private final ActorContext<LineActor.Command> context;
    private final LineSetup setup;
    private final ActorRef<RackActor.Told> told;
    private final Map<RackId, ActorRef<RackActor.Command>> racks = new HashMap<>();
    private final Map<RackId, RackBuild> builds = new HashMap<>();
    private final Map<RackId, Cause> damages = new HashMap<>();
    private final Set<RackId> falling = new HashSet<>();

    /**
     * Told to begin, and not heard of since: what they say may be on its way. They count as running, or one could be
     * carried away from the cell in which it has just begun.
     */
    private final Set<RackId> beginning = new HashSet<>();

    RacksAwake(ActorContext<LineActor.Command> context, LineSetup setup, ActorRef<RackActor.Told> told) {
        this.context = context;
        this.setup = setup;
        this.told = told;
    }

    /** All racks on the line live; those that have left it fall asleep after what they were told before. */
    void follow(LineState line) {
        line.racks().forEach((rack, onLine) -> {
            if (!damages.containsKey(rack)) {
                wake(rack, onLine.type(), onLine.by());
            }
        });
        racks.forEach((id, rack) -> {
            if (!line.racks().containsKey(id) && falling.add(id)) {
                rack.tell(RackActor.Sleep.NOW);
            }
        });
    }

    /** The line goes on without it. */
    void damaged(RackActor.Damaged damaged) {
        damages.put(damaged.rack(), Damage.of(damaged.rack().value(), damaged.what()));
        setup.board().questions(damaged.rack().value(), List.of());
    }

    /** False when it ended for a reason that concerns more than this rack. */
    boolean ended(RackId id) {
        boolean asleep = falling.remove(id);
        racks.remove(id);
        builds.remove(id);
        beginning.remove(id);
        return asleep || damages.containsKey(id);
    }

    /** Ordered at every start: the power may have failed between the line's record of the order and the rack's own. */
    ActorRef<RackActor.Command> wake(RackId rack, String type, String by) {
        return racks.computeIfAbsent(rack, id -> {
            ActorRef<RackActor.Command> ref =
                    context.spawn(RackActor.create(id, setup.type(type), setup.clock(), told), "rack-" + id.value());
            context.watchWith(ref, new LineActor.RackEnded(id));
            ref.tell(new RackActor.Order(by));
            return ref;
        });
    }

    /** The actor of a rack that was ever admitted, woken when it sleeps. */
    private Optional<ActorRef<RackActor.Command>> of(LineState line, RackId rack) {
        String by = Optional.ofNullable(line.racks().get(rack))
                .map(LineState.OnLine::by)
                .orElse("");
        return damages.containsKey(rack) ? Optional.empty() : line.typeOf(rack).map(type -> wake(rack, type, by));
    }

    private Optional<ActorRef<RackActor.Command>> awake(RackId rack) {
        return damages.containsKey(rack) ? Optional.empty() : Optional.ofNullable(racks.get(rack));
    }

    /** The evidence of an attempt, also of a rack that sleeps. */
    void finish(LineState line, RackId id, RackCommand.Finish finish) {
        of(line, id).ifPresent(rack -> rack.tell(new RackActor.Finish(finish, told)));
    }

    void begin(LineDecision.Begin begin) {
        awake(begin.rack()).ifPresent(rack -> {
            beginning.add(begin.rack());
            rack.tell(new RackActor.Start(begin.work(), begin.cell(), told));
        });
    }

    void notStarted(RackId rack) {
        beginning.remove(rack);
    }

    /** To the rack, or back with the reason why not. */
    void forward(LineActor.ToRack request) {
        tell(request.rack(), request.message(), request.message().replyTo());
    }

    void ask(RackId rack, RackCommand command, ActorRef<Desk.Reply> replyTo) {
        tell(rack, new RackActor.Ask(command, replyTo), replyTo);
    }

    private void tell(RackId id, RackActor.Command message, ActorRef<Desk.Reply> replyTo) {
        awake(id)
                .ifPresentOrElse(
                        rack -> rack.tell(message),
                        () -> replyTo.tell(new Desk.Reply.Refused(Optional.ofNullable(damages.get(id))
                                .map(damage -> id + ": " + damage.text())
                                .orElse("no rack " + id))));
    }

    /** The history of a rack that was ever admitted; of one that sleeps from the store, without waking it. */
    void read(LineState line, RackId rack, ActorRef<StatusReply<Optional<RackBuild>>> replyTo) {
        Optional<RackBuild> awake = build(rack);
        Optional<String> type = line.typeOf(rack);
        if (awake.isPresent() || type.isEmpty()) {
            replyTo.tell(StatusReply.success(awake));
        } else {
            context.spawnAnonymous(RackReader.create(rack, setup.type(type.orElseThrow()), replyTo));
        }
    }

    void became(RackBuild build) {
        builds.put(build.id(), build);
        if (build.running().isPresent()) {
            beginning.remove(build.id());
        }
    }

    Optional<RackBuild> build(RackId rack) {
        return Optional.ofNullable(builds.get(rack));
    }

    Map<RackId, RackBuild> builds() {
        return Collections.unmodifiableMap(builds);
    }

    Map<RackId, RackNeeds> needs() {
        Map<RackId, RackNeeds> needs = new HashMap<>();
        builds.forEach((rack, build) -> {
            RackNeeds known = RackNeeds.of(build);
            needs.put(rack, beginning.contains(rack) ? known.beginning() : known);
        });
        damages.forEach((rack, damage) -> needs.put(rack, RackNeeds.unreadable(damage)));
        return needs;
    }
}
