package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import dev.mortise.controller.domain.line.LineState;
import dev.mortise.controller.domain.line.RackNeeds;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The racks whose actors live: those on the line, and for a moment one that has left and is spoken to. The others are in
 * the store only, however many there are.
 */
final class RacksAwake {

    private final ActorContext<LineActor.Command> context;
    private final LineSetup setup;
    private final ActorRef<RackActor.Told> told;
    private final Map<RackId, ActorRef<RackActor.Command>> racks = new HashMap<>();
    private final Map<RackId, RackBuild> builds = new HashMap<>();
    private final Set<RackId> falling = new HashSet<>();

    RacksAwake(ActorContext<LineActor.Command> context, LineSetup setup, ActorRef<RackActor.Told> told) {
        this.context = context;
        this.setup = setup;
        this.told = told;
    }

    /** All racks on the line live; those that have left it fall asleep after what they were told before. */
    void follow(LineState line) {
        line.racks().forEach((rack, onLine) -> wake(rack, onLine.type(), onLine.by()));
        racks.forEach((id, rack) -> {
            if (!line.racks().containsKey(id) && falling.add(id)) {
                rack.tell(RackActor.Sleep.NOW);
                context.unwatch(rack);
                context.watchWith(rack, new LineActor.Asleep(id));
            }
        });
    }

    void asleep(RackId id) {
        racks.remove(id);
        builds.remove(id);
        falling.remove(id);
    }

    /** Ordered at every start: the power may have failed between the line's record of the order and the rack's own. */
    ActorRef<RackActor.Command> wake(RackId rack, String type, String by) {
        return racks.computeIfAbsent(rack, id -> {
            ActorRef<RackActor.Command> ref =
                    context.spawn(RackActor.create(id, setup.type(type), setup.clock(), told), "rack-" + id.value());
            context.watch(ref);
            ref.tell(new RackActor.Order(by));
            return ref;
        });
    }

    /** The actor of a rack that was ever admitted, woken when it sleeps. */
    Optional<ActorRef<RackActor.Command>> of(LineState line, RackId rack) {
        String by = Optional.ofNullable(line.racks().get(rack))
                .map(LineState.OnLine::by)
                .orElse("");
        return line.typeOf(rack).map(type -> wake(rack, type, by));
    }

    Optional<ActorRef<RackActor.Command>> awake(RackId rack) {
        return Optional.ofNullable(racks.get(rack));
    }

    /** The history of a rack that was ever admitted; of one that sleeps from the store, without waking it. */
    void read(LineState line, RackId rack, ActorRef<Optional<RackBuild>> replyTo) {
        Optional<RackBuild> awake = build(rack);
        Optional<String> type = line.typeOf(rack);
        if (awake.isPresent() || type.isEmpty()) {
            replyTo.tell(awake);
        } else {
            context.spawnAnonymous(RackReader.create(rack, setup.type(type.orElseThrow()), replyTo));
        }
    }

    void became(RackBuild build) {
        builds.put(build.id(), build);
    }

    Optional<RackBuild> build(RackId rack) {
        return Optional.ofNullable(builds.get(rack));
    }

    Map<RackId, RackBuild> builds() {
        return Collections.unmodifiableMap(builds);
    }

    Map<RackId, RackNeeds> needs() {
        Map<RackId, RackNeeds> needs = new HashMap<>();
        builds.forEach((rack, build) -> needs.put(rack, RackNeeds.of(build)));
        return needs;
    }
}
