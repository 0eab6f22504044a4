package dev.mortise.controller.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mortise warm}: the launcher has Java write down what this command loads, for the starts that come after it. */
@Command(
        name = "warm",
        description = {
            "Makes starts of `run` quicker on this machine: once after each installation of Mortise or of Java.",
            "Starts a made-up controller without a plant and writes what it loaded to an archive, from which `run` takes it "
                    + "read, checked and linked. Does nothing where there is such an archive. It is below "
                    + "$MORTISE_CACHE, $CACHE_DIRECTORY of systemd, or ~/.cache/mortise, and may be deleted at any time."
        },
        footer = {"", "Example: mortise warm"})
public final class WarmCommand implements Callable<Integer> {

    private final Rehearsal rehearsal;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    private WarmCommand(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    /** The command, which rehearses so. */
    public static CommandLine rehearsing(Rehearsal rehearsal) {
        CommandLine line = new CommandLine(new WarmCommand(rehearsal));
        Mortise.explainsItself(line.getCommandSpec());
        return line;
    }

    /** A start of a controller that commands nothing. */
    public interface Rehearsal {

        /**
         * Blocks until it has ended.
         *
         * @return exit code
         */
        int run(PrintWriter err);
    }

    @Override
    public Integer call() {
        return rehearsal.run(spec.commandLine().getErr());
    }
}
