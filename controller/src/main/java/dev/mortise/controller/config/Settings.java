package dev.mortise.controller.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
        Optional<PlantServer> plantServer,
        Store store,
        Realtime realtime,
        Log log,
        String akka) {

    public Settings {
        rackTypes = List.copyOf(rackTypes);
    }

    /** Where the API and the pages are served; port 0 takes a free one. */
    public record Http(String bind, int port) {}

    /**
     * The OPC UA server for the plant's systems; without it nobody is served.
     *
     * @param port 0 takes a free one
     * @param directory keys, trust list, users
     */
    public record PlantServer(String bind, int port, Path directory) {}

    /** Where events are kept. */
    public sealed interface Store {

        /** A file of the controller's own. */
        record Embedded(Path directory) implements Store {}

        /** A database that belongs to this line; the password is the content of a file, never a setting. */
        record PostgreSql(String url, String user, Optional<Path> passwordFile) implements Store {}
    }

    /** How many robot cycles a command carries set-points for. */
    public record Realtime(int horizonCycles) {}

    /** Format is auto, text or json. */
    public record Log(String format, String level) {}
}
