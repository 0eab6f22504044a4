package dev.mortise.controller.adapter.web;

import dev.mortise.controller.port.Time;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is connected to the HTTP door. Beyond a limit the connection ends that has waited longest for a request, not the one that
 * comes: a flood of those that only begin keeps nobody out. Requests that are answered are left alone.
 */
final class Connections implements Connection.Listener, HttpConfiguration.Customizer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** A hundred pages, each with the few connections that a browser opens; each costs a file handle and some memory. */
    static final int ALL_MAX = 500;

    /** A hundred pages behind one proxy. */
    static final int OF_ADDRESS_MAX = 250;

    /** Between the end of an answer, or the beginning, and a whole head of a request; a browser opens another one unasked. */
    static final Duration REQUEST_WITHIN = Duration.ofSeconds(30);

    private static final long PERIOD_MILLIS = 1_000;

    private final Time clock;
    private final Map<SocketAddress, Guest> guests = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "http-connections");
        made.setDaemon(true);
        return made;
    });

    /** One socket; with TLS there are two connections of it, one in the other. */
    private static final class Guest {
        private final InetAddress from;
        private final List<Connection> layers = new ArrayList<>();
        private int answered;
        private Duration since;

        private Guest(InetAddress from, Duration since) {
            this.from = from;
            this.since = since;
        }

        private boolean waits() {
            return answered == 0;
        }

        private void end() {
            layers.get(0).getEndPoint().close();
        }
    }

    Connections(Time clock) {
        this.clock = clock;
        ScheduledFuture<?> unusedUntilTheThreadEnds = thread.scheduleWithFixedDelay(
                () -> sweep(clock.uptime()), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote) {
            come(connection, remote).ifPresent(Guest::end);
        }
    }

    /** The one that has to go. */
    private synchronized Optional<Guest> come(Connection connection, InetSocketAddress remote) {
        Guest known = guests.get(remote);
        if (known != null) {
            known.layers.add(connection);
            return Optional.empty();
        }
        Duration now = clock.uptime();
        Guest guest = new Guest(remote.getAddress(), now);
        guest.layers.add(connection);
        long same = count(guest.from);
        Optional<Guest> tooMany = Optional.empty();
        if (same >= OF_ADDRESS_MAX) {
            tooMany = Optional.of(longestWaiting(guest.from).orElse(guest));
        } else if (guests.size() >= ALL_MAX) {
            tooMany = Optional.of(crowd().flatMap(this::longestWaiting).orElse(guest));
        }
        guests.put(remote, guest);
        tooMany.ifPresent(gone -> LOG.debug("too many connections of {}", gone.from));
        return tooMany;
    }

    private long count(InetAddress from) {
        return guests.values().stream().filter(guest -> guest.from.equals(from)).count();
    }

    /** Where most of those are from that wait. */
    private Optional<InetAddress> crowd() {
        Map<InetAddress, Integer> waiting = new HashMap<>();
        guests.values().stream().filter(Guest::waits).forEach(guest -> waiting.merge(guest.from, 1, Integer::sum));
        return waiting.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private Optional<Guest> longestWaiting(InetAddress from) {
        return guests.values().stream()
                .filter(guest -> guest.from.equals(from))
                .filter(Guest::waits)
                .min(Comparator.comparing(guest -> guest.since));
    }

    /** A request has come whole, but for its body. */
    @Override
    public Request customize(Request request, HttpFields.Mutable unusedAnswer) {
        SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
        answers(remote, 1);
        Request.addCompletionListener(request, unusedFailure -> answers(remote, -1));
        return request;
    }

    private synchronized void answers(SocketAddress remote, int more) {
        Optional.ofNullable(guests.get(remote)).ifPresent(guest -> {
            guest.answered += more;
            guest.since = clock.uptime();
        });
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        guests.values().removeIf(guest -> guest.layers.get(0).equals(connection));
    }

    /** Ends those that have begun no request for too long, as at this time. */
    void sweep(Duration now) {
        List<Guest> late;
        synchronized (this) {
            late = guests.values().stream()
                    .filter(Guest::waits)
                    .filter(guest -> now.minus(guest.since).compareTo(REQUEST_WITHIN) > 0)
                    .toList();
        }
        late.forEach(Guest::end);
    }

    synchronized int count() {
        return guests.size();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
