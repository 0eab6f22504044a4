package dev.mortise.sim;

import dev.mortise.sim.config.SimPlant.SimCell;
import dev.mortise.sim.robot.RobotConfig;
import dev.mortise.sim.robot.Robots;
import dev.mortise.sim.wire.DatagramWire;
import dev.mortise.sim.wire.SeededFates;
import dev.mortise.sim.wire.StreamWire;
import dev.mortise.sim.wire.WireOrder;
import dev.mortise.sim.wire.WireOrders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bad wires of a plant. Each has the port of plant.yaml, where the controller looks for a PLC or a robot; behind it a
 * robot listens on a free port, a PLC on another address.
 */
final class PlantWires implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PlantWires.class);

    /** A second address of the machine: a PLC keeps its port there, and so tells its clients the way through the wire. */
    private static final String BEHIND = "127.0.0.2";

    private final WireOrders orders;
    private final String bind;
    private final long seed;

    private final Map<String, StreamWire> plcs = new LinkedHashMap<>();
    private final Map<String, DatagramWire> robots = new LinkedHashMap<>();

    PlantWires(WireOrders orders, String bind, long seed) {
        this.orders = orders;
        this.bind = bind;
        this.seed = seed;
    }

    /** Address on which a cell's PLC is to be served. */
    String behind(SimCell cell) {
        return orders.to(cell.id()).isEmpty() ? bind : BEHIND;
    }

    /** A robot behind its wire has a port that is free. */
    RobotConfig behind(RobotConfig robot) {
        return orders.to(robot.id()).isEmpty() ? robot : robot.at(0);
    }

    /**
     * Lays the wires.
     *
     * @throws IOException when a port is taken: the message says whose
     */
    void connect(List<SimCell> cells, Robots placed) throws IOException {
        for (SimCell cell : cells) {
            Optional<WireOrder> order = orders.to(cell.id());
            if (order.isPresent()) {
                plcs.put(cell.id(), connect(cell, order.orElseThrow()));
            }
            for (RobotConfig robot : cell.robots()) {
                Optional<WireOrder> itsOrder = orders.to(robot.id());
                if (itsOrder.isPresent()) {
                    robots.put(robot.id(), connect(robot, itsOrder.orElseThrow(), placed.port(robot.id())));
                }
            }
        }
    }

    private StreamWire connect(SimCell cell, WireOrder order) throws IOException {
        int port = URI.create(cell.endpoint()).getPort();
        try {
            return new StreamWire(at(port), new InetSocketAddress(BEHIND, port), fates(cell.id(), order));
        } catch (IOException e) {
            throw new IOException("cell " + cell.id() + ": " + taken("TCP", port, "plc.endpoint", e), e);
        }
    }

    private DatagramWire connect(RobotConfig robot, WireOrder order, int behind) throws IOException {
        try {
            return new DatagramWire(at(robot.port()), behind(behind), fates(robot.id(), order));
        } catch (IOException e) {
            throw new IOException("robot " + robot.id() + ": " + taken("UDP", robot.port(), "realtime.port", e), e);
        }
    }

    private String taken(String what, int port, String key, IOException why) {
        return "cannot listen on " + what + " port " + port + " of " + bind + " (" + why.getMessage() + "); change "
                + key + " in plant.yaml or --bind";
    }

    private InetSocketAddress at(int port) {
        return new InetSocketAddress(bind, port);
    }

    private InetSocketAddress behind(int port) throws IOException {
        InetAddress address = InetAddress.getByName(bind);
        return new InetSocketAddress(address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port);
    }

    /** Each wire has a seed of its own, or all would fail together. */
    private SeededFates fates(String id, WireOrder order) {
        return new SeededFates(seed + id.hashCode(), order);
    }

    @Override
    public void close() {
        plcs.forEach((cell, wire) -> {
            wire.close();
            LOG.info("wire to the PLC of {}: {}", cell, wire.tally());
        });
        robots.forEach((robot, wire) -> {
            wire.close();
            LOG.info("wire to robot {}: {}", robot, wire.tally());
        });
    }
}
