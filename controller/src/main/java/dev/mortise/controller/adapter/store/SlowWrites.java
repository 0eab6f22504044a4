package dev.mortise.controller.adapter.store;

import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells when a controller's store becomes slow, how slow, and when it is quick again. */
public final class SlowWrites implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SlowWrites.class);

    /** So much later than it could be known is a slow store told. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Writes writes;
    private final Consumer<Optional<Duration>> told;
    private final Cancellable looks;
    private Optional<Duration> last = Optional.empty();
    private boolean closed;

    private SlowWrites(ActorSystem<?> system, Consumer<Optional<Duration>> told) {
        this.writes = Writes.of(system);
        this.told = told;
        this.looks = system.scheduler()
                .scheduleWithFixedDelay(LOOK_EVERY, LOOK_EVERY, this::look, system.executionContext());
    }

    /**
     * Watches the journal of a system until the system ends, or close.
     *
     * @param told how long an event takes, in whole seconds; empty when the store is quick again
     */
    public static SlowWrites watch(ActorSystem<?> system, Consumer<Optional<Duration>> told) {
        return new SlowWrites(system, told);
    }

    private synchronized void look() {
        if (!closed) {
            // whole seconds: what people read need not change more often
            tell(writes.slow().map(takes -> Duration.ofSeconds(takes.toSeconds())));
        }
    }

    private void tell(Optional<Duration> now) {
        if (now.equals(last)) {
            return;
        }
        if (last.isEmpty()) {
            LOG.warn(
                    "the store is slow: an event takes more than {} s",
                    now.map(Duration::toSeconds).orElse(0L));
        } else if (now.isEmpty()) {
            LOG.info("the store is quick again");
        }
        last = now;
        told.accept(now);
    }

    /** A store that nobody writes to is not slow. */
    @Override
    public synchronized void close() {
        looks.cancel();
        closed = true;
        if (last.isPresent()) {
            told.accept(Optional.empty());
        }
    }
}
