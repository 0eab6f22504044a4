package dev.mortise.controller.command;

import java.io.PrintWriter;
import java.nio.file.Path;

/** Does something beside the settings: runs a controller until it is told to stop, or looks through its store. */
public interface Runner {

    /**
     * Blocks until it is done.
     *
     * @return exit code
     */
    int run(Path settings, PrintWriter out, PrintWriter err);
}
