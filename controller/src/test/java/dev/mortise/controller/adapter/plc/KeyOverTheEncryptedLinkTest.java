package dev.mortise.controller.adapter.plc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.adapter.access.TrustStore;
import dev.mortise.controller.adapter.realtime.RealtimeEngine;
import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlcSpec;
import dev.mortise.controller.domain.plant.PlcSpec.Security;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.port.SessionKey;
import dev.mortise.protocol.plc.CellPlcModel;
import dev.mortise.sim.SimulatedPlant;
import dev.mortise.sim.config.SimPlant;
import dev.mortise.sim.plc.Nameplate;
import dev.mortise.sim.plc.PlcServer;
import dev.mortise.sim.wire.WireOrders;
import dev.mortise.sim.world.Faults;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.nodes.UaNode;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A robot's key goes to the PLC of its cell over a link that nobody else can read, and is nowhere afterwards. */
@Tag("wire")
@SuppressWarnings("NullAway.Init") // by begin()
class KeyOverTheEncryptedLinkTest implements PlcLink.Listener {

    private static final CellId CELL = new CellId("FRAME-A");
    private static final RobotId ROBOT = new RobotId("FR-1");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int EVERYTHING = 2_000;

    @TempDir
    Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final SessionKey key = SessionKey.random();
    private int cellPort;
    private int moverPort;
    private int robotPort;

    @BeforeEach
    void begin() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket two = new ServerSocket(0);
                DatagramSocket three = new DatagramSocket(0)) {
            cellPort = one.getLocalPort();
            moverPort = two.getLocalPort();
            robotPort = three.getLocalPort();
        }
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void aRobotIsSpokenToWithTheKeyThatItsPlcWasHanded() throws Exception {
        plant("sign-and-encrypt");
        PlcLink link = link(Security.SIGN_AND_ENCRYPT);
        comesUp();
        RealtimeEngine engine = new RealtimeEngine(true, 24);
        open.add(0, engine);
        RobotLink robot = engine.add(robot());
        robot.open(1, new Deaf());

        handed(link, 1, key);
        robot.key(key);

        await().atMost(PATIENCE).until(() -> robot.view().connected());
        handed(link, 2, SessionKey.random());
        await("its key was replaced").atMost(PATIENCE).until(() -> !robot.view().connected());
    }

    @Test
    void aStaleControllerAndAnUnknownRobotAreRefusedWithTheReason() throws Exception {
        plant("sign-and-encrypt");
        PlcLink link = link(Security.SIGN_AND_ENCRYPT);
        comesUp();
        handed(link, 5, key);

        assertThatThrownBy(() -> handed(link, 4, SessionKey.random())).hasMessageContaining("STALE_EPOCH: 4");
        assertThatThrownBy(() -> join(link.handKey(new RobotId("HV-9"), 5, key).toCompletableFuture()))
                .isInstanceOf(PlcLink.KeyRefused.class)
                .hasMessageContaining("UNKNOWN_ROBOT");
    }

    @Test
    void overALinkThatIsSignedAloneTheControllerSendsNone() throws Exception {
        plant("sign-and-encrypt");
        PlcLink link = link(Security.SIGN);
        comesUp();

        assertThatThrownBy(() -> handed(link, 1, key))
                .isInstanceOf(PlcLink.KeyRefused.class)
                .hasMessage("the link to the PLC is not encrypted");
        assertThat(news).as("the link stands").isEmpty();
    }

    @Test
    void thePlcTakesNoneFromWhoSignsAloneOrDoesNeither() throws Exception {
        plant("sign-and-encrypt");
        assertThat(called(foreign(Security.SIGN))).isEqualTo(StatusCodes.Bad_SecurityModeInsufficient);
        end();
        open.clear();
        plant("none");

        assertThat(called(foreign(Security.NONE))).isEqualTo(StatusCodes.Bad_SecurityModeInsufficient);
    }

    @Test
    void aForeignClientFindsTheKeyNowhereThoughItsChannelIsEncryptedToo() throws Exception {
        plant("sign-and-encrypt");
        PlcLink link = link(Security.SIGN_AND_ENCRYPT);
        comesUp();
        handed(link, 1, key);
        OpcUaClient foreign = foreign(Security.SIGN_AND_ENCRYPT);

        List<NodeId> all = everythingBelow(foreign, NodeIds.RootFolder);
        List<ReadValueId> reads = all.stream()
                .map(id -> new ReadValueId(id, AttributeId.Value.uid(), null, QualifiedName.NULL_VALUE))
                .toList();
        DataValue[] values = Optional.ofNullable(
                        foreign.read(0.0, TimestampsToReturn.Neither, reads).getResults())
                .orElseThrow();

        assertThat(all)
                .contains(method(foreign))
                .hasSizeGreaterThan(CellPlcModel.load().nodes().size());
        assertThat(values)
                .hasSize(all.size())
                .extracting(KeyOverTheEncryptedLinkTest::words)
                .as("as bytes or as digits")
                .noneMatch(text -> text.contains(HexFormat.of().formatHex(key.bytes())));
        assertThat(values[all.indexOf(method(foreign))].statusCode().isBad())
                .as("a method has no value")
                .isTrue();
    }

    @Test
    void aPlcThatCannotTakeAKeyBreaksTheContractWhereARobotNeedsIt() throws Exception {
        CellPlcModel right = CellPlcModel.load();
        PlcServer plc = PlcServer.prepare(
                endpoint(),
                "127.0.0.1",
                new CellPlcModel(right.namespace(), right.version(), right.root(), right.nodes(), List.of()));
        Nameplate.show(plc.image(), CELL.value(), "boot", true);
        plc.open();
        open.add(plc);

        link(Security.NONE);

        String told = told();
        while (told.startsWith("down: ")) {
            told = told();
        }
        assertThat(told)
                .isEqualTo("broken: the method Robots/SetSessionKey is missing, and a robot of the cell needs it");
    }

    private void plant(String security) throws Exception {
        Path file = Files.writeString(
                directory.resolve("plant.yaml"), """
                line:
                  cells:
                    - id: FRAME-A
                      capabilities: [dock]
                      plc: { endpoint: "%s", security: %s }
                      robots:
                        - id: FR-1
                          realtime: { port: %d, cycle_us: 2000, key: over-opcua }
                          joints: [{ min: -1, max: 1, velocity_max: 2, acceleration_max: 8, jerk_max: 80 }]
                          poses: { home: [0.5] }
                  transporter:
                    { id: AMR-1, capabilities: [transport], plc: { endpoint: "opc.tcp://127.0.0.1:%d/AMR-1" } }
                """.formatted(endpoint(), security, robotPort, moverPort));
        open.add(SimulatedPlant.start(new SimulatedPlant.Options(
                SimPlant.read(file),
                3_600,
                7,
                directory.resolve("ledger"),
                new Faults(List.of(), 7),
                WireOrders.none(),
                "127.0.0.1",
                false)));
    }

    private String endpoint() {
        return "opc.tcp://127.0.0.1:" + cellPort + "/FRAME-A";
    }

    private RobotSpec robot() {
        return new RobotSpec(
                ROBOT,
                "127.0.0.1",
                robotPort,
                2_000,
                RobotSpec.Kinematics.GANTRY,
                List.of(new JointSpec("x", true, -1, 1, 2, 8, 80)),
                Map.of(),
                Optional.empty(),
                RobotKey.OVER_OPCUA,
                RobotSpec.PayloadSpec.ANY);
    }

    private PlcLink link(Security wanted) {
        PlcLink link = new MiloPlcLink(
                new CellSpec(
                        CELL, "frames", Set.of("dock"), new PlcSpec(endpoint(), wanted), List.of(robot()), List.of()),
                new PlcKeys(directory.resolve("trust")));
        open.add(0, link);
        link.open(this);
        return link;
    }

    private void comesUp() throws Exception {
        String next = told();
        while (next.startsWith("down: ")) {
            if (next.contains("is not accepted for this cell")) {
                accept();
            }
            next = told();
        }
        assertThat(next).isEqualTo("up");
    }

    private void accept() throws Exception {
        TrustStore trust = new TrustStore(PlcKeys.listOf(directory.resolve("trust"), CELL));
        for (TrustStore.Entry entry : trust.list()) {
            trust.accept(entry.fingerprint());
        }
    }

    /** Somebody who has a certificate of his own, and believes the PLC. */
    private OpcUaClient foreign(Security security) throws Exception {
        PlcSpec plc = new PlcSpec(endpoint(), security);
        if (security == Security.NONE) {
            return closing(Clients.connected(plc, Optional.empty()));
        }
        PlcKeys.Secured own = new PlcKeys(directory.resolve("trust")).of(CELL);
        try {
            return closing(Clients.connected(plc, Optional.of(own)));
        } catch (UaException e) {
            accept();
            return closing(Clients.connected(plc, Optional.of(own)));
        }
    }

    private OpcUaClient closing(OpcUaClient client) {
        open.add(0, () -> Clients.drop(client));
        return client;
    }

    private long called(OpcUaClient by) throws UaException {
        CallMethodRequest request = new CallMethodRequest(id(by, "Cell/Robots"), method(by), new Variant[] {
            new Variant(ROBOT.value()), new Variant(uint(1)), new Variant(ByteString.of(key.bytes()))
        });
        return Optional.ofNullable(by.call(List.of(request)).getResults())
                .orElseThrow()[0]
                .getStatusCode()
                .value();
    }

    private static NodeId method(OpcUaClient by) throws UaException {
        return id(by, "Cell/Robots/SetSessionKey");
    }

    private static NodeId id(OpcUaClient by, String identifier) throws UaException {
        return new NodeId(by.readNamespaceTable().getIndex(CellPlcModel.load().namespace()), identifier);
    }

    private static List<NodeId> everythingBelow(OpcUaClient client, NodeId root) throws UaException {
        List<NodeId> all = new ArrayList<>(List.of(root));
        for (int at = 0; at < all.size() && all.size() < EVERYTHING; at++) {
            for (UaNode child : client.getAddressSpace().browseNodes(all.get(at))) {
                if (!all.contains(child.getNodeId()) && !child.getNodeId().equals(NodeIds.TypesFolder)) {
                    all.add(child.getNodeId());
                }
            }
        }
        return all;
    }

    private static String words(DataValue value) {
        Object read = value.value().value();
        return read instanceof ByteString bytes
                ? HexFormat.of().formatHex(Optional.ofNullable(bytes.bytes()).orElse(new byte[0]))
                : String.valueOf(read);
    }

    private static void handed(PlcLink link, long epoch, SessionKey one) throws Exception {
        join(link.handKey(ROBOT, epoch, one).toCompletableFuture());
    }

    private static void join(CompletableFuture<Void> answer) throws Exception {
        try {
            Void unusedNothing = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PlcLink.KeyRefused refused) {
                throw refused;
            }
            throw e;
        }
    }

    private String told() throws InterruptedException {
        return Optional.ofNullable(news.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("the link told nothing"));
    }

    @Override
    public void linkUp(PlcStatus status) {
        news.add("up");
    }

    @Override
    public void statusRead(PlcStatus status) {
        // not what is looked at here
    }

    @Override
    public void linkDown(String why) {
        news.add("down: " + why);
    }

    @Override
    public void contractBroken(List<String> faults) {
        news.add("broken: " + String.join("; ", faults));
    }

    private static final class Deaf implements RobotLink.Listener {
        @Override
        public void linkUp(RobotStatus status) {
            // the view tells
        }

        @Override
        public void linkDown(String why) {
            // the view tells
        }

        @Override
        public void motionEnded(StepReport report) {
            // nothing is moved
        }
    }
}
