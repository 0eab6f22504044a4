package dev.mortise.controller.adapter.history;

import dev.mortise.controller.port.PlantView;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what the board shows, beside the line and never in its way: a thread of its own looks at the board, and what it
 * cannot write is missing in the history and nowhere else.
 */
public final class Recorder implements AutoCloseable {

    /** Twice as often as pages are drawn. */
    private static final Duration LOOK = Duration.ofMillis(100);

    /** How much of a past is not known after a controller was killed or its machine lost power. */
    static final Duration BEAT = Duration.ofSeconds(5);

    /** Read as a whole to look at one instant in it: a few ten milliseconds. */
    private static final long FILE_MAX_BYTES = 2_000_000;

    private static final Duration FILE_MAX_AGE = Duration.ofHours(1);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private final Keeping keeping;
    private final long fileBytes;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "history");
        made.setDaemon(true);
        return made;
    });
    private Optional<Open> open = Optional.empty();
    private Optional<PlantView> shown = Optional.empty();
    private long failedNanos;
    private boolean failing;
    private boolean continues;

    /** The file that is being written. */
    private static final class Open {
        private final FileChannel channel;
        private final long begins;
        private Picture picture;
        private long at;
        private long beatAt;
        private long bytes;

        Open(FileChannel channel, long begins) {
            this.channel = channel;
            this.begins = begins;
            this.at = begins;
            this.beatAt = begins;
            this.picture = Picture.NONE;
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

    private boolean isFull(Open file) {
        return file.bytes > fileBytes || file.at - file.begins > FILE_MAX_AGE.toMillis();
    }

    /**
     * One that is told what to write.
     *
     * @param fileBytes after so many it begins another file
     */
    public Recorder(Keeping keeping, long fileBytes) {
        this.keeping = keeping;
        this.fileBytes = fileBytes;
    }

    /** Begins to write down what a board shows. */
    public static Recorder watch(Keeping keeping, Supplier<PlantView> board) {
        Recorder recorder = new Recorder(keeping, FILE_MAX_BYTES);
        recorder.thread.execute(recorder::tidy);
        ScheduledFuture<?> unusedUntilTheThreadEnds = recorder.thread.scheduleWithFixedDelay(
                () -> recorder.lookAt(board), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return recorder;
    }

    /** A look that failed is not the last one. */
    private void lookAt(Supplier<PlantView> board) {
        try {
            look(board.get());
        } catch (RuntimeException e) {
            LOG.warn("a look at the board failed; the next one follows", e);
        }
    }

    /** What is shown now; written when it differs from what was shown before. */
    public void look(PlantView view) {
        if (failing && System.nanoTime() - failedNanos < TRY_AGAIN.toNanos()) {
            return;
        }
        try {
            note(view);
            failing = false;
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "the history in {} cannot be written, tried again in {} s: {}",
                    keeping.directory(),
                    TRY_AGAIN.toSeconds(),
                    e.toString());
            failing = true;
            failedNanos = System.nanoTime();
            abandon();
        }
    }

    private void note(PlantView view) throws IOException {
        long now = view.at().toEpochMilli();
        if (open.filter(this::isFull).isPresent()) {
            roll(now);
        }
        boolean same = shown.filter(before -> same(before, view)).isPresent(); // nothing is shown yet in a new file
        Open file = open.isPresent() ? open.orElseThrow() : begin(now, false);
        long at = Math.max(now, file.at); // a wall clock that is set back does not turn the order of what happened
        if (!same) {
            Picture picture = Picture.of(view);
            Picture.Change change = file.picture.until(picture);
            if (!change.isNothing()) {
                file.write(new Line(at, file.bytes == 0, file.bytes == 0 && continues, change));
                file.picture = picture;
            }
            shown = Optional.of(view);
        }
        if (at - file.beatAt >= BEAT.toMillis()) {
            beat(file, at);
        }
    }

    private static boolean same(PlantView before, PlantView now) {
        return before.cells().equals(now.cells())
                && before.racks().equals(now.racks())
                && before.questions().equals(now.questions())
                && before.alarms().equals(now.alarms())
                && before.gone() == now.gone()
                && before.abandoned() == now.abandoned();
    }

    /** Nothing changed until now; and what was written is on the disk. */
    private static void beat(Open file, long at) throws IOException {
        if (at > file.at) {
            file.write(new Line(at, false, false, Picture.Change.NOTHING));
        }
        file.channel.force(false);
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
        shown = Optional.empty();
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
        thread.execute(this::tidy);
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

    private void end() {
        open.ifPresent(file -> {
            try {
                beat(file, Math.max(Instant.now().toEpochMilli(), file.at));
            } catch (IOException e) {
                LOG.warn("the end of the history in {} cannot be written: {}", keeping.directory(), e.toString());
            }
        });
        abandon();
    }

    @Override
    public void close() {
        try {
            thread.submit(this::end).get(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("busy while closing: {}", e.toString());
        }
        thread.shutdown();
    }
}
