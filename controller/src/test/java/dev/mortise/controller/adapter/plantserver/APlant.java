package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.adapter.access.Accounts;
import dev.mortise.controller.adapter.access.Certificates;
import dev.mortise.controller.adapter.access.Fingerprint;
import dev.mortise.controller.adapter.access.PrivateFiles;
import dev.mortise.controller.adapter.access.TrustStore;
import dev.mortise.controller.adapter.audit.Audit;
import dev.mortise.controller.adapter.record.LiveBoard;
import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.controller.port.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;

/** The one way to build a plant server for a test, and clients of it. Everything ends with it. */
final class APlant implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";

    private static final List<String> CELLS = List.of("TRAY-A", "LEAK-A");

    /** Who answers later hangs. */
    private static final int PATIENCE_MILLIS = 20_000;

    final LiveBoard board;
    final NotingDesk desk = new NotingDesk();

    /** What the real-time path sees. */
    volatile List<RobotView> robots = List.of();

    volatile Supplier<List<RobotView>> realTime = () -> robots;

    final TrustStore trust;
    final Accounts accounts;
    private final Path directory;
    private final PlantServer server;
    private final List<OpcUaClient> clients = new ArrayList<>();

    /** The server's key and the users' file: the first plant of a run makes them, the others start with them. */
    private static final Map<String, byte[]> MADE = new ConcurrentHashMap<>();

    /** A certificate that every plant has accepted before it starts. */
    private static final X509Certificate FRIEND = Certificates.good().made();

    /** How a client comes. */
    record Comes(
            Certificates certificate,
            String claimedUri,
            SecurityPolicy policy,
            MessageSecurityMode mode,
            IdentityProvider as) {

        static Comes properly() {
            return new Comes(
                    Certificates.good(),
                    Certificates.good().uri(),
                    SecurityPolicy.Basic256Sha256,
                    MessageSecurityMode.SignAndEncrypt,
                    new UsernameProvider("op", PASSWORD));
        }

        Comes with(Certificates other) {
            return new Comes(other, claimedUri, policy, mode, as);
        }

        Comes through(SecurityPolicy other, MessageSecurityMode otherMode) {
            return new Comes(certificate, claimedUri, other, otherMode, as);
        }

        Comes as(IdentityProvider other) {
            return new Comes(certificate, claimedUri, policy, mode, other);
        }
    }

    APlant(Path directory) throws Exception {
        this(directory, CELLS);
    }

    /** Of these cells. */
    APlant(Path directory, List<String> cells) throws Exception {
        this(directory, cells, Time.ofTheMachine());
    }

    /** Nothing is overdue before a test says how much later it is, however long the machine takes. */
    static APlant whereNoTimePasses(Path directory) throws Exception {
        return new APlant(directory, CELLS, new NoTime());
    }

    private APlant(Path directory, List<String> cells, Time clock) throws Exception {
        this.directory = directory;
        this.board = new LiveBoard("plant-1", true, cells, Clock.systemUTC());
        boolean first = MADE.isEmpty();
        for (Map.Entry<String, byte[]> file : MADE.entrySet()) {
            PrivateFiles.write(directory.resolve(file.getKey()), file.getValue());
        }
        accounts = new Accounts(directory, Time.ofTheMachine());
        if (first) {
            accounts.set("op", Role.OPERATOR, PASSWORD);
            accounts.set("viewer", Role.VIEWER, PASSWORD);
        }
        trust = new TrustStore(directory);
        befriend(trust);
        server = PlantServer.start(
                new PlantServer.Setup(
                        new PlantServer.Listen("127.0.0.1", 0),
                        directory,
                        accounts,
                        Audit.NONE,
                        new PlantServer.Plant(
                                "plant-1",
                                Set.of("nvl72", "small"),
                                "1.2.3",
                                new PlantServer.Robots(
                                        Map.of("TRAY-A", List.of(ARobotOfThePlant.SPEC), "LEAK-A", List.of()),
                                        () -> realTime.get())),
                        desk,
                        board),
                clock);
        if (first) {
            for (String made : List.of("server-key.p12", "users")) {
                MADE.put(made, Files.readAllBytes(directory.resolve(made)));
            }
        }
    }

    /** One more user; the password is that of all, kept with so little work that fifty log-ins cost nothing. */
    void also(String name, Role role) throws Exception {
        Files.writeString(directory.resolve("users"), CheapUser.line(name, role, PASSWORD), StandardOpenOption.APPEND);
    }

    /** As if so much time had passed. */
    void later(Duration time) {
        server.sweepAfter(time);
    }

    /** By which what clients send is decoded. */
    EncodingContext encoding() {
        return server.encoding();
    }

    int connections() {
        return server.connections();
    }

    /** Sessions that are open, logged in or not. */
    int sessions() {
        return server.milo().getSessionManager().getCurrentSessionCount().intValue();
    }

    int subscriptions() {
        return server.milo().getSubscriptions().size();
    }

    /** From now on Milo says that nobody may call it. */
    void forbid(NodeId method) {
        ((UaMethodNode) server.milo()
                        .getAddressSpaceManager()
                        .getManagedNode(method)
                        .orElseThrow())
                .setUserExecutable(false);
    }

    int port() {
        return server.port();
    }

    Structures jobStructures() {
        return server.jobStructures();
    }

    Structures resultStructures() {
        return server.resultStructures();
    }

    String url() {
        return server.url();
    }

    /** A client whose certificate somebody has accepted. */
    OpcUaClient trusted(Comes comes) throws Exception {
        KeyPair keys = comes.certificate().keys();
        if (comes.certificate().equals(Certificates.good())) {
            return connect(comes, keys, FRIEND);
        }
        X509Certificate certificate = comes.certificate().sign(keys);
        try {
            return connect(comes, keys, certificate);
        } catch (UaException e) {
            accept(certificate);
        }
        return connect(comes, keys, certificate);
    }

    /** A client that nobody knows. */
    OpcUaClient stranger(Comes comes) throws UaException {
        KeyPair keys = comes.certificate().keys();
        return connect(comes, keys, comes.certificate().sign(keys));
    }

    /** Accepts it as a person does, and waits until the server has seen the file. */
    void accept(X509Certificate certificate) throws Exception {
        trust.quarantine(certificate); // a certificate that is broken is not kept by the server
        trust.accept(Fingerprint.sha256(certificate));
        Awaitility.await().atMost(Duration.ofMillis(PATIENCE_MILLIS)).until(() -> server.trusts(certificate));
    }

    OpcUaClient connect(Comes comes, KeyPair keys, X509Certificate certificate) throws UaException {
        OpcUaClient client = made(url(), comes, keys, certificate);
        clients.add(client);
        OpcUaClient unusedSame = client.connect();
        return client;
    }

    /** The friend's client of any server, not connected yet. */
    static OpcUaClient friend(String url, String user) throws UaException {
        Comes comes = Comes.properly().as(new UsernameProvider(user, PASSWORD));
        return made(url, comes, comes.certificate().keys(), FRIEND);
    }

    private static OpcUaClient made(String url, Comes comes, KeyPair keys, X509Certificate certificate)
            throws UaException {
        return OpcUaClient.create(
                url,
                endpoints -> endpoints.stream()
                        .filter(endpoint -> comes.policy().getUri().equals(endpoint.getSecurityPolicyUri()))
                        .filter(endpoint -> comes.mode() == endpoint.getSecurityMode())
                        .findFirst(),
                transport -> transport.setConnectTimeout(uint(PATIENCE_MILLIS)),
                config -> config.setApplicationName(LocalizedText.english("MES of the plant"))
                        .setApplicationUri(comes.claimedUri())
                        .setProductUri("urn:plant:mes")
                        .setIdentityProvider(comes.as())
                        .setRequestTimeout(uint(PATIENCE_MILLIS))
                        .setKeyPair(keys)
                        .setCertificate(certificate)
                        .setCertificateChain(new X509Certificate[] {certificate})
                        .setCertificateValidator(new CertificateValidator.InsecureCertificateValidator()));
    }

    /** The friend's certificate is accepted. */
    static void befriend(TrustStore store) throws Exception {
        store.quarantine(FRIEND);
        store.accept(Fingerprint.sha256(FRIEND));
    }

    @Override
    public void close() {
        for (OpcUaClient client : clients) {
            CompletableFuture<OpcUaClient> unusedEnd = client.disconnectAsync(); // some never got in
        }
        server.close();
    }
}
