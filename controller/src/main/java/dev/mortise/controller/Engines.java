package dev.mortise.controller;

import dev.mortise.controller.adapter.engine.EngineKeeper;
import dev.mortise.controller.adapter.engine.EnginePlace;
import dev.mortise.controller.adapter.engine.EngineProcess;
import dev.mortise.controller.adapter.engine.EngineServer;
import dev.mortise.controller.adapter.engine.RemoteEngine;
import dev.mortise.controller.adapter.realtime.BlackBoxFiles;
import dev.mortise.controller.adapter.realtime.Engine;
import dev.mortise.controller.adapter.realtime.RealtimeEngine;
import dev.mortise.controller.adapter.realtime.Tuning;
import dev.mortise.controller.config.Loaded;
import dev.mortise.controller.config.Settings;
import dev.mortise.controller.config.SettingsFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The real-time engine where mortise.yaml wants it, and the process that is one. */
final class Engines {

    private static final int COULD_NOT_START = 1;

    /** Set by a controller for the process that it starts: it ends with its standard input. */
    private static final String SUPERVISED = "mortise.engine.supervised";

    /** Another directory than that of the settings, for an engine that no controller uses. */
    private static final String DIRECTORY = "mortise.engine.directory";

    /**
     * A heap without room for waste, and the collector that has the fewest threads: what is allocated there is news and figures, a
     * few kB a second. Black boxes of 64 robots of 1 kHz are 100 MB, and there from the start.
     */
    private static final List<String> JAVA_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms192m",
            "-Xmx192m",
            "-XX:+PerfDisableSharedMem",
            "-XX:AutoBoxCacheMax=4096",
            "-XX:+ExitOnOutOfMemoryError");

    /** From here on Java asks before native code and memory are used. */
    private static final int JAVA_THAT_ASKS = 24;

    private Engines() {}

    static Engine of(Settings settings, BlackBoxFiles boxes) {
        Settings.Realtime realtime = settings.realtime();
        Settings.Engine engine = realtime.engine();
        return switch (engine.place()) {
            case INSIDE -> new RealtimeEngine(settings.simulation(), realtime.horizonCycles(), tuning(realtime), boxes);
            case OWN -> remote(settings, new EngineProcess(command(engine, engine.directory())));
            case EXTERNAL -> remote(settings, EngineKeeper.somebodyElse());
        };
    }

    private static Engine remote(Settings settings, EngineKeeper keeper) {
        Settings.Realtime realtime = settings.realtime();
        return new RemoteEngine(
                new EnginePlace(realtime.engine().directory()),
                new RemoteEngine.Setup(
                        settings.simulation(), realtime.horizonCycles(), tuning(realtime), settings.blackBox()),
                keeper);
    }

    static Tuning tuning(Settings.Realtime settings) {
        return new Tuning(
                Tuning.Idle.valueOf(settings.idle().name()),
                settings.warmUpCycles(),
                settings.priority(),
                settings.cpu(),
                settings.silenceMillis());
    }

    /** The same Java and the same files as run here, to meet in that directory. */
    static List<String> command(Settings.Engine engine, Path directory) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(property("java.home"), "bin", "java").toString());
        if (engine.javaOptions().isBlank()) {
            command.addAll(JAVA_OPTIONS);
        } else {
            command.addAll(List.of(engine.javaOptions().strip().split("\\s+")));
        }
        if (Runtime.version().feature() >= JAVA_THAT_ASKS) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        Stream.of("mortise.terminal.out", "mortise.terminal.err")
                .forEach(name -> command.add("-D" + name + "=" + Boolean.getBoolean(name)));
        command.addAll(List.of(
                "-D" + SUPERVISED + "=true",
                "-D" + DIRECTORY + "=" + directory.toAbsolutePath(),
                "-Dfile.encoding=UTF-8",
                "-cp",
                property("java.class.path"),
                Main.class.getName(),
                "engine",
                "--config",
                engine.settings().toAbsolutePath().toString()));
        return command;
    }

    /** One that every Java has. */
    private static String property(String name) {
        return System.getProperty(name, "");
    }

    /** {@code mortise engine}: is the engine of whatever controller comes, until it is told to stop. */
    static int run(Path file, PrintWriter out, PrintWriter err) {
        Loaded<Settings> loaded = SettingsFile.load(file);
        if (!loaded.ok()) {
            loaded.faults().forEach(err::println);
            err.flush();
            return COULD_NOT_START;
        }
        Settings settings = loaded.value().orElseThrow();
        Logging.configure(settings.log());
        EnginePlace place = new EnginePlace(Path.of(System.getProperty(
                DIRECTORY, settings.realtime().engine().directory().toString())));
        try (EngineServer server = EngineServer.open(place)) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
            if (Boolean.getBoolean(SUPERVISED)) {
                untilItEnds(System.in);
            } else {
                out.printf(Locale.ROOT, "mortise engine ready: %s%n", place.directory());
                out.flush();
                new CountDownLatch(1).await(); // until the process is told to stop
            }
            return 0;
        } catch (IOException e) {
            err.println("mortise: " + e.getMessage());
            err.flush();
            return COULD_NOT_START;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static void untilItEnds(InputStream controller) throws IOException {
        int said = controller.read();
        while (said >= 0) {
            said = controller.read(); // nothing is said there; its end tells that the controller has ended
        }
    }
}
