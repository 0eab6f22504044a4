package dev.mortise.controller.adapter.plc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.access.TrustStore;
import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlcSpec;
import dev.mortise.controller.domain.plant.PlcSpec.Security;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.sim.SimulatedPlant;
import dev.mortise.sim.config.SimPlant;
import dev.mortise.sim.wire.WireOrders;
import dev.mortise.sim.world.Faults;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.UaException;

/** A simulated cell behind OPC UA whose robot has the key that the PLC is handed, and links to it that keep what they are told. */
final class AKeyedCell implements AutoCloseable, PlcLink.Listener {

    static final CellId CELL = new CellId("FRAME-A");
    static final RobotId ROBOT = new RobotId("FR-1");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path directory;
    private final List<Runnable> open = new ArrayList<>();
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final int cellPort;
    private final int moverPort;
    private final int robotPort;

    AKeyedCell(Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket two = new ServerSocket(0);
                DatagramSocket three = new DatagramSocket(0)) {
            cellPort = one.getLocalPort();
            moverPort = two.getLocalPort();
            robotPort = three.getLocalPort();
        }
    }

    /** Ends with the cell. */
    void closes(Runnable one) {
        open.add(0, one);
    }

    boolean toldNothing() {
        return news.isEmpty();
    }

    void plant(String security) throws Exception {
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
        SimulatedPlant plant = SimulatedPlant.start(new SimulatedPlant.Options(
                SimPlant.read(file),
                3_600,
                7,
                directory.resolve("ledger"),
                new Faults(List.of(), 7),
                WireOrders.none(),
                "127.0.0.1",
                false));
        open.add(plant::close);
    }

    String endpoint() {
        return "opc.tcp://127.0.0.1:" + cellPort + "/FRAME-A";
    }

    RobotSpec robot() {
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
                RobotSpec.PayloadSpec.ANY,
                Optional.empty());
    }

    PlcLink link(Security wanted) {
        PlcLink link = new MiloPlcLink(
                new CellSpec(
                        CELL, "frames", Set.of("dock"), new PlcSpec(endpoint(), wanted), List.of(robot()), List.of()),
                new PlcKeys(directory.resolve("trust")));
        open.add(0, link::close);
        link.open(this);
        return link;
    }

    void comesUp() throws Exception {
        String next = told();
        while (next.startsWith("down: ")) {
            if (next.contains("is not accepted for this cell")) {
                accept();
            }
            next = told();
        }
        assertThat(next).isEqualTo("up");
    }

    void accept() throws Exception {
        TrustStore trust = new TrustStore(PlcKeys.listOf(directory.resolve("trust"), CELL));
        for (TrustStore.Entry entry : trust.list()) {
            trust.accept(entry.fingerprint());
        }
    }

    /** Somebody who has a certificate of his own, and believes the PLC. */
    OpcUaClient foreign(Security security) throws Exception {
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

    OpcUaClient closing(OpcUaClient client) {
        open.add(0, () -> Clients.drop(client));
        return client;
    }

    String told() throws InterruptedException {
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

    @Override
    public void close() {
        open.forEach(Runnable::run);
        open.clear();
    }
}
