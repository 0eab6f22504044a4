package dev.mortise.controller.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("wire")
class AlarmRoutesTest {

    private static final String HISTORY = "/api/v1/alarms/history";

    private final AHouse house = new AHouse().alarms("I go there");
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void openAlarmsAreListedWithTheirStateAndWithFigures() throws Exception {
        JsonNode alarms = json(get("/api/v1/alarms"));

        assertThat(alarms.path("open").get(0).path("id").asString()).isEqualTo("TRAY-A.LINK_DOWN");
        assertThat(alarms.path("open").get(0).path("state").asString()).isEqualTo("RETURNED_UNACKNOWLEDGED");
        assertThat(alarms.path("open").get(0).path("returnedAt").asString()).isEqualTo("2026-11-24T03:00:10Z");
        assertThat(alarms.path("open")
                        .get(1)
                        .path("acknowledged")
                        .path("comment")
                        .asString())
                .isEqualTo("I go there");
        assertThat(alarms.path("figures").path("lastTenMinutes").asInt()).isEqualTo(2);
        assertThat(json(get("/api/v1/plant")).path("alarms")).isEqualTo(alarms);
        assertThat(get("/metrics").body())
                .contains("mortise_alarms_open{simulated=\"true\"} 2.0")
                .contains("mortise_alarms_unacknowledged{simulated=\"true\"} 1.0");
    }

    @Test
    void theHistoryIsReadPageByPageNewestFirst() throws Exception {
        List<Integer> numbers = new ArrayList<>();
        String before = "";
        for (boolean more = true; more; ) {
            JsonNode page = json(get(HISTORY + "?limit=3" + before));
            page.path("lines").forEach(line -> numbers.add(line.path("number").asInt()));
            more = page.path("next").isNumber();
            before = "&before=" + page.path("next").asString("");
        }

        assertThat(numbers).containsExactly(4, 3, 2, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "source=LEAK-A, 2",
        "source=TRAY-X, 0",
        "kind=LINK_DOWN, 2",
        "from=2026-11-24T03:00:20Z, 2",
        "to=2026-11-24T03:00:20Z, 2",
        "from=2026-11-24T03:00:05Z&to=2026-11-24T03:00:15Z, 1",
        "from=2026-11-24T04:00:05%2B01:00&source=TRAY-A, 1"
    })
    void theHistoryIsNarrowedByTimeSourceAndKind(String query, int lines) throws Exception {
        assertThat(json(get(HISTORY + "?" + query)).path("lines")).hasSize(lines);
    }

    @Test
    void theHistoryGoesIntoATableCalculatorAndNoCommentIsAFormulaThere() throws Exception {
        house.alarms("=HYPERLINK(\"x\"),\nsecond line");

        HttpResponse<String> answer = get(HISTORY + "?format=csv&limit=2");

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"alarms.csv\"");
        assertThat(answer.body())
                .isEqualTo("number,at,alarm,source,kind,priority,what,by,text\r\n"
                        + "\"4\",\"2026-11-24T03:00:30Z\",\"LEAK-A.UNIT_ABORTED\",\"LEAK-A\",\"UNIT_ABORTED\",\"MEDIUM\","
                        + "\"ACKNOWLEDGED\",\"anna\",\"'=HYPERLINK(\"\"x\"\"),\nsecond line\"\r\n"
                        + "\"3\",\"2026-11-24T03:00:20Z\",\"LEAK-A.UNIT_ABORTED\",\"LEAK-A\",\"UNIT_ABORTED\",\"MEDIUM\","
                        + "\"RAISED\",\"\",\"aborted\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=yesterday", "kind=FIRE", "limit=0", "limit=many", "before=-1", "format=xml"})
    void aQuestionThatIsNotUnderstoodIsAnsweredWithWhatWouldBeRight(String query) throws Exception {
        HttpResponse<String> answer = get(HISTORY + "?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("detail").asString())
                .contains(query.replace("=", " is "))
                .contains("expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"minutes\": \"long\", \"reason\": \"x\"}",
                "{\"minutes\": 30}",
                "{\"untilGone\": true}",
                "{\"untilGone\": false, \"reason\": \"x\"}",
                "{\"untilGone\": true, \"minutes\": 30, \"reason\": \"x\"}"
            })
    void whatIsShelvedHasAnEndAndAReason(String body) throws Exception {
        HttpRequest request = request("/api/v1/alarms/TRAY-A.LINK_DOWN/shelve")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(400);
        assertThat(house.asked).isEmpty();
    }

    @Test
    void anAlarmThatSomebodyHasToConfirmSaysSoAndIsConfirmedAsItWasSeen() throws Exception {
        JsonNode aborted = json(get("/api/v1/alarms")).path("open").get(1);
        assertThat(aborted.path("id").asString()).isEqualTo("LEAK-A.UNIT_ABORTED");
        assertThat(aborted.path("confirm").asString()).isEqualTo("it is known why");
        assertThat(aborted.path("confirmed").isNull()).isTrue();

        String raisedAt = aborted.path("raisedAt").asString();
        HttpResponse<String> answer =
                post("confirm", "{\"comment\": \"a new hose\", \"raisedAt\": \"" + raisedAt + "\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(house.asked)
                .singleElement()
                .satisfies(asked ->
                        assertThat(asked).contains("Confirm[comment=a new hose, raisedAt=Optional[" + raisedAt + "]]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirm", "acknowledge"})
    void whoConfirmsOrAcknowledgesSaysWhichAlarmAsAnInstantOrNotAtAll(String verb) throws Exception {
        HttpResponse<String> wrong = post(verb, "{\"raisedAt\": \"yesterday\"}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(json(wrong).path("detail").asString()).contains("yesterday").contains("2026-11-24T03:00:00Z");
        assertThat(house.asked).isEmpty();

        assertThat(post(verb, "{}").statusCode()).isEqualTo(200);
        assertThat(post(verb, "{\"raisedAt\": \"2026-11-24T03:00:20Z\"}").statusCode())
                .isEqualTo(200);
        assertThat(house.asked)
                .satisfiesExactly(
                        first -> assertThat(first).contains("raisedAt=Optional.empty"),
                        second -> assertThat(second).contains("raisedAt=Optional[2026-11-24T03:00:20Z]"));
    }

    private HttpResponse<String> post(String verb, String body) throws Exception {
        return client.send(
                request("/api/v1/alarms/LEAK-A.UNIT_ABORTED/" + verb)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anAlarmIsShelvedUntilItsCauseIsGone() throws Exception {
        HttpRequest request = request("/api/v1/alarms/TRAY-A.LINK_DOWN/shelve")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"untilGone\": true, \"reason\": \"it chatters\"}"))
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(house.asked)
                .singleElement()
                .satisfies(asked -> assertThat(asked).contains("ShelveUntilGone[reason=it chatters]"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(house.url() + path)).timeout(Duration.ofSeconds(20));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
