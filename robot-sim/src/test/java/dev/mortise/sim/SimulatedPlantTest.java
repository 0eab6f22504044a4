package dev.mortise.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mortise.protocol.plc.CellPlcModel;
import dev.mortise.protocol.plc.PlcNode;
import dev.mortise.sim.config.SimPlant;
import dev.mortise.sim.wire.WireOrders;
import dev.mortise.sim.world.Faults;
import dev.mortise.sim.world.Ledger;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("wire")
class SimulatedPlantTest {

    private static final int RESET = 1;
    private static final int START = 2;
    private static final int IDLE = 4;
    private static final int EXECUTE = 6;
    private static final int STOPPED = 2;
    private static final int DONE = 2;

    @TempDir
    private Path directory;

    private SmallPlant plant = new SmallPlant(0, 0, 0);

    @BeforeEach
    void onFreePorts() throws Exception {
        plant = SmallPlant.onFreePorts();
    }

    @Test
    void everyNodeOfTheContractIsThereWithAValueOfItsType() throws Exception {
        try (SimulatedPlant running = start(false);
                PlcClient client = new PlcClient(plant.cellEndpoint())) {
            for (PlcNode node : CellPlcModel.load().nodes()) {
                assertThat(client.read(node.path())).as(node.path()).isNotNull();
            }
            assertThat(client.read("Identification/CellId")).isEqualTo("FRAME-A");
            assertThat(client.read("Identification/Simulated")).isEqualTo(true);
            assertThat(client.read("Identification/MemoryRetained")).isEqualTo(true);
            assertThat(client.read("Safety/GuardClosed")).isEqualTo(true);
            assertThat(client.read("Safety/OperationalMode")).isEqualTo(4);
            assertThat(client.read("Unit/Mode")).isEqualTo(1);
            assertThat(running.robotPort("FR-1")).isEqualTo(plant.robotPort());
        }
    }

    @Test
    void nobodyWritesWhatThePlcShows() throws Exception {
        try (SimulatedPlant running = start(false);
                PlcClient client = new PlcClient(plant.cellEndpoint())) {
            assertThat(running.robotPort("FR-1")).isPositive();
            assertThat(client.write("Unit/State", EXECUTE).isBad()).isTrue();
            assertThat(client.read("Unit/State")).isEqualTo(STOPPED);
            assertThat(client.write("Command/Id", 7).isBad())
                    .as("a number for a text")
                    .isTrue();
        }
    }

    @Test
    void aRackIsMovedDockedAndAfterARestartAllOfItIsStillKnown() throws Exception {
        try (SimulatedPlant running = start(false);
                PlcClient transporter = new PlcClient(plant.transporterEndpoint());
                PlcClient cell = new PlcClient(plant.cellEndpoint())) {
            assertThat(running.robotPort("FR-1")).isPositive();
            produce(transporter);
            produce(cell);

            transporter.command("R1/move/1/go", "rack.move", "R1", Map.of("from", "BUF-1", "to", "FRAME-A"));
            done(transporter, "R1/move/1/go");
            cell.command("R1/dock/1/dock", "frame.dock", "R1", Map.of());
            done(cell, "R1/dock/1/dock");

            assertThat(cell.read("Result/Outcome")).isEqualTo(1);
            assertThat((Double[]) cell.read("Result/Values")).hasSize(1);
            transporter.write("Acknowledge/Id", "R1/move/1/go");
            await().untilAsserted(
                            () -> assertThat(transporter.read("Result/Id")).isEqualTo(""));
        }
        assertThat(Ledger.read(directory.resolve("ledger")).stream().flatMap(line -> line.entry().effects().stream()))
                .containsExactly("RACK_AT::FRAME-A", "MEASURED::");

        try (SimulatedPlant again = start(false);
                PlcClient cell = new PlcClient(plant.cellEndpoint());
                PlcClient transporter = new PlcClient(plant.transporterEndpoint())) {
            assertThat(again.robotPort("FR-1")).isPositive();
            assertThat(cell.read("Status/Id")).as("not acknowledged").isEqualTo("R1/dock/1/dock");
            assertThat(cell.read("Result/Id")).as("not acknowledged").isEqualTo("R1/dock/1/dock");
            assertThat(transporter.read("Result/Id")).as("acknowledged").isEqualTo("");
        }

        try (SimulatedPlant cold = start(true);
                PlcClient cell = new PlcClient(plant.cellEndpoint())) {
            assertThat(cold.robotPort("FR-1")).isPositive();
            assertThat(cell.read("Result/Id")).isEqualTo("");
            assertThat(cell.read("Identification/MemoryRetained")).isEqualTo(false);
        }
    }

    /** A controller connects as soon as it can: what it sees first must not be the zeros of a program that does not run. */
    @Test
    void theFirstClientInSeesAProgramThatRuns() throws Exception {
        SimPlant read = SimPlant.read(plant.writtenTo(directory));
        CompletableFuture<List<Object>> first = CompletableFuture.supplyAsync(() -> {
            await().ignoreExceptions().pollInterval(Duration.ofMillis(1)).until(() -> {
                new Socket(InetAddress.getLoopbackAddress(), plant.cellPort()).close();
                return true;
            });
            try (PlcClient client = new PlcClient(plant.cellEndpoint())) {
                return List.of(client.read("Identification/CellId"), client.read("Identification/Simulated"));
            } catch (UaException e) {
                throw new IllegalStateException(e);
            }
        });

        try (SimulatedPlant running = start(read, false)) {
            assertThat(first.get(10, TimeUnit.SECONDS)).containsExactly("FRAME-A", true);
            assertThat(running.robotPort("FR-1")).isPositive();
        }
    }

    @Test
    void aPlantBehindBadWiresIsFoundWhereItAlwaysIsAndLosesWhatWasOrdered() throws Exception {
        WireOrders wires = new WireOrders(List.of("FRAME-A", "AMR-1"), List.of("FR-1"));
        wires.order("to=FRAME-A reset=1 way=from-equipment");
        wires.order("to=AMR-1 delay=1 delay_ms=1");
        wires.order("to=FR-1 duplicate=1");
        SimPlant read = SimPlant.read(plant.writtenTo(directory));
        try (SimulatedPlant running = SimulatedPlant.start(new SimulatedPlant.Options(
                        read,
                        3_600,
                        7,
                        directory.resolve("ledger"),
                        new Faults(List.of(), 7),
                        wires,
                        "127.0.0.1",
                        false));
                PlcClient transporter = new PlcClient(plant.transporterEndpoint())) {
            produce(transporter);
            assertThat(transporter.connectedTo()).isEqualTo(plant.transporterEndpoint());
            assertThatThrownBy(() -> new PlcClient(plant.cellEndpoint()))
                    .as("no answer comes back")
                    .isInstanceOf(UaException.class);
            assertThat(running.robotPort("FR-1")).isNotEqualTo(plant.robotPort());
            assertThatThrownBy(() -> new DatagramSocket(plant.robotPort(), InetAddress.getLoopbackAddress()))
                    .as("the wire is where the robot was")
                    .isInstanceOf(BindException.class);
        }
        aClosedPlantLeavesItsPortsAtOnce();
    }

    @Test
    void aClosedPlantLeavesItsPortsAtOnce() throws Exception {
        start(false).close();

        try (ServerSocket cell = new ServerSocket(plant.cellPort());
                ServerSocket transporter = new ServerSocket(plant.transporterPort());
                DatagramSocket robot = new DatagramSocket(plant.robotPort())) {
            assertThat(List.of(cell.isBound(), transporter.isBound(), robot.isBound()))
                    .containsOnly(true);
        }
    }

    @Test
    void aTakenPortOfAPlcNamesTheCellAndThePort() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket taken = new ServerSocket(plant.cellPort(), 1, loopback)) {
            assertThatThrownBy(() -> start(false))
                    .hasMessageContaining("cell FRAME-A: cannot listen on TCP port " + taken.getLocalPort());
        }
        start(false).close();
    }

    @Test
    void aTakenPortOfARobotNamesTheRobotAndThePortAndLeavesTheOthersFree() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (DatagramSocket taken = new DatagramSocket(plant.robotPort(), loopback)) {
            assertThatThrownBy(() -> start(false))
                    .hasMessageContaining("robot FR-1: cannot listen on UDP port " + taken.getLocalPort());
        }
        start(false).close();
    }

    private SimulatedPlant start(boolean cold) throws Exception {
        return start(SimPlant.read(plant.writtenTo(directory)), cold);
    }

    private SimulatedPlant start(SimPlant read, boolean cold) throws Exception {
        return SimulatedPlant.start(new SimulatedPlant.Options(
                read,
                3_600,
                7,
                directory.resolve("ledger"),
                new Faults(List.of(), 7),
                WireOrders.none(),
                "127.0.0.1",
                cold));
    }

    private static void produce(PlcClient client) throws Exception {
        client.unit(RESET);
        await().untilAsserted(() -> assertThat(client.read("Unit/State")).isEqualTo(IDLE));
        client.unit(START);
        await().untilAsserted(() -> assertThat(client.read("Unit/State")).isEqualTo(EXECUTE));
    }

    private static void done(PlcClient client, String id) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(client.read("Status/Id")).isEqualTo(id);
            assertThat(client.read("Status/State")).isEqualTo(DONE);
        });
    }
}
