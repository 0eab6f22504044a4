package dev.mortise.controller.adapter.web;

import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.RobotLink.RobotView;
import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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

    /** A plant's screens, phones and curious people; each costs a thread of the server while it is written to. */
    static final int CLIENTS_MAX = 100;

    private final Board board;
    private final Supplier<List<RobotView>> robots;
    private final Queue<Page> pages = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "events"));
    private final ScheduledFuture<?> sending;
    private Picture sent = new Picture(List.of(), List.of(), List.of(), AlarmsView.NONE, List.of());
    private int quiet;
    private int look;

    /**
     * One that listens.
     *
     * @param stays whether whoever opened it may still look on
     */
    private record Page(SseClient client, BooleanSupplier stays) {
        boolean isGone() {
            if (!client.terminated() && !stays.getAsBoolean()) {
                client.sendEvent("ended", "the session has ended");
                client.close();
            }
            return client.terminated();
        }
    }

    /** What a page shows, the clock excepted. */
    private record Picture(
            List<PlantView.CellView> cells,
            List<PlantView.RackView> racks,
            List<PlantView.QuestionView> questions,
            AlarmsView alarms,
            List<RobotPicture> robots) {}

    Events(Board board, Supplier<List<RobotView>> robots) {
        this.board = board;
        this.robots = robots;
        this.sending = thread.scheduleWithFixedDelay(this::send, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    void join(SseClient client) {
        if (pages.size() >= CLIENTS_MAX) {
            client.sendEvent("full", "there are " + CLIENTS_MAX + " pages open already; close one");
            client.close();
            return;
        }
        client.keepAlive();
        Page page = new Page(client, Visitor.of(client.ctx()).stays());
        client.onClose(() -> pages.remove(page));
        client.sendEvent("plant", json(board.now(), RobotPicture.of(robots.get())));
        pages.add(page);
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
            pages.forEach(page -> page.client().sendEvent("plant", text));
        } catch (RuntimeException e) {
            LOG.warn("sending events failed; the next picture follows", e);
        }
    }

    @Override
    public void close() {
        sending.cancel(false);
        thread.shutdown();
        pages.forEach(page -> page.client().close());
    }
}
