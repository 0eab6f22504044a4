package dev.mortise.controller.command;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mortise bench}: what a machine is good for. */
final class BenchCommands {

    /** Of one thread. */
    private static final int ROBOTS_MAX = 64;

    /** plant.yaml's cycle_us: 1000 to 4000. */
    private static final int HZ_MIN = 250;

    private static final int HZ_MAX = 1_000;

    /** An hour for each measurement. */
    private static final int SECONDS_MAX = 3_600;

    private BenchCommands() {}

    static CommandLine bench(Qualifier qualifier) {
        CommandLine group = new CommandLine(new Bench()).addSubcommand(new Realtime(qualifier));
        group.getSubcommands().values().forEach(command -> Mortise.explainsItself(command.getCommandSpec()));
        return group;
    }

    @Command(
            name = "bench",
            mixinStandardHelpOptions = true,
            description = "Finds out what this machine is good for. Needs no controller and no robots.",
            footer = {"", "Example: mortise bench realtime"})
    static final class Bench {}

    @Command(
            name = "realtime",
            description = {
                "Qualifies this machine for robots: does it answer them in time?",
                "Measures how late a timer wakes a thread; a bare echo of a robot's datagrams (in C, where there is a "
                        + "compiler; the floor); and the real-time path with robots that are led through a motion, inside "
                        + "a controller's process and in a process of its own. Alone, and beside a load that allocates in "
                        + "the controller's. Prints p50, p99, p99.9, max, missed cycles, the ratio to the floor, and a "
                        + "verdict in words.",
                "Run it while the machine does what it will always do, and no controller runs on it."
            },
            footer = {
                "",
                "Exit code 0: robots can be run in every condition and process tried; 1: in one of them not.",
                "",
                "Examples:",
                "  mortise bench realtime                              1, 8, 32 and 64 robots of 1 kHz, about 2.5 minutes",
                "  mortise bench realtime --robots 12 --hz 500 --seconds 600 --process own   before a line is handed over"
            })
    private static final class Realtime implements Callable<Integer> {
        private final Qualifier qualifier;

        @Option(
                names = "--robots",
                paramLabel = "N",
                split = ",",
                defaultValue = "1,8,32,64",
                description = "How many at once, each number in turn; 1 to 64. Default: ${DEFAULT-VALUE}")
        private List<Integer> robots = List.of();

        @Option(
                names = "--hz",
                paramLabel = "HZ",
                defaultValue = "1000",
                description = "States a second of each robot; 250 to 1000. Default: ${DEFAULT-VALUE}")
        private int hz;

        @Option(
                names = "--seconds",
                paramLabel = "S",
                defaultValue = "4",
                description = "How long each measurement takes; 1 to 3600. Rare events need long ones. Default: "
                        + "${DEFAULT-VALUE}")
        private int seconds;

        @Option(
                names = "--process",
                paramLabel = "WHERE",
                defaultValue = "both",
                description =
                        "Where the engine runs, as realtime.process of mortise.yaml: inside, own, or both one after "
                                + "the other. Default: ${DEFAULT-VALUE}")
        private String process = "both";

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description =
                        "Settings whose realtime block is tried, but for its process. Default: that of a new installation")
        private Optional<Path> settings = Optional.empty();

        @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too.")
        private Optional<Path> json = Optional.empty();

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli before call()
        private CommandSpec spec;

        Realtime(Qualifier qualifier) {
            this.qualifier = qualifier;
        }

        @Override
        public Integer call() {
            robots.forEach(number -> within("--robots", number, 1, ROBOTS_MAX));
            within("--hz", hz, HZ_MIN, HZ_MAX);
            within("--seconds", seconds, 1, SECONDS_MAX);
            return qualifier.qualify(
                    new Qualifier.Wanted(robots, hz, seconds, places(), settings, json),
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
        }

        private Set<Qualifier.Place> places() {
            return switch (process) {
                case "inside" -> EnumSet.of(Qualifier.Place.INSIDE);
                case "own" -> EnumSet.of(Qualifier.Place.OWN);
                case "both" -> EnumSet.allOf(Qualifier.Place.class);
                default ->
                    throw new ParameterException(
                            spec.commandLine(), "--process '" + process + "': inside, own or both");
            };
        }

        private void within(String option, int value, int least, int most) {
            if (value < least || value > most) {
                throw new ParameterException(
                        spec.commandLine(), option + " " + value + ": a number from " + least + " to " + most);
            }
        }
    }
}
