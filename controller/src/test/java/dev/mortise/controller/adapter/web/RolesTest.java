package dev.mortise.controller.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.access.LogIns;
import dev.mortise.controller.adapter.access.MovedClock;
import dev.mortise.controller.domain.access.Access;
import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.access.Role;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every route of the HTTP door, and who may use it. */
@Tag("wire")
class RolesTest {

    private static final List<String> OUTSIDE_THE_API = List.of(
            "GET / nothing",
            "GET /acts.js nothing",
            "GET /bodies.js nothing",
            "GET /floor.js nothing",
            "GET /scene.js nothing",
            "GET /three/BufferGeometryUtils.js nothing",
            "GET /three/GLTFLoader.js nothing",
            "GET /three/OrbitControls.js nothing",
            "GET /three/three.core.min.js nothing",
            "GET /three/three.module.min.js nothing",
            "GET /alarms.js nothing",
            "GET /app.js nothing",
            "GET /cell.js nothing",
            "GET /chart.js nothing",
            "GET /dom.js nothing",
            "GET /line.js nothing",
            "GET /oee.js nothing",
            "GET /orders.js nothing",
            "GET /past.js nothing",
            "GET /rack.js nothing",
            "GET /style.css nothing",
            "GET /timeline.js nothing",
            "GET /trends.js nothing",
            "GET /who.js nothing",
            "GET /words.js nothing",
            "GET /messages/languages.json nothing",
            "GET /messages/en.json nothing",
            "GET /messages/de.json nothing",
            "GET /why.js nothing",
            "GET /needs.js nothing",
            "GET /asbuilt.js nothing",
            "GET /livez nothing",
            "GET /readyz nothing",
            "GET /version nothing",
            "GET /metrics READ",
            "GET /openapi.yaml READ",
            "GET /api/v1/me a log-in");

    private static final int NOBODY = 401;
    private static final int NOT_ALLOWED = 403;

    @TempDir
    Path directory;

    private AHouse house;
    private AGuest guest;

    @BeforeEach
    void open() throws Exception {
        MovedClock clock = new MovedClock();
        house = new AHouse(new Web.Admission.Users(new LogIns(AUserFile.in(directory, clock), clock), false))
                .rack("R-1", false)
                .question()
                .doubt();
        guest = new AGuest(house.url());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whatIsReadOutsideTheApiNeedsNothingOrReading() {
        assertThat(table("GET").stream().filter(row -> !row.startsWith("GET /api/") || !row.endsWith(" READ")))
                .as("what is more than reading the API, or less")
                .containsExactlyInAnyOrderElementsOf(OUTSIDE_THE_API);
    }

    @Test
    void whatEachActNeedsIsThisTable() {
        assertThat(table("POST"))
                .containsExactlyInAnyOrder(
                        "POST /api/v1/login nothing",
                        "POST /api/v1/logout a log-in",
                        "POST /api/v1/orders RUN",
                        "POST /api/v1/cells/{id}/hold REQUEST_STOP",
                        "POST /api/v1/cells/{id}/abort REQUEST_STOP",
                        "POST /api/v1/cells/{id}/unhold RUN",
                        "POST /api/v1/cells/{id}/clear RUN",
                        "POST /api/v1/cells/{id}/speed RUN",
                        "POST /api/v1/racks/{id}/hold REQUEST_STOP",
                        "POST /api/v1/racks/{id}/unhold RUN",
                        "POST /api/v1/racks/{id}/start RUN",
                        "POST /api/v1/racks/{id}/revoke-start RUN",
                        "POST /api/v1/racks/{id}/abandon RUN",
                        "POST /api/v1/racks/{id}/priority RUN",
                        "POST /api/v1/racks/{id}/propose-waiver RUN",
                        "POST /api/v1/racks/{id}/grant-waiver WAIVE",
                        "POST /api/v1/alarms/{id}/acknowledge RUN",
                        "POST /api/v1/alarms/{id}/confirm RUN",
                        "POST /api/v1/alarms/{id}/comment RUN",
                        "POST /api/v1/alarms/{id}/shelve RUN",
                        "POST /api/v1/alarms/{id}/unshelve RUN",
                        "POST /api/v1/questions/{id}/answer what the question needs");
    }

    private Set<String> table(String method) {
        Set<String> table = new TreeSet<>();
        routes().stream()
                .filter(route -> route.method().equals(method))
                .forEach(route -> table.add(route.method() + " " + route.path() + " " + words(route.need())));
        return table;
    }

    @Test
    void theOpenApiDocumentSaysOfEveryRouteWhatItNeeds() {
        JsonNode paths =
                new YAMLMapper().readTree(Routes.resource("openapi.yaml")).path("paths");

        for (Route route : routes()) {
            assertThat(paths.path(route.path())
                            .path(route.method().toLowerCase(Locale.ROOT))
                            .path("x-needs")
                            .asString(""))
                    .as(route.method() + " " + route.path())
                    .isEqualTo(words(route.need()));
        }
    }

    @Test
    void nobodyWhoIsNotLoggedInIsToldOrAllowedAnythingOfThePlant() throws Exception {
        for (Route route : routes()) {
            for (String path : paths(route)) {
                HttpResponse<InputStream> answer = send(route, path);
                if (route.need() instanceof Need.Nothing) {
                    assertThat(answer.statusCode()).as(path).isIn(200, 400);
                } else {
                    assertThat(answer.statusCode()).as(path).isEqualTo(NOBODY);
                    assertThat(answer.headers().firstValue("WWW-Authenticate"))
                            .as(path)
                            .isPresent();
                }
                answer.body().close();
            }
        }
        assertThat(house.asked).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRoleMayExactlyWhatTheTableOfAllDoorsSays(Role role) throws Exception {
        String bearer = "Bearer " + guest.token(role.word());
        for (Route route : routes()) {
            for (String path : paths(route)) {
                if (path.endsWith("/logout") || path.endsWith("/login")) {
                    continue;
                }
                boolean may =
                        needed(route, path).map(act -> Access.allows(role, act)).orElse(true);
                HttpResponse<InputStream> answer = send(route, path, "Authorization", bearer);
                if (may) {
                    assertThat(answer.statusCode()).as(role + " " + path).isNotIn(NOBODY, NOT_ALLOWED);
                } else {
                    assertThat(answer.statusCode()).as(role + " " + path).isEqualTo(NOT_ALLOWED);
                }
                answer.body().close();
            }
        }
        assertThat(house.asked).allSatisfy(asked -> assertThat(asked).endsWith(" by " + role.word()));
    }

    @Test
    void aRefusalSaysTheRoleWhatItMayNotAndWhoMay() throws Exception {
        HttpResponse<String> answer = guest.post(
                "/api/v1/orders", Map.of("type", "nvl72"), "Authorization", "Bearer " + guest.token("viewer"));

        assertThat(answer.statusCode()).isEqualTo(NOT_ALLOWED);
        assertThat(AGuest.json(answer).path("detail").asString())
                .isEqualTo("viewer: the role viewer does not order racks or give them up, release or clear cells; "
                        + "operator and maintenance may");
    }

    @Test
    void whoeverIsRemovedIsOutAtTheNextRequest() throws Exception {
        MovedClock clock = new MovedClock();
        String bearer = "Bearer " + guest.token("operator");
        assertThat(guest.post("/api/v1/cells/TRAY-A/clear", Map.of(), "Authorization", bearer)
                        .statusCode())
                .isEqualTo(200);

        AUserFile.in(directory, clock).remove("operator");

        assertThat(guest.get("/api/v1/plant", "Authorization", bearer).statusCode())
                .isEqualTo(NOBODY);
    }

    private List<Route> routes() {
        Web.Setup setup = house.setup();
        try (Events events = new Events(setup.board(), setup.robots());
                LogInDesk logIn = new LogInDesk(setup)) {
            return Routes.of(setup, new Gauges(setup.board(), setup.robots()), events, logIn);
        }
    }

    private static Optional<Act> needed(Route route, String path) {
        if (route.need() instanceof Need.To to) {
            return Optional.of(to.act());
        }
        return route.need() instanceof Need.OfQuestion
                ? Optional.of(path.contains("doubt") ? Act.RESOLVE_DOUBT : Act.RUN)
                : Optional.empty();
    }

    private static String words(Need need) {
        if (need instanceof Need.To to) {
            return to.act().name();
        }
        return need instanceof Need.Nothing
                ? "nothing"
                : need instanceof Need.LogIn ? "a log-in" : "what the question needs";
    }

    private static List<String> paths(Route route) {
        if (route.path().startsWith("/api/v1/questions/{id}")) {
            return Stream.of("R-1-leak-2", "doubt-TRAY-A")
                    .map(id -> route.path().replace("{id}", id))
                    .toList();
        }
        String id = route.path().contains("/racks/") ? "R-1" : "TRAY-A";
        return List.of(route.path().replace("{id}", id).replace("{subject}", "R-1"));
    }

    private HttpResponse<InputStream> send(Route route, String path, String... headers) throws Exception {
        HttpRequest.Builder request = guest.request(path, headers);
        if (route.acts()) {
            request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"type\": \"nvl72\", \"reason\": \"a test\", \"choice\": \"retry\"}"));
        } else if (path.equals(Routes.EVENTS)) {
            request.header("Accept", "text/event-stream").GET();
        }
        return guest.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }
}
