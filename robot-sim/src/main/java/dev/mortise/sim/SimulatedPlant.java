package dev.mortise.sim;

import dev.mortise.protocol.plc.CommandCatalogue;
import dev.mortise.sim.config.SimPlant;
import dev.mortise.sim.config.SimPlant.SimCell;
import dev.mortise.sim.plc.HandedKeys;
import dev.mortise.sim.plc.Image;
import dev.mortise.sim.plc.Memory;
import dev.mortise.sim.plc.Nameplate;
import dev.mortise.sim.plc.PlcProgram;
import dev.mortise.sim.plc.PlcServer;
import dev.mortise.sim.robot.RobotConfig;
import dev.mortise.sim.robot.RobotKey;
import dev.mortise.sim.robot.Robots;
import dev.mortise.sim.wire.WireOrders;
import dev.mortise.sim.world.Commands;
import dev.mortise.sim.world.Faults;
import dev.mortise.sim.world.Ledger;
import dev.mortise.sim.world.Physics;
import dev.mortise.sim.world.Station;
import dev.mortise.sim.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole plant: a PLC server for every cell, one thread that scans their programs, one that cycles the robots. */
public final class SimulatedPlant implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedPlant.class);

    /** A quick PLC's scan. */
    private static final long SCAN_MILLIS = 10;

    private static final long STOP_SECONDS = 2;

    /** By the cells' place in the plant. */
    private final SortedMap<Integer, PlcServer> servers = new ConcurrentSkipListMap<>();

    private final List<PlcProgram> programs = new ArrayList<>();
    private final ScheduledExecutorService scans =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "plc-scan"));
    private final Ledger ledger;
    private final Robots robots;
    private final PlantWires wires;

    /**
     * What a plant is started with.
     *
     * @param speed plant seconds per second, for what only waits; robots move in real time
     * @param cold PLCs and robots have forgotten everything; parts stay where the ledger says they are
     */
    public record Options(
            SimPlant plant,
            double speed,
            long seed,
            Path ledger,
            Faults faults,
            WireOrders wires,
            String bind,
            boolean cold) {}

    private SimulatedPlant(Options options, List<Ledger.Line> past) throws IOException {
        this.ledger = Ledger.open(options.ledger(), Clock.systemUTC());
        World world = new World(ledger, options.faults(), Physics.load(), options.seed());
        world.replay(past);
        this.wires = new PlantWires(options.wires(), options.bind(), options.seed());
        int boot = (int) Clock.systemUTC().millis();
        try {
            sideBySide(options, i -> servers.put(i, prepare(i, options)));
            List<Robots.Placed> placed = new ArrayList<>();
            for (int i = 0; i < servers.size(); i++) {
                SimCell cell = options.plant().cells().get(i);
                Image image = prepared(i).image();
                Station station = world.station(cell.id());
                Memory memory = new Memory();
                if (!options.cold()) {
                    memory.replay(cell.id(), past);
                }
                Nameplate.show(image, cell.id(), Integer.toHexString(boot), !options.cold());
                programs.add(new PlcProgram(
                        image,
                        new PlcProgram.Setup(
                                cell.id(),
                                world,
                                station,
                                new Commands(world, station, options.speed()),
                                commandsOf(cell),
                                memory)));
                prepared(i).takesKeys(new HandedKeys(image, keys(cell)));
                cell.robots().forEach(robot -> placed.add(new Robots.Placed(wires.behind(robot), station)));
            }
            this.robots = new Robots(placed, options.bind(), boot);
            wires.connect(options.plant().cells(), robots);
        } catch (IOException | IllegalStateException e) {
            wires.close();
            servers.values().forEach(PlcServer::close);
            scans.shutdownNow();
            ledger.close();
            throw e;
        }
    }

    /**
     * Starts everything; goes on where an existing ledger ends.
     *
     * @throws IOException when a port is taken or the ledger cannot be used
     * @throws IllegalStateException when a PLC cannot be served: the message says which
     */
    public static SimulatedPlant start(Options options) throws IOException {
        List<Ledger.Line> past = Files.exists(options.ledger()) ? Ledger.read(options.ledger()) : List.of();
        SimulatedPlant plant = new SimulatedPlant(options, past);
        // the programs run before anybody can look: a heartbeat that stands, or a zero for an outcome, would be
        // believed
        ScheduledFuture<?> unusedUntilClosed =
                plant.scans.scheduleAtFixedRate(plant::scan, 0, SCAN_MILLIS, TimeUnit.MILLISECONDS);
        try {
            sideBySide(options, i -> plant.prepared(i).open());
            plant.robots.start();
            return plant;
        } catch (IllegalStateException e) {
            plant.close();
            throw e;
        }
    }

    private PlcServer prepare(int cell, Options options) {
        SimCell made = options.plant().cells().get(cell);
        if (made.secured()) {
            // beside the ledger, because both are what is left of the plant when the program ends
            Path keys = options.ledger().resolveSibling(options.ledger().getFileName() + ".keys");
            return PlcServer.secured(made.endpoint(), wires.behind(made), keys.resolve(made.id() + ".p12"));
        }
        return PlcServer.prepare(made.endpoint(), wires.behind(made));
    }

    private PlcServer prepared(int cell) {
        return Optional.ofNullable(servers.get(cell))
                .orElseThrow(() -> new IllegalStateException("cell number " + cell + " has no server"));
    }

    /** Servers take their time to build an address space: side by side they start as the cores allow. */
    private static void sideBySide(Options options, IntConsumer work) {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<CompletableFuture<Void>> begun = IntStream.range(
                        0, options.plant().cells().size())
                .mapToObj(cell -> CompletableFuture.runAsync(() -> work.accept(cell), workers))
                .toList();
        workers.shutdown();
        List<String> troubles = new ArrayList<>();
        for (int i = 0; i < begun.size(); i++) {
            try {
                begun.get(i).join();
            } catch (CompletionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                troubles.add("cell " + options.plant().cells().get(i).id() + ": " + cause.getMessage());
            }
        }
        if (!troubles.isEmpty()) {
            throw new IllegalStateException(String.join(System.lineSeparator(), troubles));
        }
    }

    private static Map<String, RobotKey> keys(SimCell cell) {
        return cell.robots().stream().collect(Collectors.toUnmodifiableMap(RobotConfig::id, RobotConfig::key));
    }

    private static Set<String> commandsOf(SimCell cell) {
        return CommandCatalogue.load().capabilities().stream()
                .filter(capability -> cell.capabilities().contains(capability.name()))
                .flatMap(capability -> capability.commands().stream())
                .map(CommandCatalogue.Command::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void scan() {
        long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        for (PlcProgram program : programs) {
            try {
                program.scan(now);
            } catch (RuntimeException e) {
                LOG.error("a PLC program failed in its scan; the others go on", e);
            }
        }
    }

    /** Where a robot is, behind its wire if there is one. */
    public int robotPort(String robot) throws IOException {
        return robots.port(robot);
    }

    @Override
    public void close() {
        wires.close();
        robots.close();
        scans.shutdown();
        try {
            if (!scans.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the scan did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        servers.values().parallelStream().forEach(PlcServer::close);
        ledger.close();
    }
}
