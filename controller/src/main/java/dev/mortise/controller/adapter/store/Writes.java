package dev.mortise.controller.adapter.store;

import akka.actor.AbstractExtensionId;
import akka.actor.ClassicActorSystemProvider;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import dev.mortise.controller.domain.cause.StorePace;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What the journal of an actor system writes, timed by the machine's monotonic clock. */
final class Writes implements Extension {

    private static final class Id extends AbstractExtensionId<Writes> {
        @Override
        public Writes createExtension(ExtendedActorSystem system) {
            return new Writes();
        }
    }

    private static final Id ID = new Id();

    private final AtomicLong counted = new AtomicLong();
    private final AtomicReference<StorePace> pace = new AtomicReference<>(StorePace.NEW);

    private Writes() {}

    static Writes of(ClassicActorSystemProvider system) {
        return ID.get(system);
    }

    /** Its number, for {@link #ended}. */
    long began() {
        long write = counted.incrementAndGet();
        Duration now = now();
        pace.updateAndGet(before -> before.began(write, now));
        return write;
    }

    void ended(long write) {
        Duration now = now();
        pace.updateAndGet(before -> before.ended(write, now));
    }

    /** How long the store takes, while that is too long. */
    Optional<Duration> slow() {
        return pace.get().slow(now());
    }

    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }
}
