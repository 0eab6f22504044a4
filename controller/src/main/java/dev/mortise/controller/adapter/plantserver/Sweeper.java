package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.port.Time;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what may no longer be there: sessions of a certificate revoked or run out, or of a user removed; sessions that nobody
 * has logged in to, connections without a session, subscriptions that nobody came back for.
 */
final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** Between a person's decision and its effect. */
    private static final long PERIOD_MILLIS = 1_000;

    private final FencedServer server;
    private final OwnKey key;
    private final Gate gate;
    private final Channels channels;
    private final Orphans orphans;
    private final Time clock;
    private Optional<ScheduledFuture<?>> sweeping = Optional.empty();

    Sweeper(FencedServer server, OwnKey key, Gate gate, Channels channels, Time clock) {
        this.server = server;
        this.key = key;
        this.gate = gate;
        this.channels = channels;
        this.orphans = new Orphans(server);
        this.clock = clock;
    }

    void start(ScheduledExecutorService timers) {
        sweeping = Optional.of(timers.scheduleWithFixedDelay(
                () -> sweepAfter(Duration.ZERO), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS));
    }

    void stop() {
        sweeping.ifPresent(future -> future.cancel(false));
    }

    /** As if it were so much later. */
    void sweepAfter(Duration later) {
        sweep(clock.uptime().plus(later));
    }

    private synchronized void sweep(Duration now) {
        try {
            for (Session session : activated()) {
                if (!mayStay(session)) {
                    LOG.info("ended a session: {} may no longer be here", session.getSessionName());
                    server.getSessionManager().killSession(session.getSessionId(), true);
                }
            }
            server.sweep(now);
            List<Session> left = activated();
            gate.keepSeats(left.stream()
                    .map(session -> session.getSessionId().toString())
                    .collect(Collectors.toSet()));
            channels.sweep(left.stream().map(Session::getSecureChannelId).collect(Collectors.toSet()), now);
            orphans.sweep(left.stream().map(Session::getSessionId).collect(Collectors.toSet()), now);
        } catch (RuntimeException e) {
            LOG.warn("looking through the sessions failed; the next look follows", e);
        }
    }

    private List<Session> activated() {
        return server.getSessionManager().getAllSessions().stream()
                .filter(session -> session.getIdentity() != null)
                .toList();
    }

    private boolean mayStay(Session session) {
        List<X509Certificate> chain = session.getSecurityConfiguration().getClientCertificateChain();
        if (chain == null || gate.user(session).isEmpty()) {
            return false;
        }
        try {
            key.validator()
                    .validateCertificateChain(
                            chain, session.getClientDescription().getApplicationUri(), null);
            return true;
        } catch (UaException e) {
            return false;
        }
    }
}
