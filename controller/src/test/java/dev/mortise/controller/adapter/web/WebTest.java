package dev.mortise.controller.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.port.PlantView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

@Tag("wire")
class WebTest {

    private final AHouse house = new AHouse();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void everyActOnARackReachesTheDeskWithItsReasonAndWhoWantsIt() throws Exception {
        post("/api/v1/orders", "{\"type\":\"nvl72\",\"store\":true}");
        post("/api/v1/racks/R-1/hold", "{\"reason\":\"look\"}");
        post("/api/v1/racks/R-1/unhold", "");
        post("/api/v1/racks/R-1/start", "");
        post("/api/v1/racks/R-1/revoke-start", "");
        post("/api/v1/racks/R-1/priority", "{\"priority\":-7}");
        post("/api/v1/racks/R-1/propose-waiver", "{\"operation\":\"paint\",\"reason\":\"cosmetic\"}");
        post("/api/v1/racks/R-1/grant-waiver", "{\"operation\":\"paint\"}");
        post("/api/v1/racks/R-1/abandon", "{\"reason\":\"bent\",\"how\":\"abort\"}");
        assertThat(post("/api/v1/racks/R-1/abandon", "{\"reason\":\"bent\",\"how\":\"burn\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/api/v1/racks/R-1/hold", "{}").statusCode()).isEqualTo(400);

        assertThat(house.asked)
                .containsExactly(
                        "store nvl72 '' by anna",
                        "Hold[reason=look] of R-1 by anna",
                        "Unhold[] of R-1 by anna",
                        "AllowStart[] of R-1 by anna",
                        "RevokeStart[] of R-1 by anna",
                        "Prioritize[priority=-7] of R-1 by anna",
                        "ProposeWaiver[operation=paint, reason=cosmetic] of R-1 by anna",
                        "GrantWaiver[operation=paint] of R-1 by anna",
                        "Abandon[reason=bent, how=ABORT] of R-1 by anna");
    }

    @Test
    void theOpenApiDocumentDescribesEveryRouteAndNoOther() {
        TreeSet<String> described = new TreeSet<>();
        new YAMLMapper()
                .readTree(Routes.resource("openapi.yaml"))
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (!method.getKey().equals("parameters")) {
                        described.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        TreeSet<String> served = new TreeSet<>();
        Web.Setup setup = house.setup();
        try (Events events = new Events(setup.board(), setup.robots());
                LogInDesk logIn = new LogInDesk(setup)) {
            Routes.of(setup, new Gauges(setup.board(), setup.robots()), events, logIn)
                    .forEach(route -> served.add(route.method() + " " + route.path()));
        }

        assertThat(described).isEqualTo(served);
    }

    @Test
    void aRackIsShownWithWhatIsValidDueAndVoid() throws Exception {
        house.rack("R-1", false);

        JsonNode rack = json(get("/api/v1/racks/R-1"));

        assertThat(rack.path("valid").asInt()).isEqualTo(30);
        assertThat(rack.path("due").asInt()).isEqualTo(1);
        assertThat(rack.path("voided").asInt()).isEqualTo(3);
    }

    @Test
    void aCellThatDoesNotExistIsAnsweredWithThoseThatDo() throws Exception {
        HttpResponse<String> answer = get("/api/v1/cells/TRAY-X");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).path("detail").asString()).contains("TRAY-X").contains("TRAY-A, LEAK-A");
    }

    @Test
    void everyActReachesTheDeskWithItsAuthor() throws Exception {
        assertThat(post("/api/v1/orders", "{\"type\":\"nvl72\"}").statusCode()).isEqualTo(201);
        post("/api/v1/cells/TRAY-A/hold", "{\"reason\":\"gripper\"}");
        post("/api/v1/cells/TRAY-A/unhold", "");
        post("/api/v1/cells/TRAY-A/abort", "{\"reason\":\"crooked\"}");
        post("/api/v1/cells/TRAY-A/clear", "{}");
        post("/api/v1/cells/TRAY-A/speed", "{\"percent\":30}");
        post("/api/v1/questions/R-1-leak-2/answer", "{\"choice\":\"retry\"}");
        post("/api/v1/alarms/TRAY-A.HELD/acknowledge", "{\"comment\":\"seen\"}");
        post("/api/v1/alarms/TRAY-A.HELD/shelve", "{\"minutes\":30,\"reason\":\"lunch\"}");
        post("/api/v1/alarms/TRAY-A.HELD/unshelve", "");

        assertThat(house.asked)
                .containsExactly(
                        "order nvl72 '' by anna",
                        "hold TRAY-A gripper by anna",
                        "unhold TRAY-A by anna",
                        "abort TRAY-A crooked by anna",
                        "clear TRAY-A by anna",
                        "speed TRAY-A 30 by anna",
                        "answer R-1-leak-2 retry by anna",
                        "alarm TRAY-A.HELD Acknowledge[comment=seen, raisedAt=Optional.empty] by anna",
                        "alarm TRAY-A.HELD Shelve[minutes=30, reason=lunch] by anna",
                        "alarm TRAY-A.HELD Unshelve[] by anna");
    }

    @Test
    void aRefusalCarriesTheDesksReason() throws Exception {
        house.refusal = Optional.of("TRAY-A is not held");

        HttpResponse<String> answer = post("/api/v1/cells/TRAY-A/unhold", "{}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("detail").asString()).isEqualTo("TRAY-A is not held");
    }

    @Test
    void aBodyThatIsNotUnderstoodIsAnsweredWithWhatWouldBeRight() throws Exception {
        HttpResponse<String> missing = post("/api/v1/orders", "{}");
        HttpResponse<String> broken = post("/api/v1/orders", "{\"type\":");

        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.body()).contains("nvl72");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(house.asked).isEmpty();
    }

    @Test
    void aFormOfAnotherSiteCannotAct() throws Exception {
        HttpRequest form = request("/api/v1/cells/TRAY-A/clear")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("x=1"))
                .build();

        assertThat(client.send(form, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
        assertThat(house.asked).isEmpty();
    }

    @Test
    void thePageAsksNobodyElseAndRunsNoForeignScript() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self'")
                .doesNotContain("unsafe");
        StringBuilder all = new StringBuilder(page.body() + get("/style.css").body());
        for (String script : Routes.SCRIPTS) {
            all.append(get("/" + script).body());
        }
        assertThat(all.toString()).doesNotContain("http://").doesNotContain("https://");
    }

    @Test
    void metricsAndTheApiSayHowALinkDoes() throws Exception {
        assertThat(get("/metrics").body())
                .contains("mortise_robot_states_total{robot=\"HV-1\",simulated=\"true\"} 5000.0")
                .contains("mortise_robot_answers_late_total{robot=\"HV-1\",simulated=\"true\"} 3.0")
                .contains("mortise_robot_states_lost_total{robot=\"HV-1\",simulated=\"true\"} 2.0")
                .contains("mortise_robot_datagrams_rejected_total{cause=\"crc\",robot=\"HV-1\",simulated=\"true\"} 4.0")
                .contains(
                        "mortise_robot_round_trip_seconds{quantile=\"0.99\",robot=\"HV-1\",simulated=\"true\"} 9.0E-4");

        JsonNode link = json(get("/api/v1/links")).get(0);
        assertThat(link.path("id").asString()).isEqualTo("HV-1");
        assertThat(link.path("figures").path("duplicated").asInt()).isEqualTo(1);
        assertThat(link.path("figures").path("answer").path("maxNanos").asInt()).isEqualTo(200_000);
    }

    @Test
    void aBlackBoxIsListedAndDrawnByItsName() throws Exception {
        String name = json(get("/api/v1/blackboxes")).get(0).path("name").asString();

        HttpResponse<String> picture = get("/api/v1/blackboxes/" + name + "/picture");
        assertThat(picture.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/svg+xml");
        assertThat(picture.body()).startsWith("<svg");

        HttpResponse<String> none = get("/api/v1/blackboxes/20250101/picture");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).contains("no black box 20250101");
    }

    @Test
    void metricsSayThatTheEquipmentIsSimulated() throws Exception {
        assertThat(get("/metrics").body())
                .contains("mortise_cell_executing{cell=\"TRAY-A\",simulated=\"true\"}")
                .contains("mortise_robot_link{robot=\"HV-1\",simulated=\"true\"} 1.0");
    }

    @Test
    void readinessIsTheControllersAndLivenessTheProcesss() throws Exception {
        house.ready = false;

        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void everyPageHearsOfAChange() throws Exception {
        HttpRequest events = request("/api/v1/events")
                .header("Accept", "text/event-stream")
                .GET()
                .build();
        HttpResponse<InputStream> stream = client.send(events, HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(next(lines).path("plant").path("racks")).isEmpty();

            house.board.put(new PlantView.RackView(
                    "R-9",
                    "nvl72",
                    "",
                    1,
                    1,
                    0,
                    0,
                    0,
                    2,
                    "",
                    false,
                    PlantView.Wanted.NOTHING,
                    "due",
                    Cause.root(Cause.Kind.PROGRESS, "R-9", "due", "")));
            JsonNode picture = next(lines);
            while (picture.path("plant").path("racks").isEmpty()) {
                picture = next(lines);
            }

            assertThat(picture.path("plant").path("racks").get(0).path("id").asString())
                    .isEqualTo("R-9");
            assertThat(picture.path("robots").get(0).path("id").asString()).isEqualTo("HV-1");
        }
    }

    private static JsonNode next(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data:")) {
                return JsonMapper.shared().readTree(line.substring("data:".length()));
            }
        }
        throw new IOException("the stream of events ended");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .header("X-Mortise-By", "anna")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(house.url() + path)).timeout(Duration.ofSeconds(20));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
