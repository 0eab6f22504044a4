package dev.mortise.controller.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.history.Archive;
import dev.mortise.controller.adapter.history.Keeping;
import dev.mortise.controller.adapter.history.Recorder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Addresses as of an instant of the past. */
@Tag("wire")
class PastTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path directory;

    private AHouse house;
    private AGuest guest;
    private Recorder recorder;

    @BeforeEach
    void open() {
        Archive archive = new Archive(directory, Clock.offset(AHouse.NOON, Duration.ofSeconds(1)));
        house = new AHouse(archive).rack("R-1", false).question().alarms("seen");
        guest = new AGuest(house.url());
        recorder = Recorder.watch(
                new Keeping(directory, Duration.ofDays(36_500), 1_000_000), house.board::now, () -> house.robots);
        Awaitility.await().until(() -> archive.begins().isPresent() && isKnown(archive) && isStanding());
    }

    private static boolean isKnown(Archive archive) {
        try {
            return !archive.at(NOON).picture().documents().isEmpty();
        } catch (dev.mortise.controller.adapter.history.Unknown e) {
            return false;
        }
    }

    private boolean isStanding() throws Exception {
        return robotsThen().path("robots").size() == 1;
    }

    private JsonNode robotsThen() throws Exception {
        return AGuest.json(guest.get("/api/v1/floor/robots?at=" + NOON));
    }

    @AfterEach
    void close() {
        recorder.close();
        house.close();
    }

    @Test
    void everyAddressAnswersForThePastAsItDidThen() throws Exception {
        for (String path : List.of(
                "plant",
                "cells",
                "cells/TRAY-A",
                "cells/TRAY-A/trends",
                "racks",
                "racks/R-1",
                "why/R-1",
                "orders",
                "questions",
                "alarms")) {
            HttpResponse<String> past = guest.get("/api/v1/" + path + "?at=" + NOON);
            assertThat(past.statusCode()).as(path).isEqualTo(200);
            assertThat(AGuest.json(past).equals(AGuest.json(guest.get("/api/v1/" + path))))
                    .as(path + ": " + past.body())
                    .isTrue();
        }
    }

    @Test
    void theRobotsOfThePastStandAsTheyStoodThen() throws Exception {
        JsonNode now = AGuest.json(guest.get("/api/v1/floor/robots"));

        JsonNode robot = robotsThen().path("robots").path(0);

        assertThat(robot.path("id").asString()).isEqualTo("HV-1");
        assertThat(robot.path("joints")).isEqualTo(now.path("robots").path(0).path("joints"));
        assertThat(robotsThen().path("unknown").asString()).isEmpty();
    }

    @Test
    void aHistoryOfBeforeJointsWereRecordedSaysThatNobodyKnowsHowRobotsStood() throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("joints"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        assertThat(robotsThen().path("robots")).isEmpty();
        assertThat(robotsThen().path("unknown").asString()).contains("nothing was recorded yet");
        assertThat(guest.get("/api/v1/floor/racks?at=" + NOON).statusCode()).isEqualTo(200);
        assertThat(guest.get("/api/v1/floor/robots?at=" + NOON.minusSeconds(1)).statusCode())
                .as("an instant of which nothing is known at all")
                .isEqualTo(400);
    }

    @Test
    void theFloorOfThePastHasTheRacksThatStoodThereThenAndNoOther() throws Exception {
        JsonNode then = AGuest.json(guest.get("/api/v1/floor/racks?at=" + NOON));
        house.board.gone(List.of(), 1, 0);
        house.rack("R-2", false);

        assertThat(then.findValuesAsString("id")).containsExactly("R-1");
        assertThat(AGuest.json(guest.get("/api/v1/floor/racks?at=" + NOON)))
                .as("what comes later changes nothing")
                .isEqualTo(then);
        assertThat(guest.get("/api/v1/floor/racks?at=2026-11-24T11:00:00Z").statusCode())
                .isEqualTo(400);
    }

    @Test
    void anInstantOfWhichNothingIsKnownIsAnsweredWithWhatIsKnown() throws Exception {
        HttpResponse<String> early = guest.get("/api/v1/plant?at=2026-11-24T11:00:00Z");
        HttpResponse<String> late = guest.get("/api/v1/plant?at=2027-01-01T00:00:00Z");
        HttpResponse<String> wrong = guest.get("/api/v1/plant?at=noon");

        assertThat(early.statusCode()).isEqualTo(400);
        assertThat(AGuest.json(early).path("detail").asString())
                .contains("before the first instant that was recorded: 2026-11-24T12:00:00Z");
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(AGuest.json(late).path("detail").asString()).contains("in the future");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(AGuest.json(wrong).path("detail").asString()).contains("at is noon; expected an instant");
    }

    @Test
    void whatWasNotThereThenIsNotFound() throws Exception {
        house.rack("R-2", false);

        assertThat(guest.get("/api/v1/racks/R-9?at=" + NOON).statusCode()).isEqualTo(404);
    }

    @Test
    void nothingIsDoneFromAPageThatShowsThePast() throws Exception {
        HttpResponse<String> marked =
                guest.post("/api/v1/cells/TRAY-A/hold", Map.of("reason", "look"), Past.MARK, NOON.toString());
        HttpResponse<String> asked = guest.post("/api/v1/orders?at=" + NOON, Map.of("type", "nvl72"));

        assertThat(marked.statusCode()).isEqualTo(409);
        assertThat(AGuest.json(marked).path("detail").asString())
                .isEqualTo("the page shows the past (" + NOON + "); nothing is done there, go back to now");
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(house.asked).isEmpty();
    }
}
