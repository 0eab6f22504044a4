package dev.mortise.controller.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AskPattern;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import dev.mortise.controller.adapter.store.EmbeddedStore;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.process.CommandId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The journal plug-in and nothing else: one event stored after the other, each answered when it is on disk. */
final class BareJournal implements AutoCloseable {

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final CellEvent EVENT = new CellEvent.StepStarted(
            "move", new CommandId("R-0001/transport/1/move"), "boot", Instant.parse("2026-11-24T03:00:00Z"));

    private record Store(ActorRef<Boolean> replyTo) {}

    private final EmbeddedStore store;
    private final ActorSystem<Store> system;

    BareJournal(Path directory) throws dev.mortise.controller.adapter.store.Store.Unusable {
        store = EmbeddedStore.open(directory);
        system = ActorSystem.create(behavior(), "bare", store.akka("akka.loglevel = WARNING"));
    }

    private static Behavior<Store> behavior() {
        return new EventSourcedBehavior<Store, CellEvent, Integer>(PersistenceId.of("cell", "BARE")) {
            @Override
            public Integer emptyState() {
                return 0;
            }

            @Override
            public CommandHandler<Store, CellEvent, Integer> commandHandler() {
                return newCommandHandlerBuilder()
                        .forAnyState()
                        .onCommand(
                                Store.class,
                                message -> Effect()
                                        .persist(EVENT)
                                        .thenRun(count -> message.replyTo().tell(true)))
                        .build();
            }

            @Override
            public EventHandler<Integer, CellEvent> eventHandler() {
                return newEventHandlerBuilder().forAnyState().onAnyEvent((count, event) -> count + 1);
            }
        };
    }

    void store(int events) {
        for (int i = 0; i < events; i++) {
            AskPattern.ask(system, Store::new, WITHIN, system.scheduler())
                    .toCompletableFuture()
                    .join();
        }
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
        store.close();
    }
}
