package dev.mortise.controller.command;

import java.io.PrintWriter;
import java.nio.file.Path;

/** Runs a controller until it is told to stop. */
public interface Runner {

    /**
     * Blocks while the controller runs.
     *
     * @return exit code
     */
    int run(Path settings, PrintWriter out, PrintWriter err);
}
