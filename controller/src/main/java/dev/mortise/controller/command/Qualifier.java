package dev.mortise.controller.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what a machine is good for. */
public interface Qualifier {

    /**
     * Blocks until it is done.
     *
     * @param robots how many at once, one number after the other
     * @param robotHz states a second of each robot
     * @param seconds of each measurement
     * @param places in which the engine is tried
     * @param settings whose real-time settings are tried; empty for those of a new installation
     * @param json where the figures go, too
     */
    record Wanted(
            List<Integer> robots,
            int robotHz,
            int seconds,
            Set<Place> places,
            Optional<Path> settings,
            Optional<Path> json) {
        public Wanted {
            robots = List.copyOf(robots);
            places = Set.copyOf(places);
        }
    }

    /** Where the engine runs. */
    enum Place {
        /** in the controller's */
        INSIDE,
        /** in one of its own, beside the controller */
        OWN
    }

    /**
     * Measures and prints.
     *
     * @return exit code
     */
    int qualify(Wanted wanted, PrintWriter out, PrintWriter err);
}
