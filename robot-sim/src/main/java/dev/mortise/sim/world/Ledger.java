package dev.mortise.sim.world;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What really happened: an append-only file of JSON lines, written by the simulator alone, flushed line by line. */
public final class Ledger implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final BufferedWriter writer;
    private final Clock clock;
    private long lines;

    /**
     * One line.
     *
     * @param device plc or robot
     * @param command id of the command; empty for robots
     * @param motion 16 hex digits of the motion's command; empty for PLCs
     */
    public record Entry(
            String cell,
            String device,
            String command,
            String motion,
            String name,
            String rack,
            String slot,
            String operation,
            String outcome,
            List<String> effects) {
        public Entry {
            effects = List.copyOf(effects);
        }
    }

    /**
     * A line as it stands in the file.
     *
     * @param result what the PLC would answer again
     * @param acknowledged id of the command whose outcome the PLC forgot
     * @param epoch that the cell's PLC obeys from here on
     */
    public record Line(
            long n,
            String at,
            Entry entry,
            Optional<Outcome> result,
            Optional<String> acknowledged,
            Optional<Long> epoch) {}

    private Ledger(BufferedWriter writer, Clock clock, long lines) {
        this.writer = writer;
        this.clock = clock;
        this.lines = lines;
    }

    /** Continues a ledger, or begins one; a line that a crash cut short is cut off. */
    public static Ledger open(Path file, Clock clock) {
        try {
            long lines = 0;
            if (Files.exists(file)) {
                lines = read(file).size();
                cutTornLine(file);
            }
            return new Ledger(
                    Files.newBufferedWriter(
                            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    clock,
                    lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Every whole line; one that a crash cut short is left out, its effect was never answered for.
     *
     * @throws IOException when the file cannot be read or is no ledger; the message says where
     */
    public static List<Line> read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String whole = new String(bytes, 0, wholeLines(bytes), StandardCharsets.UTF_8);
        List<Line> lines = new ArrayList<>();
        for (String text : whole.lines().toList()) {
            try {
                lines.add(JSON.readValue(text, Line.class));
            } catch (JacksonException e) {
                throw new IOException(
                        file + ", line " + (lines.size() + 1) + ": not a line of a ledger: " + e.getOriginalMessage(),
                        e);
            }
        }
        return lines;
    }

    private static void cutTornLine(Path file) throws IOException {
        int end = wholeLines(Files.readAllBytes(file));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(end);
        }
    }

    /** Length up to and with the last line feed; a line is written with its own, so what follows it is torn. */
    private static int wholeLines(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    synchronized void happened(Entry entry, Optional<Outcome> result) {
        write(entry, result, Optional.empty(), Optional.empty());
    }

    synchronized void acknowledged(String cell, String command) {
        write(memory(cell, "acknowledge"), Optional.empty(), Optional.of(command), Optional.empty());
    }

    synchronized void obeyed(String cell, long epoch) {
        write(memory(cell, "obey"), Optional.empty(), Optional.empty(), Optional.of(epoch));
    }

    /** Something only the PLC's memory knows of: nothing moved. */
    private static Entry memory(String cell, String name) {
        return new Entry(cell, "plc", "", "", name, "", "", "", "", List.of());
    }

    private void write(Entry entry, Optional<Outcome> result, Optional<String> acknowledged, Optional<Long> epoch) {
        write(new Line(++lines, clock.instant().toString(), entry, result, acknowledged, epoch));
    }

    private void write(Line line) {
        try {
            writer.write(JSON.writeValueAsString(line));
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
