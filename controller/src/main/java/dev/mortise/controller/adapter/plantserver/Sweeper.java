package dev.mortise.controller.adapter.plantserver;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends sessions of those who may no longer be there: a certificate revoked or run out, a user removed. */
final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** Between a person's decision and its effect. */
    private static final long PERIOD_MILLIS = 1_000;

    private final OpcUaServer server;
    private final OwnKey key;
    private final Gate gate;
    private Optional<ScheduledFuture<?>> sweeping = Optional.empty();

    Sweeper(OpcUaServer server, OwnKey key, Gate gate) {
        this.server = server;
        this.key = key;
        this.gate = gate;
    }

    void start(ScheduledExecutorService timers) {
        sweeping = Optional.of(
                timers.scheduleWithFixedDelay(this::sweep, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS));
    }

    void stop() {
        sweeping.ifPresent(future -> future.cancel(false));
    }

    private void sweep() {
        try {
            for (Session session : server.getSessionManager().getAllSessions()) {
                if (session.getIdentity() != null && !mayStay(session)) {
                    LOG.info("ended a session: {} may no longer be here", session.getSessionName());
                    server.getSessionManager().killSession(session.getSessionId(), true);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("looking through the sessions failed; the next look follows", e);
        }
    }

    private boolean mayStay(Session session) {
        if (session.getSecurityConfiguration().getSecurityMode() == MessageSecurityMode.None) {
            return true; // discovery; has nobody logged in
        }
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
