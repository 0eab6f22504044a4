package dev.mortise.controller.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * mortise.yaml. Every key is documented there.
 *
 * @param simulation true: only simulated equipment is accepted; false: none is
 * @param plcTrust directory of the controller's own certificate for PLCs, and of those that it knows them by
 * @param blackBox directory for the last seconds of robots whose motion ended badly
 * @param history what the pages showed, to look back at
 * @param akka HOCON that overrides Akka's configuration; empty as a rule
 */
public record Settings(
        Path plant,
        List<Path> rackTypes,
        boolean simulation,
        Access access,
        Http http,
        Optional<PlantServer> plantServer,
        Path plcTrust,
        Store store,
        Realtime realtime,
        Path blackBox,
        History history,
        Log log,
        String akka) {

    public Settings {
        rackTypes = List.copyOf(rackTypes);
    }

    /**
     * Who may come in, through any door.
     *
     * @param directory users and their passwords, and what they did
     */
    public record Access(Path directory) {
        public Path auditTrail() {
            return directory.resolve("audit.jsonl");
        }
    }

    /**
     * Where the API and the pages are served.
     *
     * @param port 0 takes a free one
     * @param openMetrics metrics are told without a log-in, too
     */
    public record Http(String bind, int port, Optional<Tls> tls, Entry entry, boolean openMetrics) {}

    /**
     * Key and certificate of the HTTP door, as PEM files.
     *
     * @param own the controller makes both at its first start
     */
    public record Tls(Path key, Path certificate, boolean own) {}

    /** Who is let in at the HTTP door. */
    public enum Entry {
        /** who has logged in, for what their role allows */
        LOGIN,
        /** everybody; in a simulation on this machine alone */
        OPEN
    }

    /**
     * The OPC UA server for the plant's systems; without it nobody is served.
     *
     * @param port 0 takes a free one
     * @param directory its key and trust list
     */
    public record PlantServer(String bind, int port, Path directory) {}

    /** Where events are kept. */
    public sealed interface Store {

        /** A file of the controller's own. */
        record Embedded(Path directory) implements Store {}

        /** A database that belongs to this line; the password is the content of a file, never a setting. */
        record PostgreSql(String url, String user, Optional<Path> passwordFile) implements Store {}
    }

    /**
     * The thread that answers the robots.
     *
     * @param horizonCycles how many robot cycles a command carries set-points for
     * @param warmUpCycles cycles of a made-up robot before the first session
     * @param priority of SCHED_FIFO, 1 to 98; empty: scheduled as every other thread
     * @param cpu where it stays; empty: wherever the kernel puts it
     * @param silenceMillis without a state for so long, a robot's link is down
     */
    public record Realtime(
            int horizonCycles,
            Idle idle,
            int warmUpCycles,
            OptionalInt priority,
            OptionalInt cpu,
            int silenceMillis,
            Engine engine) {

        /** What holds where mortise.yaml says nothing. */
        public static final Realtime DEFAULT = new Realtime(
                24,
                Idle.PARK,
                10_000,
                OptionalInt.empty(),
                OptionalInt.empty(),
                500,
                new Engine(Place.INSIDE, Path.of("engine"), Path.of("mortise.yaml"), ""));
    }

    /**
     * Where that thread runs.
     *
     * @param directory in which a controller and an engine of its own process meet
     * @param settings the file that says so
     * @param javaOptions for the virtual machine of an engine that the controller starts; empty: those that suit it
     */
    public record Engine(Place place, Path directory, Path settings, String javaOptions) {}

    /** In which process. */
    public enum Place {
        /** the controller's */
        INSIDE,
        /** one of its own, which the controller starts and looks after */
        OWN,
        /** one of its own, which somebody else starts */
        EXTERNAL
    }

    /** How that thread waits. */
    public enum Idle {
        PARK,
        YIELD,
        SPIN
    }

    /**
     * What the pages showed.
     *
     * @param days older ones are deleted
     * @param megabytes the oldest are deleted beyond so many
     */
    public record History(Path directory, int days, int megabytes) {

        /** A quarter: what a customer asks about is seldom older. */
        static final int DAYS = 90;

        static final int MEGABYTES = 2_000;
    }

    /** Format is auto, text or json. */
    public record Log(String format, String level) {}
}
