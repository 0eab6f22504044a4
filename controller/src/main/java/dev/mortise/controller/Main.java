package dev.mortise.controller;

import dev.mortise.controller.adapter.record.LiveBoard;
import dev.mortise.controller.adapter.store.Examination;
import dev.mortise.controller.adapter.store.Store;
import dev.mortise.controller.command.EngineCommand;
import dev.mortise.controller.command.FloorCommand;
import dev.mortise.controller.command.Mortise;
import dev.mortise.controller.command.WarmCommand;
import dev.mortise.controller.config.Configuration;
import dev.mortise.controller.config.Loaded;
import dev.mortise.controller.config.Settings;
import dev.mortise.controller.config.SettingsFile;
import dev.mortise.controller.floor.Gltf;
import dev.mortise.controller.port.Time;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code mortise}. */
public final class Main {

    private static final int COULD_NOT_START = 1;

    /** Ready is said when the pages know every cell and rack of the store, and after this time in any case. */
    private static final Duration CATCH_UP = Duration.ofSeconds(30);

    private Main() {}

    public static void main(String[] arguments) {
        Logging.quiet();
        System.exit(Mortise.commandLine(Main::run, Main::doctor, new Keys(), new Bench())
                .addSubcommand(EngineCommand.running(Engines::run))
                .addSubcommand(WarmCommand.rehearsing(RehearsedStart::run))
                .addSubcommand(FloorCommand.writing(Main::floor))
                .execute(arguments));
    }

    static int doctor(Path file, PrintWriter out, PrintWriter err) {
        Loaded<Settings> settings = SettingsFile.load(file);
        if (!settings.ok()) {
            settings.faults().forEach(err::println);
            err.flush();
            return COULD_NOT_START;
        }
        try (Store store =
                Controller.openExisting(settings.value().orElseThrow().store())) {
            Examination found = Examination.of(store);
            found.findings().forEach(out::println);
            out.printf(
                    Locale.ROOT,
                    "%s: %d journals, %d events, %s%n",
                    found.place(),
                    found.journals(),
                    found.events(),
                    found.sound() ? "nothing wrong" : found.findings().size() + " findings");
            out.flush();
            return found.sound() ? 0 : COULD_NOT_START;
        } catch (Store.Unusable e) {
            err.println("mortise: " + e.getMessage());
            err.flush();
            return COULD_NOT_START;
        }
    }

    static Optional<byte[]> floor(Path file, PrintWriter err) {
        Loaded<Configuration> loaded = Configuration.load(file);
        loaded.faults().forEach(err::println);
        return loaded.value().map(configuration -> Gltf.glb(configuration.plant()));
    }

    static int run(Path file, PrintWriter out, PrintWriter err) {
        Loaded<Configuration> loaded = Configuration.load(file);
        if (!loaded.ok()) {
            loaded.faults().forEach(err::println);
            err.flush();
            return COULD_NOT_START;
        }
        Configuration configuration = loaded.value().orElseThrow();
        Settings settings = configuration.settings();
        Logging.configure(settings.log());
        LiveBoard board = new LiveBoard(
                configuration.plant().name(),
                settings.simulation(),
                configuration.plant().allCells().map(cell -> cell.id().value()).toList(),
                Clock.systemUTC());
        try {
            Service service = Service.start(() -> Controller.start(configuration, board, Time.ofTheMachine()), board);
            return serve(service, board, configuration, out);
        } catch (Store.Unusable | IllegalStateException e) {
            err.println("mortise: " + e.getMessage());
            err.flush();
            return COULD_NOT_START;
        }
    }

    private static int serve(Service service, LiveBoard board, Configuration configuration, PrintWriter out) {
        Settings settings = configuration.settings();
        CountDownLatch stopped = new CountDownLatch(1);
        Doors doors;
        try {
            doors = Doors.open(service, board, configuration, version());
        } catch (IllegalStateException e) {
            service.close();
            throw e;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            doors.close();
                            service.close();
                            stopped.countDown();
                        },
                        "shutdown"));
        try {
            boolean caughtUp = board.awaitCaughtUp(CATCH_UP);
            if (settings.http().entry() == Settings.Entry.OPEN) {
                out.println(
                        "mortise: http.access is open: nobody is asked who they are, everybody on this machine may act");
            }
            out.printf(
                    Locale.ROOT,
                    "mortise ready: %s://%s:%d/%s%s%n",
                    settings.http().tls().isPresent() ? "https" : "http",
                    settings.http().bind(),
                    doors.web().port(),
                    settings.simulation() ? "  (simulation mode: simulated equipment only)" : "",
                    caughtUp ? "" : "  (still reading its store: racks may be missing)");
            out.flush();
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }
}
