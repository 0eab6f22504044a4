package dev.mortise.controller.command;

import dev.mortise.controller.config.Fault;
import dev.mortise.controller.config.Loaded;
import dev.mortise.controller.config.Settings;
import dev.mortise.controller.config.SettingsFile;
import dev.mortise.controller.flight.FlightFiles;
import dev.mortise.controller.flight.FlightPicture;
import dev.mortise.controller.flight.FlightRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mortise blackbox}: the last seconds of robots whose motion ended badly. */
final class BlackBoxCommands {

    private BlackBoxCommands() {}

    static CommandLine blackBox() {
        CommandLine group = new CommandLine(new BlackBox())
                .addSubcommand(new ListThem())
                .addSubcommand(new Show())
                .addSubcommand(new Export());
        group.getSubcommands().values().forEach(command -> Mortise.explainsItself(command.getCommandSpec()));
        return group;
    }

    @Command(
            name = "blackbox",
            mixinStandardHelpOptions = true,
            description = {
                "The last 10 s of a robot before a motion ended badly: each cycle's state and command.",
                "Works on the files beside the settings; no controller need run."
            },
            footer = {
                "",
                "Examples:",
                "  mortise blackbox list",
                "  mortise blackbox show 20261127T065812.123Z-HV-1-robot-limit",
                "  mortise blackbox export 20261127T065812 > last.csv     the beginning of a name will do"
            })
    static final class BlackBox {}

    /** A command on the directory that the settings name. */
    private abstract static class OnBoxes extends OnSettings {

        abstract int of(List<Path> newestFirst, PrintWriter out, PrintWriter err) throws IOException;

        @Override
        final int at(Path settings, PrintWriter out, PrintWriter err) {
            Loaded<Settings> loaded = SettingsFile.load(settings);
            if (loaded.value().isEmpty()) {
                loaded.faults().stream().map(Fault::toString).forEach(err::println);
                return Door.REFUSED;
            }
            Path directory = loaded.value().orElseThrow().blackBox();
            try {
                return of(new FlightFiles(directory).files(), out, err);
            } catch (IOException e) {
                err.println("refused: " + e.getMessage());
                return Door.REFUSED;
            }
        }
    }

    @Command(
            name = "list",
            description = "Lists them, the newest first.",
            footer = {"", "Example: mortise blackbox list"})
    static final class ListThem extends OnBoxes {
        @Override
        int of(List<Path> newestFirst, PrintWriter out, PrintWriter err) throws IOException {
            if (newestFirst.isEmpty()) {
                out.println("no motion has ended badly");
            }
            for (Path file : newestFirst) {
                FlightRecord head = FlightRecord.head(file);
                out.printf(
                        Locale.ROOT,
                        "%-52s %-14s %-16s %s%n",
                        FlightFiles.name(file),
                        head.about("outcome"),
                        head.about("reason"),
                        head.about("command"));
            }
            return Door.DONE;
        }
    }

    /** A command on one of them. */
    private abstract static class OnOne extends OnBoxes {
        @Parameters(paramLabel = "NAME", description = "As list has it; its beginning will do when it is one only.")
        private String wanted = "";

        abstract void of(Path file, PrintWriter out) throws IOException;

        @Override
        final int of(List<Path> newestFirst, PrintWriter out, PrintWriter err) throws IOException {
            List<Path> found = newestFirst.stream()
                    .filter(file -> FlightFiles.name(file).startsWith(wanted))
                    .toList();
            if (found.size() != 1) {
                err.println("refused: " + (found.isEmpty() ? "none begins" : found.size() + " begin") + " with '"
                        + wanted + "'; `mortise blackbox list` has their names");
                return Door.REFUSED;
            }
            of(found.get(0), out);
            return Door.DONE;
        }
    }

    @Command(
            name = "show",
            description = "Draws one as text: positions, set-points, force, and when the state changed.",
            footer = {
                "",
                "Examples:",
                "  mortise blackbox show 20261127T065812",
                "  mortise blackbox show 20261127T065812 --plot overforce.png"
            })
    static final class Show extends OnOne {
        @Option(
                names = "--plot",
                paramLabel = "FILE",
                description =
                        "Draws a picture instead, with limits and the moment it turned bad: FILE.svg or FILE.png.")
        private Optional<Path> plot = Optional.empty();

        @Override
        void of(Path file, PrintWriter out) throws IOException {
            FlightRecord record = FlightRecord.read(file);
            if (plot.isEmpty()) {
                Curves.print(out, record);
                return;
            }
            Path picture = plot.orElseThrow();
            String name = picture.toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".svg")) {
                Files.writeString(picture, FlightPicture.svg(record));
            } else if (name.endsWith(".png")) {
                Files.write(picture, FlightPicture.png(record));
            } else {
                throw new IOException("--plot " + picture + ": FILE ends with .svg or .png");
            }
            out.println("written to " + picture);
        }
    }

    @Command(
            name = "export",
            description = "Writes one as CSV with a head of column names: a row a cycle.",
            footer = {"", "Example: mortise blackbox export 20261127T065812 > last.csv"})
    static final class Export extends OnOne {
        @Override
        void of(Path file, PrintWriter out) throws IOException {
            FlightRecord record = FlightRecord.read(file);
            out.println(String.join(",", record.columns()));
            record.rows().forEach(row -> out.println(String.join(",", row)));
        }
    }
}
