package dev.mortise.controller.adapter.plc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.adapter.realtime.RealtimeEngine;
import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.plant.PlcSpec.Security;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.port.SessionKey;
import dev.mortise.protocol.plc.CellPlcModel;
import dev.mortise.sim.plc.Nameplate;
import dev.mortise.sim.plc.PlcServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
class KeyOverTheEncryptedLinkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int EVERYTHING = 2_000;

    @TempDir
    Path directory;

    private final SessionKey key = SessionKey.random();
    private AKeyedCell cell;

    @BeforeEach
    void begin() throws IOException {
        cell = new AKeyedCell(directory);
    }

    @AfterEach
    void end() {
        cell.close();
    }

    @Test
    void aRobotIsSpokenToWithTheKeyThatItsPlcWasHanded() throws Exception {
        cell.plant("sign-and-encrypt");
        PlcLink link = cell.link(Security.SIGN_AND_ENCRYPT);
        cell.comesUp();
        RealtimeEngine engine = new RealtimeEngine(true, 24);
        cell.closes(engine::close);
        RobotLink robot = engine.add(cell.robot());
        robot.open(1, new Deaf());

        handed(link, 1, key);
        robot.key(key);

        await().atMost(PATIENCE).until(() -> robot.view().connected());
        handed(link, 2, SessionKey.random());
        await("its key was replaced").atMost(PATIENCE).until(() -> !robot.view().connected());
    }

    @Test
    void aStaleControllerAndAnUnknownRobotAreRefusedWithTheReason() throws Exception {
        cell.plant("sign-and-encrypt");
        PlcLink link = cell.link(Security.SIGN_AND_ENCRYPT);
        cell.comesUp();
        handed(link, 5, key);

        assertThatThrownBy(() -> handed(link, 4, SessionKey.random())).hasMessageContaining("STALE_EPOCH: 4");
        assertThatThrownBy(() -> join(link.handKey(new RobotId("HV-9"), 5, key).toCompletableFuture()))
                .isInstanceOf(PlcLink.KeyRefused.class)
                .hasMessageContaining("UNKNOWN_ROBOT");
    }

    @Test
    void overALinkThatIsSignedAloneTheControllerSendsNone() throws Exception {
        cell.plant("sign-and-encrypt");
        PlcLink link = cell.link(Security.SIGN);
        cell.comesUp();

        assertThatThrownBy(() -> handed(link, 1, key))
                .isInstanceOf(PlcLink.KeyRefused.class)
                .hasMessage("the link to the PLC is not encrypted");
        assertThat(cell.toldNothing()).as("the link stands").isTrue();
    }

    @Test
    void thePlcTakesNoneFromWhoSignsAloneOrDoesNeither() throws Exception {
        cell.plant("sign-and-encrypt");
        assertThat(called(cell.foreign(Security.SIGN))).isEqualTo(StatusCodes.Bad_SecurityModeInsufficient);
        cell.close();
        cell.plant("none");

        assertThat(called(cell.foreign(Security.NONE))).isEqualTo(StatusCodes.Bad_SecurityModeInsufficient);
    }

    @Test
    void aForeignClientFindsTheKeyNowhereThoughItsChannelIsEncryptedToo() throws Exception {
        cell.plant("sign-and-encrypt");
        PlcLink link = cell.link(Security.SIGN_AND_ENCRYPT);
        cell.comesUp();
        handed(link, 1, key);
        OpcUaClient foreign = cell.foreign(Security.SIGN_AND_ENCRYPT);

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
                cell.endpoint(),
                "127.0.0.1",
                new CellPlcModel(right.namespace(), right.version(), right.root(), right.nodes(), List.of()));
        Nameplate.show(plc.image(), AKeyedCell.CELL.value(), "boot", true);
        plc.open();
        cell.closes(plc::close);

        cell.link(Security.NONE);

        String told = cell.told();
        while (told.startsWith("down: ")) {
            told = cell.told();
        }
        assertThat(told)
                .isEqualTo("broken: the method Robots/SetSessionKey is missing, and a robot of the cell needs it");
    }

    private long called(OpcUaClient by) throws UaException {
        CallMethodRequest request = new CallMethodRequest(id(by, "Cell/Robots"), method(by), new Variant[] {
            new Variant(AKeyedCell.ROBOT.value()), new Variant(uint(1)), new Variant(ByteString.of(key.bytes()))
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
        join(link.handKey(AKeyedCell.ROBOT, epoch, one).toCompletableFuture());
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
