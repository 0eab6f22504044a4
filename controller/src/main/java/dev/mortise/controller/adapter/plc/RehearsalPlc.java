package dev.mortise.controller.adapter.plc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.SessionListener;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/**
 * An OPC UA server on this machine that is no PLC: a link connects, finds nothing of the contract, and leaves. Enough for a
 * rehearsal to have met what a link to a real PLC needs.
 */
public final class RehearsalPlc implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String PATH = "/rehearsal";
    private static final long START_SECONDS = 20;

    private final OpcUaServer server;
    private final int port;
    private final CompletableFuture<Session> left = new CompletableFuture<>();

    private RehearsalPlc(int port) {
        this.port = port;
        this.server = new OpcUaServer(
                OpcUaServerConfig.builder()
                        .setApplicationName(LocalizedText.english("Mortise rehearsal"))
                        .setEndpoints(Set.of(endpoint(port)))
                        .setCertificateManager(new DefaultCertificateManager(new MemoryCertificateQuarantine()))
                        .setIdentityValidator(AnonymousIdentityValidator.INSTANCE)
                        .build(),
                profile -> new OpcTcpServerTransport(
                        OpcTcpServerTransportConfig.newBuilder().build()));
        server.getSessionManager().addSessionListener(new SessionListener() {
            @Override
            public void onSessionClosed(Session session) {
                left.complete(session);
            }
        });
    }

    /**
     * Listens on a free port.
     *
     * @throws IOException when it cannot; the message says why
     */
    public static RehearsalPlc open() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        RehearsalPlc made = new RehearsalPlc(port);
        try {
            made.server.startup().get(START_SECONDS, TimeUnit.SECONDS);
            return made;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("cannot serve OPC UA on " + HOST + ":" + port + ": " + e.getMessage(), e);
        }
    }

    /** What a plant file calls it. */
    public String endpoint() {
        return "opc.tcp://" + HOST + ":" + port + PATH;
    }

    /** Whether a link came and left again within this time. */
    public boolean awaitVisit(Duration within) throws InterruptedException {
        try {
            return left.get(within.toMillis(), TimeUnit.MILLISECONDS) != null;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private static EndpointConfig endpoint(int port) {
        return EndpointConfig.newBuilder()
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .setBindAddress(HOST)
                .setBindPort(port)
                .setHostname(HOST)
                .setPath(PATH)
                .setSecurityPolicy(SecurityPolicy.None)
                .setSecurityMode(MessageSecurityMode.None)
                .addTokenPolicy(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS)
                .build();
    }

    @Override
    public void close() {
        try {
            server.shutdown().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the rehearsal's server did not end: " + e.getMessage(), e);
        }
    }
}
