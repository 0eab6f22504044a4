package dev.mortise.controller.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.web.AHouse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests at the HTTP door: 500 says that something was thrown that is no refusal. */
@Tag("wire")
class HttpFuzzTest {

    private static final int EXECUTIONS = 1_500;

    /** Not asked by any command. */
    private static final List<String> READS = List.of(
            "/api/v1/plant?at=2026-11-27T08:00:00Z",
            "/api/v1/alarms/history?from=2026-11-27T06:00:00Z&limit=5&before=3&format=csv&source=TRAY-A",
            "/api/v1/cells/TRAY-A/trends",
            "/api/v1/floor/racks",
            "/api/v1/blackboxes/20261127T070618/picture",
            "/api/v1/past?at=2026-11-27T08:00:00Z",
            "/openapi.yaml");

    @TempDir
    Path directory;

    private final AHouse house = new AHouse();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Integer, Integer> answers = new TreeMap<>();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theCommandLineAsksForEveryActOfTheDoorButForACommentOnAnAlarm() throws Exception {
        List<String> asked = RecordedRequests.of(directory).stream()
                .filter(request -> request.verb().equals("POST"))
                .map(RecordedRequests.Request::path)
                .distinct()
                .toList();

        assertThat(HttpTarget.ACTS).hasSizeGreaterThan(20).containsAll(asked);
        assertThat(HttpTarget.ACTS.stream().filter(act -> !asked.contains(act)))
                .containsExactly("/api/v1/alarms/TRAY-A.LINK_DOWN/comment");
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whateverStandsInABodyItIsTakenOrRefused() throws Exception {
        int[] next = new int[1];
        List<byte[]> bodies = RecordedRequests.of(directory).stream()
                .filter(request -> request.verb().equals("POST"))
                .map(RecordedRequests.Request::body)
                .toList();
        Fuzz.run(bodies, Fuzz.executions(EXECUTIONS), input -> {
            next[0] = (next[0] + 1) % HttpTarget.ACTS.size();
            answered(client.send(
                            HttpRequest.newBuilder(URI.create(house.url() + HttpTarget.ACTS.get(next[0])))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(input))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode());
        });

        if (!Fuzz.isOne()) {
            assertThat(answers).containsKeys(200, 400);
        }
        assertAlive();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whateverARequestLooksLikeItIsAnsweredOrCutOff() throws Exception {
        List<byte[]> requests = new ArrayList<>();
        RecordedRequests.of(directory).forEach(request -> requests.add(request.whole()));
        READS.forEach(path -> requests.add((HttpTarget.head("GET", path) + "\r\n").getBytes(StandardCharsets.UTF_8)));

        Fuzz.run(requests, Fuzz.executions(EXECUTIONS), input -> answered(HttpTarget.sent(house, input)));

        if (!Fuzz.isOne()) {
            assertThat(answers).containsKeys(200, 400, 404);
        }
        assertAlive();
    }

    private void answered(int status) {
        answers.merge(status, 1, Integer::sum);
        if (status == HttpTarget.FAULT_OF_OURS) {
            throw new AssertionError("answered with " + status);
        }
    }

    private void assertAlive() throws Exception {
        assertThat(client.send(
                                HttpRequest.newBuilder(URI.create(house.url() + "/livez"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }
}
