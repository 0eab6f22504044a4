package dev.mortise.controller.adapter.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes pictures to files, one after the other, and packs and deletes them. Of one thread. */
final class HistoryWriter {

    private static final Duration FILE_MAX_AGE = Duration.ofHours(1);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);

    private final Keeping keeping;
    private final long fileBytes;
    private final boolean survivesPowerCuts;
    private final Runnable rolled;
    private Optional<Open> open = Optional.empty();
    private long failedNanos;
    private boolean failing;
    private boolean continues;

    /** The file that is being written. */
    private static final class Open {
        private final FileChannel channel;
        private final long begins;
        private Picture picture = Picture.NONE;
        private boolean shows;
        private long at;
        private long beatAt;
        private long bytes;

        Open(FileChannel channel, long begins) {
            this.channel = channel;
            this.begins = begins;
            this.at = begins;
            this.beatAt = begins;
        }

        void write(Line line) throws IOException {
            ByteBuffer text = StandardCharsets.UTF_8.encode(line.text());
            bytes += text.remaining();
            while (text.hasRemaining()) {
                channel.write(text);
            }
            at = line.at();
        }
    }

    /**
     * One that begins another file after so many bytes, or an hour.
     *
     * @param survivesPowerCuts whether each beat is forced to the disk
     * @param rolled told each time that another file has begun
     */
    HistoryWriter(Keeping keeping, long fileBytes, boolean survivesPowerCuts, Runnable rolled) {
        this.keeping = keeping;
        this.fileBytes = fileBytes;
        this.survivesPowerCuts = survivesPowerCuts;
        this.rolled = rolled;
    }

    /**
     * What is shown now; written when it differs from what was shown before.
     *
     * @param now ms since 1970
     * @param same that nothing need be looked at, unless nothing is in the file yet
     * @param next from the picture that was written last to that of now
     * @return bytes that were written for it
     */
    long look(long now, boolean same, UnaryOperator<Picture> next) {
        if (failing && System.nanoTime() - failedNanos < TRY_AGAIN.toNanos()) {
            return 0;
        }
        try {
            long bytes = note(now, same, next);
            failing = false;
            return bytes;
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "the history in {} cannot be written, tried again in {} s: {}",
                    keeping.directory(),
                    TRY_AGAIN.toSeconds(),
                    e.toString());
            failing = true;
            failedNanos = System.nanoTime();
            abandon();
            return 0;
        }
    }

    private long note(long now, boolean same, UnaryOperator<Picture> next) throws IOException {
        if (open.filter(this::isFull).isPresent()) {
            roll(now);
        }
        Open file = open.isPresent() ? open.orElseThrow() : begin(now, false);
        long at = Math.max(now, file.at); // a wall clock that is set back does not turn the order of what happened
        long before = file.bytes;
        if (!same || !file.shows) {
            Picture picture = next.apply(file.picture);
            Picture.Change change = file.picture.until(picture);
            if (!change.isNothing()) {
                file.write(new Line(at, file.bytes == 0, file.bytes == 0 && continues, change));
                file.picture = picture;
            }
            file.shows = true;
        }
        long written = file.bytes - before;
        if (at - file.beatAt >= Recorder.BEAT.toMillis()) {
            beat(file, at);
        }
        return written;
    }

    private boolean isFull(Open file) {
        return file.bytes > fileBytes || file.at - file.begins > FILE_MAX_AGE.toMillis();
    }

    /** Nothing changed until now; and what was written is on the disk. */
    private void beat(Open file, long at) throws IOException {
        if (at > file.at) {
            file.write(new Line(at, false, false, Picture.Change.NOTHING));
        }
        if (survivesPowerCuts) {
            file.channel.force(false);
        }
        file.beatAt = at;
    }

    private Open begin(long now, boolean goesOn) throws IOException {
        Files.createDirectories(keeping.directory());
        List<HistoryFile> before = HistoryFile.in(keeping.directory());
        // never before what is there already: a wall clock may have been set back while nobody wrote
        long begins = before.isEmpty()
                ? now
                : Math.max(now, before.get(before.size() - 1).begins() + 1);
        FileChannel channel = FileChannel.open(
                HistoryFile.named(keeping.directory(), begins).path(),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        Open file = new Open(channel, begins);
        open = Optional.of(file);
        continues = goesOn;
        return file;
    }

    private void roll(long now) throws IOException {
        Open file = open.orElseThrow();
        long at = Math.max(now, file.at + 1);
        beat(file, at);
        file.channel.close();
        open = Optional.empty();
        begin(at, true);
        rolled.run();
    }

    private void abandon() {
        open.ifPresent(file -> {
            try {
                file.channel.close();
            } catch (IOException e) {
                LOG.debug("closing a file of the history failed: {}", e.toString());
            }
        });
        open = Optional.empty();
    }

    /** Packs what is written no more, and deletes what is too old or too much. */
    void tidy() {
        try {
            List<HistoryFile> files = HistoryFile.in(keeping.directory());
            long writing = open.map(file -> file.begins).orElse(Long.MAX_VALUE);
            for (HistoryFile file : files) {
                if (file.isPlain() && file.begins() < writing) {
                    file.pack();
                }
            }
            delete(HistoryFile.in(keeping.directory()));
        } catch (IOException e) {
            LOG.warn("the history in {} cannot be tidied: {}", keeping.directory(), e.toString());
        }
    }

    private void delete(List<HistoryFile> files) throws IOException {
        long oldest = Instant.now().minus(keeping.age()).toEpochMilli();
        long bytes = 0;
        for (int i = files.size() - 1; i >= 0; i--) {
            bytes += Files.size(files.get(i).path());
            boolean newest = i == files.size() - 1;
            // a file reaches to where the next one begins
            boolean tooOld = !newest && files.get(i + 1).begins() < oldest;
            if (!newest && (tooOld || bytes > keeping.bytes())) {
                Files.deleteIfExists(files.get(i).path());
            }
        }
    }

    /** What was written holds until now; no more is written. */
    void end() {
        open.ifPresent(file -> {
            try {
                beat(file, Math.max(Instant.now().toEpochMilli(), file.at));
            } catch (IOException e) {
                LOG.warn("the end of the history in {} cannot be written: {}", keeping.directory(), e.toString());
            }
        });
        abandon();
    }
}
