package dev.mortise.controller.adapter.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the history; its name is the instant of its first line. It can be read without any other.
 *
 * @param begins ms since 1970
 */
record HistoryFile(Path path, long begins) {

    static final String PLAIN = ".jsonl";
    private static final String PACKED = PLAIN + ".gz";

    /** Names sort by time. */
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    static HistoryFile named(Path directory, long begins) {
        return new HistoryFile(directory.resolve(NAME.format(Instant.ofEpochMilli(begins)) + PLAIN), begins);
    }

    /** Oldest first; one that is being packed is there once. */
    static List<HistoryFile> in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        Map<Long, HistoryFile> found = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(directory)) {
            // of the same instant the plain one comes last, and is the one that is whole
            all.sorted(Comparator.comparing((Path path) -> path.toString().endsWith(PLAIN)))
                    .forEach(path -> begins(path).ifPresent(at -> found.put(at, new HistoryFile(path, at))));
        }
        List<HistoryFile> files = new ArrayList<>(found.values());
        files.sort(Comparator.comparingLong(HistoryFile::begins));
        return files;
    }

    boolean isPlain() {
        return path.toString().endsWith(PLAIN);
    }

    private static Optional<Long> begins(Path path) {
        String name = path.getFileName().toString();
        if (!name.endsWith(PLAIN) && !name.endsWith(PACKED)) {
            return Optional.empty();
        }
        try {
            return Optional.of(NAME.parse(name.substring(0, name.indexOf(PLAIN)), Instant::from)
                    .toEpochMilli());
        } catch (DateTimeParseException e) {
            return Optional.empty(); // not ours
        }
    }

    /** The same after it was packed, which may happen between two looks. */
    HistoryFile packed() {
        return new HistoryFile(path.resolveSibling(path.getFileName() + ".gz"), begins);
    }

    /** As far as it was written: a writer that died leaves half a line at the end. */
    List<Line> read() throws IOException {
        List<Line> lines = new ArrayList<>();
        try (InputStream raw = Files.newInputStream(path);
                InputStream in = isPlain() ? raw : new GZIPInputStream(raw);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String text = reader.readLine();
            while (text != null) {
                Optional<Line> line = Line.read(text);
                if (line.isEmpty() || (lines.isEmpty() && !line.orElseThrow().begins())) {
                    break;
                }
                lines.add(line.orElseThrow());
                text = reader.readLine();
            }
        }
        return lines;
    }

    /** Smaller by nine tenths, in another file; only when that is whole the plain one goes. */
    void pack() throws IOException {
        Path packed = packed().path();
        Path half = path.resolveSibling(path.getFileName() + ".gz.half");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(half))) {
            Files.copy(path, out);
        }
        Files.move(half, packed, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(path);
    }
}
