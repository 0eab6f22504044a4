package dev.mortise.controller.adapter.history;

import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.RobotLink.RobotView;
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
 * Writes down what the board shows and how the robots stand, beside the line and never in its way: a thread of its own looks at them,
 * and what it cannot write is missing in the history and nowhere else.
 */
public final class Recorder implements AutoCloseable {

    /** Twice as often as pages are drawn. */
    private static final Duration LOOK = Duration.ofMillis(100);

    /** As often as pages are drawn: 0.2 s. */
    private static final int LOOKS_A_LOOK_AT_JOINTS = 2;

    /** How much of a past is not known after a controller was killed or its machine lost power. */
    static final Duration BEAT = Duration.ofSeconds(5);

    /** Read as a whole to look at one instant in it: a few ten milliseconds. */
    private static final long FILE_MAX_BYTES = 2_000_000;

    /** Half of that: a line of joints is short, and more of them are in as many bytes. */
    private static final long JOINTS_FILE_MAX_BYTES = 1_000_000;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "history");
        made.setDaemon(true);
        return made;
    });
    private final HistoryWriter pictures;
    private final HistoryWriter joints;
    private final Allowance allowance = Joints.allowance();
    private long looks;
    private Optional<PlantView> shown = Optional.empty();

    /**
     * One that is told what to write.
     *
     * @param fileBytes after so many it begins another file
     */
    public Recorder(Keeping keeping, long fileBytes) {
        Runnable tidyLater = () -> thread.execute(this::tidy);
        this.pictures = new HistoryWriter(keeping.ofPictures(), fileBytes, true, tidyLater);
        this.joints = new HistoryWriter(keeping.ofJoints(), JOINTS_FILE_MAX_BYTES, false, tidyLater);
    }

    /** Begins to write down what a board shows, and how robots stand. */
    public static Recorder watch(Keeping keeping, Supplier<PlantView> board, Supplier<List<RobotView>> robots) {
        Recorder recorder = new Recorder(keeping, FILE_MAX_BYTES);
        recorder.thread.execute(recorder::tidy);
        ScheduledFuture<?> unusedUntilTheThreadEnds = recorder.thread.scheduleWithFixedDelay(
                () -> recorder.lookAt(board, robots), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return recorder;
    }

    /** A look that failed is not the last one. */
    private void lookAt(Supplier<PlantView> board, Supplier<List<RobotView>> robots) {
        try {
            PlantView view = board.get();
            look(view);
            if (looks++ % LOOKS_A_LOOK_AT_JOINTS == 0) {
                look(view.at(), robots.get());
            }
        } catch (RuntimeException e) {
            LOG.warn("a look at the plant failed; the next one follows", e);
        }
    }

    /** What is shown now; written when it differs from what was shown before. */
    public void look(PlantView view) {
        boolean same = shown.filter(before -> same(before, view)).isPresent();
        pictures.look(view.at().toEpochMilli(), same, before -> Picture.of(view));
        shown = Optional.of(view);
    }

    /** How robots stand now; written when one has moved, unless as much was written as a day may have. */
    public void look(Instant at, List<RobotView> robots) {
        long now = at.toEpochMilli();
        allowance.spend(joints.look(now, !allowance.isLeft(now), before -> Joints.after(before, robots)));
    }

    private static boolean same(PlantView before, PlantView now) {
        return before.cells().equals(now.cells())
                && before.racks().equals(now.racks())
                && before.questions().equals(now.questions())
                && before.alarms().equals(now.alarms())
                && before.gone() == now.gone()
                && before.abandoned() == now.abandoned();
    }

    /** Packs what is written no more, and deletes what is too old or too much. */
    void tidy() {
        pictures.tidy();
        joints.tidy();
    }

    private void end() {
        pictures.end();
        joints.end();
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
