package dev.mortise.controller.adapter.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write into a database's journals, for a few seconds at a time. The database's clock decides when another may
 * have it; its holder counts on its own monotonic clock, from before it asked, and gives up first.
 */
final class Lease implements AutoCloseable {

    /** A controller that died without a word is followed after this time. */
    static final Duration TTL = Duration.ofSeconds(3);

    /** Three renewals may be lost in a row. */
    private static final Duration RENEW = Duration.ofMillis(700);

    /** So much sooner than the database its holder holds the lease for gone: for clocks that run at unequal speed. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private static final String TAKE = "INSERT INTO mortise_lease AS l (name, holder, who, epoch, until)"
            + " VALUES ('controller', ?, ?, 1, clock_timestamp() + ? * interval '1 millisecond')"
            + " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, who = excluded.who, epoch = l.epoch + 1,"
            + " until = excluded.until WHERE l.until < clock_timestamp() RETURNING epoch";
    private static final String RENEWAL = "UPDATE mortise_lease SET until = clock_timestamp() + ? * interval"
            + " '1 millisecond' WHERE holder = ? AND until > clock_timestamp()";
    private static final String RELEASE =
            "UPDATE mortise_lease SET until = clock_timestamp() - interval '1 millisecond' WHERE holder = ?";

    /** Opens a connection whose every answer has a time limit. */
    interface Connector {
        Connection connect() throws SQLException;
    }

    private final Connector connector;
    private final String holder;
    private final long epoch;
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, task -> {
        Thread made = new Thread(task, "lease");
        made.setDaemon(true);
        return made;
    });
    private final Future<?> renewals;
    private final Future<?> looks;
    private volatile long untilNanos;

    private Lease(Connector connector, String holder, long epoch, long untilNanos) {
        this.connector = connector;
        this.holder = holder;
        this.epoch = epoch;
        this.untilNanos = untilNanos;
        this.renewals =
                threads.scheduleWithFixedDelay(this::renew, RENEW.toMillis(), RENEW.toMillis(), TimeUnit.MILLISECONDS);
        // on a thread of its own: a renewal may hang in a database that does not answer
        this.looks =
                threads.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Takes the lease, waiting for one whose holder died to run out.
     *
     * @param who for people: who holds it now
     * @throws Store.Unusable when another controller holds it and renews it
     */
    static Lease take(Connector connector, String who, String place) throws SQLException, Store.Unusable {
        String holder = UUID.randomUUID().toString();
        String before = "";
        try (Connection connection = connector.connect()) {
            while (true) {
                long askedNanos = System.nanoTime();
                long epoch = tryTake(connection, holder, who);
                if (epoch > 0) {
                    return new Lease(connector, holder, epoch, ends(askedNanos));
                }
                Held held = held(connection);
                if (!before.isEmpty() && !before.equals(held.until())) {
                    throw new Store.Unusable(place + " is in use by another controller (" + held.who()
                            + "); stop it, or choose another store.postgresql.url");
                }
                before = held.until();
                pause();
            }
        }
    }

    private record Held(String who, String until) {}

    private static long tryTake(Connection connection, String holder, String who) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setString(1, holder);
            take.setString(2, who);
            take.setLong(3, TTL.toMillis());
            try (ResultSet taken = take.executeQuery()) {
                return taken.next() ? taken.getLong(1) : 0;
            }
        }
    }

    private static Held held(Connection connection) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("SELECT who, until::text FROM mortise_lease");
                ResultSet answer = ask.executeQuery()) {
            return answer.next() ? new Held(answer.getString(1), answer.getString(2)) : new Held("unknown", "");
        }
    }

    private static void pause() throws Store.Unusable {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Store.Unusable("interrupted while waiting for the lease", e);
        }
    }

    private static long ends(long askedNanos) {
        return askedNanos + TTL.minus(MARGIN).toNanos();
    }

    /** Grows with every holder; commands and events of an earlier one are refused. */
    long epoch() {
        return epoch;
    }

    CompletionStage<String> whenLost() {
        return lost;
    }

    private void renew() {
        if (lost.isDone()) {
            return;
        }
        long askedNanos = System.nanoTime();
        try (Connection connection = connector.connect();
                PreparedStatement renewal = connection.prepareStatement(RENEWAL)) {
            renewal.setLong(1, TTL.toMillis());
            renewal.setString(2, holder);
            if (renewal.executeUpdate() == 1) {
                untilNanos = ends(askedNanos);
            } else {
                lost.complete("another controller took the lease of the store ("
                        + held(connection).who() + ")");
            }
        } catch (SQLException e) {
            LOG.warn("the lease was not renewed: {}", e.getMessage());
        }
    }

    private void look() {
        if (System.nanoTime() - untilNanos > 0) {
            lost.complete("the lease of the store ran out; the database did not renew it in time");
        }
    }

    /** Lets the next controller in at once, if the database can be told. */
    @Override
    public void close() {
        renewals.cancel(false);
        looks.cancel(false);
        threads.shutdown();
        try (Connection connection = connector.connect();
                PreparedStatement release = connection.prepareStatement(RELEASE)) {
            release.setString(1, holder);
            release.executeUpdate();
        } catch (SQLException e) {
            LOG.debug("the lease runs out by itself: {}", e.getMessage());
        }
    }
}
