package dev.mortise.controller.adapter.plc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.cell.Moment;
import dev.mortise.controller.domain.cell.Observed;
import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.cell.UnitCommand;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlcSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.protocol.plc.CellPlcModel;
import dev.mortise.sim.SimulatedPlant;
import dev.mortise.sim.config.SimPlant;
import dev.mortise.sim.wire.StreamWire;
import dev.mortise.sim.wire.WireOrders;
import dev.mortise.sim.world.Faults;
import dev.mortise.sim.world.Ledger;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/** The PLC of a simulated rack mover, a wire to it, and a link that keeps all it is told. */
final class APlc implements AutoCloseable, PlcLink.Listener {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path directory;
    private final int port;
    private final int cellPort;
    final StreamWire wire;
    private String offered = "none";
    private PlcSpec.Security wanted = PlcSpec.Security.NONE;
    private Optional<SimulatedPlant> plant = Optional.empty();
    private final List<PlcLink> links = new ArrayList<>();
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final Faults faults = new Faults(List.of("FRAME-A", "AMR-1"), 7);
    private volatile Optional<PlcStatus> latest = Optional.empty();
    private volatile Observed observed = Observed.nothing(now(), List.of());

    APlc(Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket two = new ServerSocket(0)) {
            port = one.getLocalPort();
            cellPort = two.getLocalPort();
        }
        wire = StreamWire.toLocal(port);
    }

    /** Another word for what the PLC offers (as plant.yaml says it), and what the link wants. */
    APlc withSecurity(String offers, PlcSpec.Security wants) {
        offered = offers;
        wanted = wants;
        return this;
    }

    /** With a fault to come, as robot-sim takes it. */
    APlc withFault(String order) throws Faults.BadFault {
        faults.order(order);
        return this;
    }

    /** Where the link keeps its own certificate, and those of PLCs. */
    Path trust() {
        return directory.resolve("plc-trust");
    }

    /** The PLC's own key; without it the PLC makes itself another one when it is switched on. */
    Path key() {
        return directory.resolve("ledger.keys").resolve("AMR-1.p12");
    }

    APlc on() throws Exception {
        Path file = Files.writeString(directory.resolve("plant.yaml"), """
                line:
                  cells:
                    - { id: FRAME-A, capabilities: [dock], plc: { endpoint: "opc.tcp://127.0.0.1:%d/FRAME-A" } }
                  transporter:
                    { id: AMR-1, capabilities: [transport], plc: { endpoint: "opc.tcp://127.0.0.1:%d/AMR-1", security: %s } }
                """.formatted(cellPort, port, offered));
        plant = Optional.of(SimulatedPlant.start(new SimulatedPlant.Options(
                SimPlant.read(file),
                3_600,
                7,
                directory.resolve("ledger"),
                faults,
                WireOrders.none(),
                "127.0.0.1",
                false)));
        return this;
    }

    void off() {
        plant.ifPresent(SimulatedPlant::close);
        plant = Optional.empty();
    }

    /** Through the wire that can be faulty. */
    PlcLink link() {
        return link(wire.port());
    }

    PlcLink link(int through) {
        PlcLink link = new MiloPlcLink(
                new CellSpec(
                        new CellId("AMR-1"),
                        "rack mover",
                        Set.of("transport"),
                        new PlcSpec("opc.tcp://127.0.0.1:" + through + "/AMR-1", wanted),
                        List.of(),
                        List.of()),
                new PlcKeys(trust()));
        links.add(link);
        link.open(this);
        return link;
    }

    /** What the link told next: up, down, broken. */
    String told() throws InterruptedException {
        return Optional.ofNullable(news.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("the link told nothing"));
    }

    /** Waits until the link is up, whatever it says before: the first connection of a cold machine may take too long. */
    void comesUp() throws InterruptedException {
        String next = told();
        while (next.startsWith("down: ")) {
            next = told();
        }
        assertThat(next).isEqualTo("up");
    }

    /** What a client sees that sends no heartbeat. */
    Object bystanderReads(String path) throws UaException {
        OpcUaClient client = Clients.connected("opc.tcp://127.0.0.1:" + port + "/AMR-1");
        try {
            DataValue value =
                    PlcNodes.of(client, CellPlcModel.load()).read(List.of(path)).get(0);
            return Optional.ofNullable(value.value().value())
                    .orElseThrow(() -> new AssertionError(path + " has no value"));
        } catch (PlcNodes.ContractBroken e) {
            throw new AssertionError(e);
        } finally {
            Clients.drop(client);
        }
    }

    /** What a cell's coordinator has seen by now. */
    Observed observed() {
        return observed;
    }

    private static Moment now() {
        return new Moment(Instant.now(), Duration.ofNanos(System.nanoTime()));
    }

    PlcStatus latest() {
        return latest.orElseThrow();
    }

    /** Resets and starts the unit. */
    void executes(PlcLink link, long epoch) {
        link.request(UnitCommand.RESET, epoch).toCompletableFuture().join();
        becomes(UnitState.IDLE);
        link.request(UnitCommand.START, epoch).toCompletableFuture().join();
        becomes(UnitState.EXECUTE);
    }

    void becomes(UnitState state) {
        await("unit is " + state).atMost(PATIENCE).until(() -> latest().state() == state);
    }

    /** Sends a move of the rack and waits until the PLC says of it what is expected. */
    PlcStatus.Command sent(PlcLink link, String id, long epoch, PlcStatus.CommandState expected) {
        link.send(move(id, epoch)).toCompletableFuture().join();
        await("command " + id + " is " + expected)
                .atMost(PATIENCE)
                .until(() -> latest().command()
                        .filter(command -> command.id().value().equals(id) && command.state() == expected)
                        .isPresent());
        return latest().command().orElseThrow();
    }

    /**
     * As a coordinator does: sends the same command again as long as it is not known what became of it, and resumes a
     * unit that the PLC has held because it heard nothing for 2 s.
     */
    void sentUntilDone(PlcLink link, String id, long epoch) {
        await("command " + id + " is done").atMost(PATIENCE).until(() -> {
            if (isDone(id)) {
                return true;
            }
            CompletionStage<Void> answer = latest().state() == UnitState.HELD
                    ? link.request(UnitCommand.UNHOLD, epoch)
                    : link.send(move(id, epoch));
            return answer.toCompletableFuture().handle((done, lost) -> false).join();
        });
    }

    private boolean isDone(String id) {
        return latest().command()
                .filter(command -> command.id().value().equals(id) && command.state() == PlcStatus.CommandState.DONE)
                .isPresent();
    }

    /** The unit is held, seen by a client beside the link. */
    boolean isHeld() throws UaException {
        return UnitState.HELD.number() == ((Number) bystanderReads("Unit/State")).intValue();
    }

    /** Nothing has come of the link that was not asked for yet. */
    boolean toldNothing() {
        return news.isEmpty();
    }

    static PlcLink.Command move(String id, long epoch) {
        return new PlcLink.Command(
                new CommandId(id), epoch, "rack.move", "R1", "", "move", Map.of(), Map.of("from", "", "to", "FRAME-A"));
    }

    /** How often the rack was moved, told by the plant itself. */
    long moved() throws IOException {
        return Ledger.read(directory.resolve("ledger")).stream()
                .filter(line -> line.entry().name().equals("rack.move"))
                .count();
    }

    @Override
    public void linkUp(PlcStatus status) {
        statusRead(status);
        news.add("up");
    }

    @Override
    public synchronized void statusRead(PlcStatus status) {
        observed = observed.at(now()).plc(status);
        latest = Optional.of(status);
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
        links.forEach(PlcLink::close);
        off();
        wire.close();
    }
}
