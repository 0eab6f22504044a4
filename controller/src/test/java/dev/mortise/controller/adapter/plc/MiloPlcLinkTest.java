package dev.mortise.controller.adapter.plc;

import static dev.mortise.controller.domain.cell.PlcStatus.CommandState.DONE;
import static dev.mortise.controller.domain.cell.PlcStatus.CommandState.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.cell.UnitCommand;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.protocol.plc.CellPlcModel;
import dev.mortise.protocol.plc.PlcNode;
import dev.mortise.sim.plc.PlcServer;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class MiloPlcLinkTest extends WithAPlc {

    @Test
    void aCommandIsCarriedOutAndItsOutcomeStaysUntilItIsAcknowledged() throws Exception {
        PlcLink link = plc.on().link();
        plc.comesUp();
        plc.executes(link, 1);

        plc.sent(link, "R1/move/1/go", 1, DONE);

        StepReport outcome = plc.latest().outcome().orElseThrow();
        assertThat(outcome.command()).isEqualTo(new CommandId("R1/move/1/go"));
        assertThat(outcome.outcome()).isEqualTo(StepReport.Outcome.OK);
        link.acknowledge(outcome.command()).toCompletableFuture().join();
        await().atMost(APlc.PATIENCE).until(() -> plc.latest().outcome().isEmpty());
    }

    @Test
    void theSameCommandAgainIsAnsweredFromMemoryAndAfterItsAcknowledgementRefused() throws Exception {
        PlcLink link = plc.on().link();
        plc.comesUp();
        plc.executes(link, 1);
        plc.sent(link, "R1/move/1/go", 1, DONE);

        plc.sent(link, "R1/move/1/go", 1, DONE);
        link.acknowledge(new CommandId("R1/move/1/go")).toCompletableFuture().join();

        assertThat(plc.sent(link, "R1/move/1/go", 1, REFUSED).reason()).startsWith("ALREADY_ACKNOWLEDGED");
        assertThat(plc.moved()).isEqualTo(1);
    }

    @Test
    void aPredecessorIsRefusedOnceItsSuccessorWasObeyed() throws Exception {
        PlcLink link = plc.on().link();
        plc.comesUp();
        plc.executes(link, 8);

        assertThat(plc.sent(link, "R1/move/1/go", 7, REFUSED).reason()).startsWith("STALE_EPOCH: 7 is lower than 8");

        assertThat(plc.moved()).isZero();
        assertThat(plc.latest().epoch()).isEqualTo(8);
    }

    @Test
    void aPlcThatBreaksTheContractIsToldNodeByNode() throws Exception {
        CellPlcModel right = CellPlcModel.load();
        List<PlcNode> wrong = right.nodes().stream()
                .filter(node -> !node.path().equals("Command/Slot"))
                .map(node -> switch (node.path()) {
                    case "Unit/Mode" ->
                        new PlcNode(node.path(), PlcNode.Type.UInt32, false, node.written(), node.meaning());
                    case "Acknowledge/Id" -> new PlcNode(node.path(), node.type(), node.array(), false, node.meaning());
                    case "Result/Units" -> new PlcNode(node.path(), node.type(), false, false, node.meaning());
                    default -> node;
                })
                .toList();
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        CellPlcModel model = new CellPlcModel(right.namespace(), right.version(), right.root(), wrong, right.methods());
        try (PlcServer server = PlcServer.prepare("opc.tcp://127.0.0.1:" + port + "/AMR-1", "127.0.0.1", model)) {
            server.open();
            PlcLink link = plc.link(port);

            assertThat(plc.told())
                    .startsWith("broken: ")
                    .contains("Command/Slot is missing")
                    .contains("Unit/Mode has data type", "the contract says Int32")
                    .contains("Result/Units has value rank -1, the contract says 1")
                    .contains("Acknowledge/Id is read-only");
            assertThatThrownBy(() -> link.status().toCompletableFuture().join())
                    .hasMessageContaining("breaks the contract");
        }
    }

    @Test
    void aServerOfSomethingElseIsToldAsOne() throws Exception {
        CellPlcModel right = CellPlcModel.load();
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        CellPlcModel other =
                new CellPlcModel("urn:somebody:else", right.version(), right.root(), right.nodes(), right.methods());
        try (PlcServer server = PlcServer.prepare("opc.tcp://127.0.0.1:" + port + "/AMR-1", "127.0.0.1", other)) {
            server.open();
            try (PlcLink link = plc.link(port)) {
                assertThat(plc.told()).isEqualTo("broken: the server has no namespace " + right.namespace());
                assertThat(link.status()).isNotNull();
            }
        }
    }

    @Test
    void aPlcThatIsSwitchedOffIsDownAndComesBackWithItsMemory() throws Exception {
        PlcLink link = plc.on().link();
        plc.comesUp();
        plc.executes(link, 1);
        plc.sent(link, "R1/move/1/go", 1, DONE);

        plc.off();
        assertThat(plc.told()).startsWith("down: ");
        assertThatThrownBy(() -> link.send(new PlcLink.Command(
                                new CommandId("R1/move/2/go"), 1, "rack.move", "R1", "", "", Map.of(), Map.of()))
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(PlcLink.LinkLost.class);
        plc.on();

        plc.comesUp();
        assertThat(plc.latest().outcome())
                .hasValueSatisfying(outcome -> assertThat(outcome.command()).isEqualTo(new CommandId("R1/move/1/go")));
        plc.executes(link, 1);
        plc.sent(link, "R1/move/3/go", 1, DONE);
    }

    @Test
    void aCutWireIsSeenAndMended() throws Exception {
        plc.on().link();
        plc.comesUp();

        plc.wire.cut();
        assertThat(plc.told()).startsWith("down: ");
        plc.wire.heal();

        plc.comesUp();
    }

    @Test
    void aWireThatHangsIsSeenThoughItsConnectionsStand() throws Exception {
        PlcLink link = plc.on().link();
        plc.comesUp();
        plc.executes(link, 1);

        plc.wire.hang();
        assertThat(plc.told()).startsWith("down: ");
        plc.wire.heal();

        plc.comesUp();
        plc.sent(link, "R1/move/1/go", 1, DONE);
        assertThat(plc.moved()).isEqualTo(1);
    }

    @Test
    void aUnitWhoseControllerFallsSilentHoldsAndIsTakenBackByTheNextOne() throws Exception {
        PlcLink first = plc.on().link();
        plc.comesUp();
        plc.executes(first, 1);
        first.close();

        await().atMost(APlc.PATIENCE)
                .until(() -> plc.bystanderReads("Unit/State").equals(UnitState.HELD.number()));

        assertThat((String) plc.bystanderReads("Unit/StopReason")).startsWith("CONTROLLER_SILENT: ");
        PlcLink next = plc.link();
        plc.comesUp();
        assertThat(plc.latest().state()).as("held until somebody takes it back").isEqualTo(UnitState.HELD);
        next.request(UnitCommand.UNHOLD, 2).toCompletableFuture().join();
        plc.becomes(UnitState.EXECUTE);
    }
}
