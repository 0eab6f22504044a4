package dev.mortise.controller.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code mortise engine}: the real-time engine in a process of its own. */
@Command(
        name = "engine",
        description = {
            "Runs the real-time engine in a process of its own, until it is told to stop (Ctrl-C, SIGTERM).",
            "For `realtime.process: external`; with `own` the controller starts it. Waits for the controller of the same "
                    + "settings file, and speaks to robots as long as that one is there."
        },
        footer = {"", "Example: mortise engine --config conf/mortise.yaml"})
public final class EngineCommand extends OnSettings {

    private final Runner engine;

    private EngineCommand(Runner engine) {
        this.engine = engine;
    }

    /** The command, which runs this. */
    public static CommandLine running(Runner engine) {
        CommandLine line = new CommandLine(new EngineCommand(engine));
        Mortise.explainsItself(line.getCommandSpec());
        return line;
    }

    @Override
    int at(Path settings, PrintWriter out, PrintWriter err) {
        return engine.run(settings, out, err);
    }
}
