package dev.mortise.controller.command;

import dev.mortise.controller.config.Configuration;
import dev.mortise.controller.config.Fault;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mortise}: the command line. */
@Command(
        name = "mortise",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Mortise.Version.class,
        description = {
            "Coordinates the robot cells that build racks. `mortise run` starts a controller; every other command talks to "
                    + "a running one over HTTP."
        },
        subcommands = {
            Mortise.Validate.class,
            LogIn.In.class,
            LogIn.Out.class,
            Acts.Order.class,
            Looks.Racks.class,
            Looks.Cells.class,
            Links.class,
            Looks.Why.class,
            Timeline.class,
            Oee.class,
            Watch.class,
            Acts.Hold.class,
            Acts.Unhold.class,
            RackActs.Start.class,
            RackActs.RevokeStart.class,
            RackActs.Priority.class,
            RackActs.Waive.class,
            RackActs.Abandon.class,
            Acts.Abort.class,
            Acts.Clear.class,
            Acts.Speed.class,
            Looks.Questions.class,
            Acts.Answer.class,
            Looks.AsBuiltRecord.class,
            AlarmCommands.Alarms.class,
            AlarmCommands.Acknowledge.class,
            AlarmCommands.Confirm.class,
            AlarmCommands.Shelve.class,
            AlarmCommands.Unshelve.class,
            AutoComplete.GenerateCompletion.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "A first day:",
            "  mortise bench realtime                             does this machine answer robots in time?",
            "  mortise validate conf/plant.yaml conf/nvl72.yaml   are the files right?",
            "  mortise run --config conf/mortise.yaml             start the controller",
            "  mortise order nvl72                                order a rack",
            "  mortise watch                                      look on",
            "  mortise why R-0001                                 why does it not move?",
            "  mortise record R-0001                              what was built, with all evidence",
            "",
            "Completion for bash and zsh: source <(mortise generate-completion)",
            "",
            "Exit codes: 0 done, 1 refused or faults found, 2 wrong usage, 3 no controller answers."
        })
public final class Mortise {

    private Mortise() {}

    /** The whole command line; what does not talk to a running controller is carried out by what is given. */
    public static CommandLine commandLine(Runner runner, Runner doctor, Keeper keeper, Qualifier qualifier) {
        CommandLine line = new CommandLine(new Mortise());
        line.addSubcommand(new Run(runner));
        line.addSubcommand(new Doctor(doctor));
        line.addSubcommand(KeyCommands.trust(keeper));
        line.addSubcommand(KeyCommands.user(keeper));
        line.addSubcommand(AuditCommands.audit(keeper));
        line.addSubcommand(BlackBoxCommands.blackBox());
        line.addSubcommand(BenchCommands.bench(qualifier));
        line.getSubcommands().values().forEach(command -> explainsItself(command.getCommandSpec()));
        line.setUsageHelpAutoWidth(true);
        return line;
    }

    static void explainsItself(CommandSpec command) {
        if (!command.optionsMap().containsKey("--help")) {
            command.addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help and exit.")
                    .build());
        }
    }

    private abstract static class Delegated extends OnSettings {
        private final Runner runner;

        Delegated(Runner runner) {
            this.runner = runner;
        }

        @Override
        final int at(Path settings, PrintWriter out, PrintWriter err) {
            return runner.run(settings, out, err);
        }
    }

    @Command(
            name = "run",
            description = "Runs a controller until it is told to stop (Ctrl-C, SIGTERM).",
            footer = {"", "Example: mortise run --config conf/mortise.yaml"})
    static final class Run extends Delegated {
        Run(Runner runner) {
            super(runner);
        }
    }

    @Command(
            name = "doctor",
            description = {
                "Looks through the store of a controller that does not run.",
                "Whether every event can be read, none is missing, and what they say can have happened. Changes nothing; "
                        + "names what is wrong and where."
            },
            footer = {"", "Example: mortise doctor --config conf/mortise.yaml"})
    static final class Doctor extends Delegated {
        Doctor(Runner runner) {
            super(runner);
        }
    }

    @Command(
            name = "validate",
            description = {
                "Checks files as `run` would, without starting anything.",
                "Plants, rack types, settings; rack types are checked against the plant among the files. Prints every "
                        + "fault with its file, line and column."
            },
            footer = {"", "Example: mortise validate conf/plant.yaml conf/nvl72.yaml conf/mortise.yaml"})
    static final class Validate implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files of any kind.")
        private List<Path> files = List.of();

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli before call()
        private CommandSpec spec;

        @Override
        public Integer call() {
            List<Fault> faults = Configuration.validate(files);
            PrintWriter out = spec.commandLine().getOut();
            faults.forEach(out::println);
            out.printf(
                    Locale.ROOT,
                    "%d %s checked, %s%n",
                    files.size(),
                    files.size() == 1 ? "file" : "files",
                    faults.isEmpty() ? "no fault" : faults.size() == 1 ? "1 fault" : faults.size() + " faults");
            return faults.isEmpty() ? Door.DONE : Door.REFUSED;
        }
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Mortise.class.getPackage().getImplementationVersion();
            return new String[] {"mortise " + (version == null ? "(development)" : version)};
        }
    }
}
