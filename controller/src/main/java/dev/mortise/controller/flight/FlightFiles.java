package dev.mortise.controller.flight;

import dev.mortise.controller.port.BlackBoxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The black boxes of a directory. Read anew each time: few are there, and the newest is what is asked for. */
public record FlightFiles(Path directory) implements BlackBoxes {

    private static final Logger LOG = LoggerFactory.getLogger(FlightFiles.class);
    private static final String SUFFIX = ".csv";

    /**
     * Their files; the names begin with the time.
     *
     * @throws IOException the directory is there and cannot be read
     */
    public List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    /** A file's name as people use it. */
    public static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - SUFFIX.length());
    }

    @Override
    public List<Kept> newestFirst() {
        List<Kept> kept = new ArrayList<>();
        try {
            for (Path file : files()) {
                FlightRecord head = FlightRecord.head(file);
                kept.add(new Kept(
                        name(file),
                        head.about("robot"),
                        head.about("command"),
                        head.about("outcome"),
                        head.about("reason"),
                        head.about("ended")));
            }
        } catch (IOException e) {
            LOG.warn("black boxes in {}: {}", directory, e.toString());
        }
        return kept;
    }

    @Override
    public Optional<String> picture(String name) {
        try {
            for (Path file : files()) {
                if (name(file).equals(name)) {
                    return Optional.of(FlightPicture.svg(FlightRecord.read(file)));
                }
            }
        } catch (IOException | NumberFormatException e) {
            LOG.warn("black box {}: {}", name, e.toString());
        }
        return Optional.empty();
    }
}
