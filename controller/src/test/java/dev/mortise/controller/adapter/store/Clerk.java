package dev.mortise.controller.adapter.store;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.line.LineState;
import dev.mortise.controller.domain.rack.RackId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Writes events of a line into a store, one after the other, and counts what is there. */
final class Clerk implements AutoCloseable {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static final int SNAPSHOT_EVERY = 3;

    private record Write(String rack, ActorRef<Integer> told) {}

    private static final class Line extends EventSourcedBehavior<Write, LineEvent, LineState> {
        Line() {
            super(PersistenceId.of("line", "LINE-1"));
        }

        @Override
        public LineState emptyState() {
            return LineState.EMPTY;
        }

        @Override
        public CommandHandler<Write, LineEvent, LineState> commandHandler() {
            return (state, write) -> Effect()
                    .persist(new LineEvent.RackAdmitted(new RackId(write.rack()), "nvl72", "planner", NOW))
                    .thenRun(next -> write.told().tell(next.admitted()));
        }

        @Override
        public EventHandler<LineState, LineEvent> eventHandler() {
            return LineState::apply;
        }

        @Override
        public RetentionCriteria retentionCriteria() {
            return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, 1);
        }
    }

    private final ActorSystem<Write> system;

    Clerk(Store store) {
        system = ActorSystem.create(new Line(), "clerk", store.akka("akka.loglevel = OFF"));
    }

    /** How many are there now. */
    int store(String rack) throws Exception {
        return AskPattern.<Write, Integer>ask(system, told -> new Write(rack, told), PATIENCE, system.scheduler())
                .toCompletableFuture()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Completes when a write failed, which ends a clerk. */
    void tryToStore(String rack) {
        system.tell(new Write(rack, system.ignoreRef()));
    }

    SlowWrites watched(Consumer<Optional<Duration>> told) {
        return SlowWrites.watch(system, told);
    }

    boolean ended() {
        return system.getWhenTerminated().toCompletableFuture().isDone();
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
