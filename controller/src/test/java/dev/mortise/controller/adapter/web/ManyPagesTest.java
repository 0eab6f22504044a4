package dev.mortise.controller.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.port.PlantView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As many pages as there may be on one door, and one of them that never reads. */
@Tag("wire")
class ManyPagesTest {

    /** Shorter than the 30 s after which the server gives a socket up that takes nothing: until then nobody may have waited. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int RACKS = 100;

    /** Together about 5 MB, twice what the sockets between two ends on one machine hold by themselves. */
    private static final int PICTURES = 60;

    private static final int SLOW_RECEIVES_BYTES = 4_096;
    private static final Pattern NUMBER = Pattern.compile("\"place\":\"picture (\\d+)\"");

    private final AHouse house = new AHouse();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aPageThatNeverReadsKeepsNoneOfNinetyNineOthersFromTheNewestPictureAndGetsItItselfWhenItReads()
            throws Exception {
        show(0);
        try (Socket slow = neverRead()) {
            List<Fast> fast =
                    Stream.generate(Fast::new).limit(Events.CLIENTS_MAX - 1).toList();
            List<CompletableFuture<HttpResponse<Void>>> streams =
                    fast.stream().map(this::open).toList();
            for (int number = 1; number <= PICTURES; number++) {
                show(number);
                int newest = number;
                Awaitility.await("picture " + number)
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(10))
                        .untilAsserted(() -> assertThat(fast).allMatch(page -> page.newest.get() >= newest));
            }

            assertThat(streams).noneMatch(CompletableFuture::isDone);
            List<Integer> got = read(slow);
            assertThat(got).endsWith(PICTURES).isSorted();
            assertThat(got).as("what it missed is kept nowhere").hasSizeLessThan(PICTURES);
        }
    }

    @Test
    void theHundredAndFirstPageIsToldThatThereAreTooMany() throws Exception {
        List<Fast> fast = Stream.generate(Fast::new).limit(Events.CLIENTS_MAX).toList();
        show(1);
        List<CompletableFuture<HttpResponse<Void>>> streams =
                fast.stream().map(this::open).toList();
        Awaitility.await().atMost(PATIENCE).until(() -> fast.stream().allMatch(page -> page.newest.get() == 1));

        HttpResponse<String> refused = client.send(request(), HttpResponse.BodyHandlers.ofString());

        assertThat(refused.body()).contains("event: full").contains("there are 100 pages open already");
        assertThat(streams).noneMatch(CompletableFuture::isDone);
    }

    private void show(int number) {
        String why = "it waits for the cell that has been held since the shift before, as everybody on the line knows "
                .repeat(3);
        for (int i = 0; i < RACKS; i++) {
            house.board.put(new PlantView.RackView(
                    "R-" + i,
                    "nvl72",
                    i == RACKS - 1 ? "picture " + number : "",
                    1,
                    1,
                    0,
                    0,
                    0,
                    2,
                    "",
                    false,
                    PlantView.Wanted.NOTHING,
                    why,
                    Cause.root(Cause.Kind.PROGRESS, "R-" + i, why, "")));
        }
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create(house.url() + Routes.EVENTS))
                .header("Accept", "text/event-stream")
                .build();
    }

    private CompletableFuture<HttpResponse<Void>> open(Fast page) {
        return client.sendAsync(request(), HttpResponse.BodyHandlers.fromSubscriber(page));
    }

    private Socket neverRead() throws IOException {
        Socket slow = new Socket();
        slow.setReceiveBufferSize(SLOW_RECEIVES_BYTES);
        URI at = URI.create(house.url());
        slow.connect(new InetSocketAddress(at.getHost(), at.getPort()));
        slow.setSoTimeout((int) PATIENCE.toMillis());
        slow.getOutputStream()
                .write(("GET " + Routes.EVENTS + " HTTP/1.1\r\nHost: " + at.getHost() + ":" + at.getPort()
                                + "\r\nAccept: text/event-stream\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return slow;
    }

    /** What had been written for it, and what comes then, until the newest. */
    private static List<Integer> read(Socket slow) throws IOException {
        List<Integer> got = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher number = NUMBER.matcher(line);
            if (number.find()) {
                got.add(Integer.parseInt(number.group(1)));
                if (got.get(got.size() - 1) == PICTURES) {
                    break;
                }
            }
        }
        return got;
    }

    /**
     * A page that reads as fast as it can. It looks for the number alone: making lines of all that a hundred pages get costs the
     * client more than the door, and the door is looked at here.
     */
    private static final class Fast implements Flow.Subscriber<List<ByteBuffer>> {
        private static final String MARK = "picture ";

        final AtomicInteger newest = new AtomicInteger();
        private int matched;
        private int number;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> came) {
            for (ByteBuffer part : came) {
                while (part.hasRemaining()) {
                    read(part.get());
                }
            }
        }

        private void read(byte next) {
            if (matched < MARK.length()) {
                matched = next == MARK.charAt(matched) ? matched + 1 : next == MARK.charAt(0) ? 1 : 0;
            } else if (next >= '0' && next <= '9') {
                number = 10 * number + next - '0';
            } else {
                newest.set(number);
                number = 0;
                matched = 0;
            }
        }

        @Override
        public void onError(Throwable failure) {
            newest.set(-1);
        }

        @Override
        public void onComplete() {
            newest.set(-1);
        }
    }
}
