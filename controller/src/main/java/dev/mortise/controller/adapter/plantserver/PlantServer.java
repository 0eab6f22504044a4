package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.adapter.access.Accounts;
import dev.mortise.controller.adapter.access.Strength;
import dev.mortise.controller.adapter.access.TrustStore;
import dev.mortise.controller.adapter.audit.Audit;
import dev.mortise.controller.domain.access.Seats;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.controller.port.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.BuildInfo;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door for the plant's own systems. Starts with {@link #start}, ends with close. */
public final class PlantServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PlantServer.class);

    private static final String PRODUCT = "urn:mortise:controller";
    private static final long START_SECONDS = 30;

    /** Who connects says hello at once. */
    private static final int HELLO_WITHIN_MILLIS = 3_000;

    private final FencedServer server;
    private final Channels channels;
    private final Models models;
    private final Line line;
    private final OwnKey key;
    private final Threads threads;
    private final Sweeper sweeper;
    private final int port;

    /**
     * What the door opens on.
     *
     * @param directory its key and trust list
     * @param accounts users, the same that every other door asks
     * @param audit keeps log-ins and refusals; what is done is kept by the desk
     */
    public record Setup(
            Listen listen, Path directory, Accounts accounts, Audit audit, Plant plant, Desk desk, Board board) {}

    /**
     * What is served.
     *
     * @param name of the plant
     * @param rackTypes ids of what the line builds
     * @param version of this controller
     */
    public record Plant(String name, Set<String> rackTypes, String version, Robots robots) {
        public Plant {
            rackTypes = Collections.unmodifiableSet(new TreeSet<>(rackTypes));
        }
    }

    /**
     * The line's robots.
     *
     * @param ofCells those of each cell, by its id
     * @param seen what the real-time path sees of them now
     */
    public record Robots(Map<String, List<RobotSpec>> ofCells, Supplier<List<RobotView>> seen) {

        public static final Robots NONE = new Robots(Map.of(), List::of);

        public Robots {
            ofCells = Map.copyOf(ofCells);
        }
    }

    /** Address and port; 0 takes a free one. */
    public record Listen(String bind, int port) {}

    private record Running(Threads threads, ServingLimits limits) {}

    private PlantServer(Setup setup, int port, OwnKey key, Gate gate, JobDesk jobs, Time clock) {
        this.port = port;
        this.key = key;
        this.threads = Threads.made();
        ServingLimits limits = new ServingLimits();
        this.channels = new Channels(clock);
        this.server = new FencedServer(
                config(setup, port, key, gate, new Running(threads, limits)),
                profile -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder()
                        .setExecutor(threads.requests())
                        .setEventLoop(threads.network())
                        .setHelloDeadline(uint(HELLO_WITHIN_MILLIS))
                        .setChannelPipelineCustomizer(
                                pipeline -> pipeline.addFirst(new ChannelFence(channels, this::encoding)))
                        .build()),
                clock);
        tellSeats();
        limits.serve();
        this.models = Models.load(server);
        this.line = Line.of(
                server,
                models,
                new Line.Sources(jobs, setup.desk(), setup.board(), gate, acknowledged(setup)),
                setup.plant(),
                threads.line());
        this.sweeper = new Sweeper(server, key, gate, channels, clock);
    }

    /** It knows the structures of the published models beside those of OPC UA: what clients send of them is looked at, too. */
    EncodingContext encoding() {
        return server.getDynamicEncodingContext();
    }

    /**
     * Binds and serves.
     *
     * @throws IllegalStateException when it cannot; the message says why
     */
    public static PlantServer start(Setup setup) {
        return start(setup, Time.ofTheMachine());
    }

    static PlantServer start(Setup setup, Time clock) {
        Strength.allPolicies();
        int port = claim(setup.listen());
        TrustStore trust = trust(setup);
        OwnKey key = OwnKey.open(setup.directory(), trust, setup.plant().name());
        JobDesk jobs = new JobDesk(setup.desk(), setup.board(), cleared(setup));
        PlantServer made = new PlantServer(setup, port, key, new Gate(setup.accounts(), setup.audit()), jobs, clock);
        try {
            made.server.startup().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            made.close();
            throw new IllegalStateException("cannot serve " + made.url() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            made.close();
            throw new IllegalStateException("interrupted while starting the plant server", e);
        }
        made.sweeper.start(made.threads.timers());
        made.line.start();
        return made;
    }

    /** What clients connect to. */
    public String url() {
        return "opc.tcp://"
                + hostOf(server.getConfig().getEndpoints().iterator().next().getHostname()) + ":" + port
                + Endpoints.PATH;
    }

    public int port() {
        return port;
    }

    /** Whether the running server has seen that a certificate was accepted; the file system tells it within a second. */
    boolean trusts(X509Certificate certificate) {
        return key.manager().getCertificateGroups().stream()
                .flatMap(group -> group.getTrustListManager().getTrustedCertificates().stream())
                .anyMatch(certificate::equals);
    }

    /** Milo tells the number it counts by, in which those are that have not logged in. */
    private void tellSeats() {
        server.getAddressSpaceManager()
                .getManagedNode(NodeIds.Server_ServerCapabilities_MaxSessions)
                .filter(UaVariableNode.class::isInstance)
                .map(UaVariableNode.class::cast)
                .ifPresent(node -> node.setValue(DataValue.valueOnly(new Variant(uint(Seats.ALL_MAX)))));
    }

    /** Looks through sessions and connections as if it were so much later. */
    void sweepAfter(Duration later) {
        sweeper.sweepAfter(later);
    }

    /** Connections that are open, whatever came over them. */
    int connections() {
        return channels.count();
    }

    /** What is behind the fence. */
    OpcUaServer milo() {
        return server;
    }

    Structures jobStructures() {
        return models.jobs();
    }

    Structures resultStructures() {
        return models.results();
    }

    private static String hostOf(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static TrustStore trust(Setup setup) {
        try {
            return new TrustStore(setup.directory());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot use the directory of the plant server, " + setup.directory() + ": " + e.getMessage(), e);
        }
    }

    private static AcknowledgedResults acknowledged(Setup setup) {
        return new AcknowledgedResults(setup.directory().resolve("acknowledged-results"));
    }

    private static ClearedOrders cleared(Setup setup) {
        try {
            return ClearedOrders.in(setup.directory());
        } catch (IOException e) {
            throw new IllegalStateException("cannot read which job orders are cleared: " + e.getMessage(), e);
        }
    }

    private static OpcUaServerConfig config(Setup setup, int port, OwnKey key, Gate gate, Running running) {
        String bind = setup.listen().bind();
        String version = setup.plant().version();
        return OpcUaServerConfig.builder()
                .setApplicationUri(key.applicationUri())
                .setProductUri(PRODUCT)
                .setApplicationName(
                        LocalizedText.english("Mortise " + setup.plant().name()))
                .setBuildInfo(new BuildInfo(PRODUCT, "Mortise", "Mortise controller", version, version, DateTime.now()))
                .setEndpoints(Endpoints.of(bind, advertised(bind), port, key.certificate()))
                .setCertificateManager(key.manager())
                .setIdentityValidator(gate)
                .setRoleMapper(gate::wellKnown)
                .setExecutor(running.threads().requests())
                .setScheduledExecutor(running.threads().timers())
                .setEncodingLimits(running.limits())
                .setLimits(new ServerLimits())
                .build();
    }

    /** Nobody can connect to "any address"; the host's name is what others know. */
    private static String advertised(String bind) {
        return bind.equals("0.0.0.0") || bind.equals("::") ? OwnKey.hostName() : bind;
    }

    /** Milo says only that it bound nothing; whoever starts a controller twice wants to read why. */
    private static int claim(Listen listen) {
        try (ServerSocket socket = new ServerSocket(listen.port(), 1, InetAddress.getByName(listen.bind()))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the plant server cannot listen on TCP port " + listen.port() + " of " + listen.bind() + ": "
                            + e.getMessage() + "; change plant_server.port or plant_server.bind in mortise.yaml",
                    e);
        }
    }

    @Override
    public void close() {
        sweeper.stop();
        line.close();
        models.shutdown();
        try {
            server.shutdown().get(START_SECONDS, TimeUnit.SECONDS);
            key.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | IOException e) {
            LOG.warn("the plant server did not end well: {}", e.toString());
        } finally {
            threads.close();
        }
    }
}
