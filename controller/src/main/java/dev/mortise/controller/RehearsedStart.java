package dev.mortise.controller;

import dev.mortise.controller.adapter.record.LiveBoard;
import dev.mortise.controller.adapter.store.Store;
import dev.mortise.controller.config.Configuration;
import dev.mortise.controller.config.Settings;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts of a controller that is nobody's: the shipped settings in a directory that is deleted afterwards, on free ports, with
 * devices where nothing listens. Twice, so that the second one finds a past.
 */
final class RehearsedStart {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FILES = List.of("mortise.yaml", "plant.yaml", "nvl72.yaml");

    private RehearsedStart() {}

    static int run(PrintWriter err) {
        Logging.configure(new Settings.Log("json", "ERROR")); // that no device answers is no news
        try {
            Path directory = Files.createTempDirectory("mortise-rehearsal");
            try {
                for (String file : FILES) {
                    Files.writeString(directory.resolve(file), harmless(shipped(file)));
                }
                start(directory);
                start(directory);
                return 0;
            } finally {
                delete(directory);
            }
        } catch (IOException | Store.Unusable | IllegalStateException e) {
            err.println("mortise: the rehearsal of a start failed: " + e.getMessage());
            err.flush();
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** As run does it, with a rack ordered. */
    private static void start(Path directory) throws Store.Unusable, InterruptedException {
        Configuration configuration = Configuration.load(directory.resolve("mortise.yaml"))
                .value()
                .orElseThrow(() -> new IllegalStateException("its settings are not valid"));
        LiveBoard board = new LiveBoard(
                configuration.plant().name(),
                true,
                configuration.plant().allCells().map(cell -> cell.id().value()).toList(),
                Clock.systemUTC());
        try (Service service = Service.start(() -> Controller.start(configuration, board, Time.ofTheMachine()), board);
                Doors doors = Doors.open(service, board, configuration, Main.version())) {
            if (!board.awaitCaughtUp(PATIENCE)) {
                throw new IllegalStateException("not ready within " + PATIENCE + " at port "
                        + doors.web().port());
            }
            service.desk()
                    .order(Desk.Order.of("", "nvl72"), "rehearsal")
                    .toCompletableFuture()
                    .join();
        }
    }

    /** Nobody's devices: ports of no plant that may run here. What is there all the same and is not simulated is refused. */
    private static String harmless(String settings) {
        return settings.replace("mode: production", "mode: simulation")
                .replace("port: 48480", "port: 0")
                .replace("# plant_server:", "plant_server:")
                .replace(
                        "#   bind: 127.0.0.1\n#   port: 48440\n#   directory",
                        "  bind: 127.0.0.1\n  port: 0\n  directory")
                .replaceAll("\\b127\\.0\\.0\\.1:48", "127.0.0.1:")
                .replaceAll("host: 127\\.0\\.0\\.1, port: 48", "host: 127.0.0.1, port: ");
    }

    private static String shipped(String file) throws IOException {
        try (InputStream stream = RehearsedStart.class.getResourceAsStream("/rehearsal/" + file)) {
            if (stream == null) {
                throw new IOException(file + " is not in this installation");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
