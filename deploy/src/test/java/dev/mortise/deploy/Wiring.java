package dev.mortise.deploy;

import dev.mortise.controller.config.PlantFile;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.sim.wire.DatagramWire;
import dev.mortise.sim.wire.Direction;
import dev.mortise.sim.wire.Fates;
import dev.mortise.sim.wire.SeededFates;
import dev.mortise.sim.wire.StreamWire;
import dev.mortise.sim.wire.WireFault;
import dev.mortise.sim.wire.WireOrder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** A proxy between the controller and every PLC and every robot of a plant that listens at another address. */
final class Wiring implements AutoCloseable {

    /** What {@code robot-sim --bind} is to be given: there each keeps its port, so that PLCs tell the way through the wire. */
    static final String BEHIND = "127.0.0.2";

    private static final String BEFORE = "127.0.0.1";

    private final Map<String, StreamWire> plcs = new LinkedHashMap<>();
    private final Map<String, DatagramWire> robots = new LinkedHashMap<>();

    /** Good wires. */
    Wiring(Path plant) throws IOException {
        Stream<CellSpec> cells = PlantFile.load(plant).value().orElseThrow().allCells();
        for (CellSpec cell : cells.toList()) {
            int port = URI.create(cell.plc().endpoint()).getPort();
            plcs.put(cell.id().value(), new StreamWire(at(BEFORE, port), at(BEHIND, port), Fates.NONE));
            for (RobotSpec robot : cell.robots()) {
                robots.put(
                        robot.id().value(),
                        new DatagramWire(at(BEFORE, robot.port()), at(BEHIND, robot.port()), Fates.NONE));
            }
        }
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(address, port);
    }

    /** All of them bad, each in its own way. */
    void become(Map<WireFault, Double> ofPlcs, Map<WireFault, Double> ofRobots) {
        plcs.forEach((id, wire) -> wire.become(new SeededFates(id.hashCode(), WireOrder.of(ofPlcs))));
        robots.forEach((id, wire) -> wire.become(new SeededFates(id.hashCode(), WireOrder.of(ofRobots))));
    }

    StreamWire toPlc(String cell) {
        return Optional.ofNullable(plcs.get(cell)).orElseThrow();
    }

    DatagramWire toRobot(String robot) {
        return Optional.ofNullable(robots.get(robot)).orElseThrow();
    }

    long struckOnPlcs(WireFault fault) {
        return plcs.values().stream()
                .mapToLong(wire -> both(way -> wire.tally().of(way, fault)))
                .sum();
    }

    long struckOnRobots(WireFault fault) {
        return robots.values().stream()
                .mapToLong(wire -> both(way -> wire.tally().of(way, fault)))
                .sum();
    }

    private static long both(ToLongFunction<Direction> count) {
        return Stream.of(Direction.values()).mapToLong(count).sum();
    }

    @Override
    public void close() {
        plcs.values().forEach(StreamWire::close);
        robots.values().forEach(DatagramWire::close);
    }
}
