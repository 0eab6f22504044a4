package dev.mortise.controller.adapter.store;

import akka.actor.AbstractExtensionId;
import akka.actor.ClassicActorSystemProvider;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import dev.mortise.controller.domain.cause.StorePace;
import java.time.Duration;
import java.util.Optional;

/** What the journal of an actor system writes, timed by the machine's monotonic clock. */
final class Writes implements Extension {

    private static final class Id extends AbstractExtensionId<Writes> {
        @Override
        public Writes createExtension(ExtendedActorSystem system) {
            return new Writes();
        }
    }

    private static final Id ID = new Id();

    private long counted;
    private StorePace pace = StorePace.NEW;

    private Writes() {}

    static Writes of(ClassicActorSystemProvider system) {
        return ID.get(system);
    }

    /** Its number, for {@link #ended}. */
    synchronized long began() {
        counted++;
        pace = pace.began(counted, now());
        return counted;
    }

    synchronized void ended(long write) {
        pace = pace.ended(write, now());
    }

    /** How long the store takes, while that is too long. */
    synchronized Optional<Duration> slow() {
        return pace.slow(now());
    }

    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }
}
