package dev.mortise.controller.config;

import java.nio.file.Path;
import java.util.List;

/**
 * mortise.yaml. Every key is documented there.
 *
 * @param simulation true: only simulated equipment is accepted; false: none is
 * @param akka HOCON that overrides Akka's configuration; empty as a rule
 */
public record Settings(
        Path plant,
        List<Path> rackTypes,
        boolean simulation,
        Http http,
        Path storeDirectory,
        Realtime realtime,
        Log log,
        String akka) {

    public Settings {
        rackTypes = List.copyOf(rackTypes);
    }

    /** Where the API and the pages are served; port 0 takes a free one. */
    public record Http(String bind, int port) {}

    /** How many robot cycles a command carries set-points for. */
    public record Realtime(int horizonCycles) {}

    /** Format is auto, text or json. */
    public record Log(String format, String level) {}
}
