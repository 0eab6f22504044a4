package dev.mortise.controller.adapter.web;

import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.RobotLink.RobotView;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Live events: every page gets the newest picture, five times a second at most; what a slow one misses is gone. */
final class Events implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    /** Fast enough for eyes, slow enough for a hundred pages. */
    private static final long PERIOD_MILLIS = 200;

    /** A page marks itself stale after 2 s of silence; at least one picture a second keeps it live. */
    private static final int QUIET_PERIODS_MAX = 5;

    /** A plant's screens, phones and curious people; each costs a thread while it is written to. */
    static final int CLIENTS_MAX = 100;

    /** One for each page, and as many again that still wait for the socket of a page that has gone. */
    private static final int WRITERS_MAX = 2 * CLIENTS_MAX;

    /** A thread that writes is kept for the next picture, and is gone when nobody looks on. */
    private static final long WRITER_KEPT_SECONDS = 10;

    private final Board board;
    private final Supplier<List<RobotView>> robots;
    private final Queue<Page> pages = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "events"));
    /**
     * One that is slow takes a thread for as long as the server waits for its socket, and holds up nobody else. A page has one
     * at most; one that has gone may still have it.
     */
    private final ExecutorService writers = new ThreadPoolExecutor(
            0,
            WRITERS_MAX,
            WRITER_KEPT_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> new Thread(task, "events-writer"));

    private final ScheduledFuture<?> sending;
    private Picture sent = new Picture(List.of(), List.of(), List.of(), AlarmsView.NONE, List.of());
    private int quiet;
    private int look;

    /** What a page shows, the clock excepted. */
    private record Picture(
            List<PlantView.CellView> cells,
            List<PlantView.RackView> racks,
            List<PlantView.QuestionView> questions,
            AlarmsView alarms,
            List<RobotPicture> robots) {}

    Events(Board board, Supplier<List<RobotView>> robots) {
        this(board, robots, Duration.ofMillis(PERIOD_MILLIS));
    }

    /** With another period than people need: a test has no days. */
    Events(Board board, Supplier<List<RobotView>> robots, Duration period) {
        this.board = board;
        this.robots = robots;
        this.sending =
                thread.scheduleWithFixedDelay(this::send, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    void join(SseClient client) {
        if (pages.size() >= CLIENTS_MAX) {
            client.sendEvent("full", "there are " + CLIENTS_MAX + " pages open already; close one");
            client.close();
            return;
        }
        client.keepAlive();
        Page page = new Page(client, Visitor.of(client.ctx()).stays(), writers);
        client.onClose(() -> pages.remove(page));
        pages.add(page);
        page.show(json(board.now(), RobotPicture.of(robots.get())));
    }

    private static String json(PlantView plant, List<RobotPicture> robots) {
        return Json.write(Map.of("plant", plant, "robots", robots));
    }

    private void send() {
        try {
            if (++look >= QUIET_PERIODS_MAX) { // a second between the end of a session and that of its pages
                look = 0;
                pages.removeIf(Page::isGone);
            }
            PlantView plant = board.now();
            List<RobotPicture> moved = RobotPicture.of(robots.get());
            Picture picture = new Picture(plant.cells(), plant.racks(), plant.questions(), plant.alarms(), moved);
            quiet++;
            if (pages.isEmpty() || (picture.equals(sent) && quiet < QUIET_PERIODS_MAX)) {
                return;
            }
            sent = picture;
            quiet = 0;
            String text = json(plant, moved);
            pages.forEach(page -> page.show(text));
        } catch (RuntimeException e) {
            LOG.warn("sending events failed; the next picture follows", e);
        }
    }

    @Override
    public void close() {
        sending.cancel(false);
        thread.shutdown();
        pages.forEach(Page::close);
        writers.shutdown();
    }
}
