package dev.mortise.controller.adapter.store;

import dev.mortise.controller.domain.lease.Candidacy;
import dev.mortise.controller.domain.lease.Tenure;
import dev.mortise.controller.domain.lease.Terms;
import dev.mortise.controller.port.LeaseTable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the right to write into a store's journals. What it counts on is decided by {@link Tenure}; here are the threads and
 * the clock, which is the machine's monotonic one.
 */
final class Lease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final LeaseTable table;
    private final String holder;
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, task -> {
        Thread made = new Thread(task, "lease");
        made.setDaemon(true);
        return made;
    });
    private final Future<?> renewals;
    private final Future<?> looks;
    private volatile Tenure tenure;

    private Lease(LeaseTable table, String holder, Tenure granted) {
        this.table = table;
        this.holder = holder;
        this.tenure = granted;
        this.renewals = every(Terms.RENEW_EVERY, this::renew);
        // on a thread of its own: a renewal may hang in a database that does not answer
        this.looks = every(Terms.LOOK_EVERY, this::look);
    }

    private Future<?> every(Duration pause, Runnable task) {
        return threads.scheduleWithFixedDelay(task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Takes the lease, waiting for one whose holder died to run out.
     *
     * @param who for people: who holds it now
     * @throws IOException when the store does not answer
     * @throws Store.Unusable when another controller holds it and renews it
     */
    static Lease take(LeaseTable table, String who, String place) throws IOException, Store.Unusable {
        String holder = UUID.randomUUID().toString();
        Candidacy candidacy = Candidacy.NEW;
        while (true) {
            Duration asked = now();
            OptionalLong epoch = table.take(holder, who);
            if (epoch.isPresent()) {
                return new Lease(table, holder, Tenure.granted(epoch.getAsLong(), asked));
            }
            Optional<Candidacy.Held> held = table.held();
            candidacy = held.isPresent() ? candidacy.sees(held.orElseThrow()) : candidacy;
            if (candidacy.refused().isPresent()) {
                throw new Store.Unusable(place + " is in use by another controller ("
                        + candidacy.refused().orElseThrow() + "); stop it, or choose another store.postgresql.url");
            }
            pause();
        }
    }

    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }

    private static void pause() throws Store.Unusable {
        try {
            TimeUnit.MILLISECONDS.sleep(Terms.LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Store.Unusable("interrupted while waiting for the lease", e);
        }
    }

    /** Grows with every holder; commands and events of an earlier one are refused. */
    long epoch() {
        return tenure.epoch();
    }

    CompletionStage<String> whenLost() {
        return lost;
    }

    private void renew() {
        if (lost.isDone()) {
            return;
        }
        Duration asked = now();
        try {
            if (table.renew(holder)) {
                become(before -> before.renewed(asked, now()));
            } else {
                String other = table.held().map(Candidacy.Held::who).orElse("unknown");
                become(before -> before.refused(other));
            }
        } catch (IOException e) {
            LOG.warn("the lease was not renewed: {}", e.getMessage());
        }
    }

    private void look() {
        become(before -> before.at(now()));
    }

    private synchronized void become(UnaryOperator<Tenure> change) {
        tenure = change.apply(tenure);
        tenure.ended().ifPresent(lost::complete);
    }

    /** Lets the next controller in at once, if the database can be told. */
    @Override
    public void close() {
        renewals.cancel(false);
        looks.cancel(false);
        threads.shutdown();
        try {
            table.release(holder);
        } catch (IOException e) {
            LOG.debug("the lease runs out by itself: {}", e.getMessage());
        }
    }
}
