package dev.mortise.sim.plc;

import dev.mortise.protocol.plc.CellPlcModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.subscriptions.SubscriptionManager;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.structured.BuildInfo;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/** One real OPC UA server that shows one cell PLC. */
public final class PlcServer implements AutoCloseable {

    private static final long START_SECONDS = 20;
    private static final String URN = "urn:mortise:robot-sim";

    private final OpcUaServer server;
    private final CellNamespace namespace;
    private final ExecutorService requests;
    private final Place place;
    private volatile boolean opened;

    private PlcServer(OpcUaServer server, CellNamespace namespace, ExecutorService requests, Place place) {
        this.server = server;
        this.namespace = namespace;
        this.requests = requests;
        this.place = place;
    }

    /** Where it listens. */
    private record Place(int port, String bind) {

        private static final long LEFT_WITHIN_MILLIS = 5_000;
        private static final long LOOK_NANOS = 5_000_000;

        boolean isFree() {
            try {
                new ServerSocket(port, 1, InetAddress.getByName(bind)).close();
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        /** Milo closes its listening sockets in the background: whoever starts again at once would find the port taken. */
        void awaitFree() {
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEFT_WITHIN_MILLIS);
            while (!isFree() && System.nanoTime() < until) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    /**
     * Makes a server for the port and path of an endpoint, with every node of the contract. Nobody can connect before
     * {@link #open}: what the nodes show first is to be true.
     *
     * @param bind address to listen on
     * @throws IllegalStateException when the port is taken: the message says which
     */
    public static PlcServer prepare(String endpoint, String bind) {
        return prepare(endpoint, bind, CellPlcModel.load());
    }

    /** The same with another information model, for whoever wants to see what a client makes of a PLC that breaks ours. */
    public static PlcServer prepare(String endpoint, String bind, CellPlcModel model) {
        return prepare(endpoint, bind, model, List.of());
    }

    /**
     * The same after a change of its program: other namespaces stand before the contract's, so that its nodes have another
     * index than before.
     */
    public static PlcServer prepare(String endpoint, String bind, CellPlcModel model, List<String> namespacesBefore) {
        return prepare(endpoint, bind, model, namespacesBefore, Optional.empty());
    }

    /** A server that only talks to clients that sign and encrypt. */
    public static PlcServer secured(String endpoint, String bind, Path key) {
        URI uri = URI.create(endpoint);
        return prepare(
                endpoint,
                bind,
                CellPlcModel.load(),
                List.of(),
                Optional.of(PlcKey.readOrMake(key, URN + uri.getPath(), uri)));
    }

    private static PlcServer prepare(
            String endpoint, String bind, CellPlcModel model, List<String> namespacesBefore, Optional<PlcKey> key) {
        URI uri = URI.create(endpoint);
        claim(uri.getPort(), bind);
        // one thread: requests of a session are carried out in the order they came in
        ExecutorService requests =
                Executors.newSingleThreadExecutor(task -> new Thread(task, "plc-server" + uri.getPath()));
        OpcUaServer server = new OpcUaServer(
                config(
                        uri,
                        key.map(known -> PlcEndpoints.secured(uri, bind, known))
                                .orElseGet(() -> PlcEndpoints.open(uri, bind)),
                        key,
                        requests),
                profile -> new OpcTcpServerTransport(
                        OpcTcpServerTransportConfig.newBuilder().build()));
        namespacesBefore.forEach(server.getNamespaceTable()::add);
        CellNamespace namespace = new CellNamespace(server, model);
        namespace.startup();
        return new PlcServer(server, namespace, requests, new Place(uri.getPort(), bind));
    }

    /**
     * Lets clients in.
     *
     * @throws IllegalStateException when it cannot: the message says why
     */
    public void open() {
        opened = true;
        try {
            server.startup().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot serve: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    /** Milo says only that it bound nothing; whoever starts a plant twice wants to read why. */
    private static void claim(int port, String bind) {
        try {
            new ServerSocket(port, 1, InetAddress.getByName(bind)).close();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot listen on TCP port " + port + " of " + bind + " (" + e.getMessage()
                            + "); is another robot-sim running? Otherwise change plc.endpoint in plant.yaml or --bind",
                    e);
        }
    }

    private static OpcUaServerConfig config(
            URI uri, Set<EndpointConfig> endpoints, Optional<PlcKey> key, ExecutorService requests) {
        return OpcUaServerConfig.builder()
                .setApplicationUri(URN + uri.getPath())
                .setProductUri(URN)
                .setApplicationName(LocalizedText.english("Mortise simulated PLC " + uri.getPath()))
                .setBuildInfo(new BuildInfo(URN, "Mortise", "robot-sim", "1", "1", DateTime.now()))
                .setEndpoints(endpoints)
                .setCertificateManager(key.map(PlcKey::manager)
                        .orElseGet(() -> new DefaultCertificateManager(new MemoryCertificateQuarantine())))
                .setIdentityValidator(AnonymousIdentityValidator.INSTANCE)
                .setExecutor(requests)
                .setLimits(new ServerLimits())
                .build();
    }

    /** Ends its clients' subscriptions, as a server does that is short of something; their sessions stay. */
    public void endSubscriptions() {
        server.getSessionManager().getAllSessions().forEach(session -> {
            SubscriptionManager all = session.getSubscriptionManager();
            List.copyOf(all.getSubscriptions()).forEach(subscription -> {
                all.sendStatusChangeNotification(subscription, new StatusCode(StatusCodes.Bad_Timeout));
                all.removeSubscription(subscription.getId());
                subscription.deleteSubscription();
            });
        });
    }

    /** From now on keys of robots are taken here. */
    public void takesKeys(HandedKeys keys) {
        namespace.takesKeys(keys);
    }

    public Image image() {
        return namespace;
    }

    @Override
    public void close() {
        namespace.shutdown();
        try {
            // one that was never opened has nothing to stop, and would say so
            CompletableFuture<OpcUaServer> stopping =
                    opened ? server.shutdown() : CompletableFuture.completedFuture(server);
            stopping.get(START_SECONDS, TimeUnit.SECONDS);
            place.awaitFree();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("server did not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            requests.shutdownNow();
        }
    }
}
