package dev.mortise.controller.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.record.LiveBoard;
import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.port.PlantView;
import io.javalin.Javalin;
import io.javalin.http.sse.SseHandler;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A shift of pictures in minutes, as many as five a second make: what it costs at the end beside what it cost at the beginning. */
@Tag("wire")
@Tag("nightly") // 20 minutes on a machine with other work
class EventsSoakTest {

    private static final int PICTURES_A_QUARTER = 5 * 900;
    private static final int QUARTERS = 4 * Integer.getInteger("hours", 8);
    private static final int PAGES = 8;

    /** Somebody opens a page, looks and closes it: as often as on a line with many eyes. */
    private static final int VISIT_EVERY = 50;

    /** A rack is on the line for so many pictures, and a hundred of those that have left are still shown. */
    private static final int RACK_EVERY = 100;

    private static final int GONE_SHOWN = 100;

    /** A picture that comes this late is lost. */
    private static final long PATIENCE_SECONDS = 30;

    /** What grows with each picture or each visit is more at the end of a shift; the machine's other work is no growth. */
    private static final double HEAP_RATIO_MAX = 1.25;

    private static final double DELAY_RATIO_MAX = 3;

    private final LiveBoard board =
            new LiveBoard("plant-1", true, List.of("TRAY-A", "TRAY-B", "LEAK-A", "FRAME-A"), Clock.systemUTC());
    private final Events events = new Events(board, List::of, Duration.ofMillis(1));
    private final Javalin server = Javalin.create(config -> {
        config.startup.showJavalinBanner = false;
        config.routes.before(context -> new Visitor("soak", Role.VIEWER, () -> true).entered(context));
        config.routes.get(Routes.EVENTS, new SseHandler(events::join));
    });
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Waits awaited = new Waits("", new CountDownLatch(0));
    private final List<PlantView.RackView> gone = new ArrayList<>();

    /** A picture that all pages are to get. */
    private record Waits(String mark, CountDownLatch missing) {}

    @AfterEach
    void close() {
        events.close();
        server.stop();
    }

    @Test
    void aShiftOfPicturesCostsNoMemoryAndNoTime() throws Exception {
        server.start("127.0.0.1", 0);
        List<CompletableFuture<HttpResponse<Void>>> pages =
                Stream.generate(this::open).limit(PAGES).toList();
        quarter(0);
        quarter(1);
        quarter(2); // a hundred racks have left: the list that is shown is as long as it gets
        long[] first = quarter(3);
        long heapFirst = heapBytes();
        long[] last = first;
        for (int quarter = 4; quarter < QUARTERS; quarter++) {
            last = quarter(quarter);
        }
        long heapLast = heapBytes();

        double heapRatio = (double) heapLast / heapFirst;
        double delayRatio = (double) median(last) / median(first);
        System.out.printf(
                "  soaked %d h, %d pictures to %d pages: heap %.1f and %.1f MB (ratio %.3f), delay %.2f and %.2f ms (ratio %.2f)%n",
                QUARTERS / 4,
                QUARTERS * PICTURES_A_QUARTER,
                PAGES,
                heapFirst / 1e6,
                heapLast / 1e6,
                heapRatio,
                median(first) / 1e6,
                median(last) / 1e6,
                delayRatio);
        assertThat(pages).noneMatch(CompletableFuture::isDone);
        assertThat(heapRatio).isLessThan(HEAP_RATIO_MAX);
        assertThat(delayRatio).isLessThan(DELAY_RATIO_MAX);
    }

    /** Delays in ns, from a change to its being on all pages. */
    private long[] quarter(int quarter) throws Exception {
        long[] delays = new long[PICTURES_A_QUARTER];
        for (int i = 0; i < PICTURES_A_QUARTER; i++) {
            int number = quarter * PICTURES_A_QUARTER + i;
            if (number % VISIT_EVERY == 0) {
                visit();
            }
            if (number % RACK_EVERY == 0) {
                aRackLeaves(number);
            }
            Waits waits = new Waits("picture " + number + ".", new CountDownLatch(PAGES));
            awaited = waits;
            long begun = System.nanoTime();
            board.put(rack("R-" + number / RACK_EVERY, waits.mark));
            assertThat(waits.missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(waits.mark + " came to all pages; it is missing on " + waits.missing.getCount())
                    .isTrue();
            delays[i] = System.nanoTime() - begun;
        }
        return delays;
    }

    private void aRackLeaves(int number) {
        if (number >= RACK_EVERY) {
            gone.add(0, rack("R-" + (number / RACK_EVERY - 1), "gone"));
            if (gone.size() > GONE_SHOWN) {
                gone.remove(GONE_SHOWN);
            }
            board.gone(List.copyOf(gone), number / RACK_EVERY, 0);
        }
    }

    private CompletableFuture<HttpResponse<Void>> open() {
        return client.sendAsync(request(), HttpResponse.BodyHandlers.fromLineSubscriber(new Looks()));
    }

    /** Opens a page and goes away in the middle of it. */
    private void visit() throws Exception {
        client.send(request(), HttpResponse.BodyHandlers.ofInputStream()).body().close();
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + Routes.EVENTS))
                .header("Accept", "text/event-stream")
                .build();
    }

    private static PlantView.RackView rack(String id, String mark) {
        return new PlantView.RackView(
                id,
                "nvl72",
                "TRAY-A",
                1,
                1,
                0,
                0,
                0,
                2,
                "",
                false,
                PlantView.Wanted.NOTHING,
                mark,
                Cause.root(Cause.Kind.PROGRESS, id, mark, ""));
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** What is left when all that nobody refers to is gone. */
    private static long heapBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** A page; it counts each awaited picture once. */
    private final class Looks implements Flow.Subscriber<String> {
        private String counted = "";

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            Waits waits = awaited;
            if (!waits.mark.equals(counted) && line.contains(waits.mark)) {
                counted = waits.mark;
                waits.missing.countDown();
            }
        }

        @Override
        public void onError(Throwable failure) {
            counted = failure.toString();
        }

        @Override
        public void onComplete() {
            counted = "ended";
        }
    }
}
