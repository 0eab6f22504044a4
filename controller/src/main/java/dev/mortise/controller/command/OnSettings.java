package dev.mortise.controller.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that is carried out beside the settings file, not by a running controller. */
abstract class OnSettings implements Callable<Integer> {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "conf/mortise.yaml",
            description = "Settings. Default: ${DEFAULT-VALUE}")
    private Path settings = Path.of("conf/mortise.yaml");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    /** Carries it out and gives the exit code. */
    abstract int at(Path settings, PrintWriter out, PrintWriter err);

    @Override
    public final Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int code = at(settings, out, err);
        out.flush();
        err.flush();
        return code;
    }
}
