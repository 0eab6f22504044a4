package dev.mortise.sim;

import dev.mortise.sim.config.SimPlant;
import dev.mortise.sim.robot.RobotConfig;
import dev.mortise.sim.wire.BadWire;
import dev.mortise.sim.wire.WireOrders;
import dev.mortise.sim.world.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code robot-sim}: a simulated plant as a process of its own. */
@Command(
        name = "robot-sim",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        description = {
            "Simulates the plant of a plant.yaml: an OPC UA server for every cell's PLC, a UDP peer for every robot,",
            "tools that obey simple physics, and a ledger of what really happened. Everything is marked as simulated."
        },
        footer = {
            "",
            "Examples:",
            "  robot-sim --plant plant.yaml --speed 60 --seed 7 --ledger ledger.jsonl",
            "  robot-sim --plant plant.yaml --fault 'cell=TRAY-A op=insert-compute-tray slot=C07 kind=overforce times=1'",
            "  robot-sim --plant plant.yaml --wire 'to=robots loss=0.02 duplicate=0.02' --wire 'to=TRAY-A reset=0.001'",
            "",
            "Faults: kind is overforce, early-contact, misaligned, skewed, leak, torque-low, cross-thread, vision-reject, not-latched, link-down,",
            "station-fault or air-loss; cell, op and slot say where (left out: anywhere), times how often (left out: once);",
            "rate=0.02 strikes in that share of all chances instead. Many faults go into a file: robot-sim @faults.txt",
            "",
            "Wires: to is plcs, robots, a cell or a robot. PLCs (TCP): delay, hang, cut, reset, refuse; robots (UDP): loss,",
            "duplicate, reorder, replay, corrupt, delay, hang; each with the share that meets it. burst=3 loses so many in a row.",
            "",
            "Exit codes: 143 (SIGTERM) or 130 (Ctrl-C) stopped by a signal, 1 could not start, 2 wrong usage."
        })
public final class Main implements Callable<Integer> {

    private static final int COULD_NOT_START = 1;

    @Option(names = "--plant", required = true, paramLabel = "FILE", description = "The plant to simulate.")
    private Path plant = Path.of("plant.yaml");

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Plant seconds per second for what only waits: leak tests, fills, burn-in. Robots move in real time. Default: ${DEFAULT-VALUE}.")
    private double speed;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same values. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            defaultValue = "ledger.jsonl",
            description =
                    "What really happened, a JSON object a line. An existing one is gone on with. Default: ${DEFAULT-VALUE}.")
    private Path ledger = Path.of("ledger.jsonl");

    @Option(names = "--fault", paramLabel = "TEXT", description = "A fault to come; may be given often.")
    private List<String> faults = List.of();

    @Option(names = "--wire", paramLabel = "TEXT", description = "A bad wire to PLCs or robots; may be given often.")
    private List<String> wires = List.of();

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
    private String bind = "127.0.0.1";

    @Option(
            names = "--cold",
            description = "PLCs have lost their memory, as robots do at every start; parts stay where they are.")
    private boolean cold;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    /** Made by picocli. */
    public Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() {
        try {
            if (!(speed > 0)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--speed is " + speed + "; expected a number above 0");
            }
            SimPlant read = SimPlant.read(plant);
            SimulatedPlant running = SimulatedPlant.start(
                    new SimulatedPlant.Options(read, speed, seed, ledger, ordered(read), wired(read), bind, cold));
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
            long robots = read.cells().stream()
                    .mapToLong(cell -> cell.robots().size())
                    .sum();
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "robot-sim ready: %d PLCs, %d robots, speed %s, seed %d%n",
                            read.cells().size(),
                            robots,
                            number(speed),
                            seed);
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (SimPlant.BadPlant | Faults.BadFault | BadWire | IOException | IllegalStateException e) {
            spec.commandLine().getErr().println("robot-sim: " + e.getMessage());
            return COULD_NOT_START;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private Faults ordered(SimPlant read) throws Faults.BadFault {
        Faults ordered =
                new Faults(read.cells().stream().map(SimPlant.SimCell::id).toList(), seed);
        for (String fault : faults) {
            ordered.order(fault);
        }
        return ordered;
    }

    private WireOrders wired(SimPlant read) throws BadWire {
        WireOrders ordered = new WireOrders(
                read.cells().stream().map(SimPlant.SimCell::id).toList(),
                read.cells().stream()
                        .flatMap(cell -> cell.robots().stream())
                        .map(RobotConfig::id)
                        .toList());
        for (String wire : wires) {
            ordered.order(wire);
        }
        return ordered;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"robot-sim " + (version == null ? "(development)" : version)};
        }
    }
}
