package dev.mortise.controller.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.plantserver.ABuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a cell has measured lately. */
@Tag("wire")
class TrendRoutesTest {

    private final AHouse house = new AHouse();
    private final AGuest guest = new AGuest(house.url());

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aCellTellsWhatItMeasuredWithTheLimitsItWasJudgedBy() throws Exception {
        house.rack("R-1", false).board.put(ABuild.released("R-1"));

        JsonNode trends = AGuest.json(guest.get("/api/v1/cells/LEAK-A/trends"));

        assertThat(trends.size()).isEqualTo(1);
        assertThat(trends.get(0).path("name").asString()).isEqualTo("leak_rate");
        JsonNode point = trends.get(0).path("points").get(0);
        assertThat(point.path("value").asDouble()).isEqualTo(0.25);
        assertThat(point.path("high").asDouble()).isEqualTo(0.5);
        assertThat(point.path("low").isNull()).isTrue();
        assertThat(point.path("within").asBoolean()).isTrue();
        assertThat(point.path("rack").asString()).isEqualTo("R-1");
    }

    @Test
    void whatAnotherCellMeasuredIsNotAmongIt() throws Exception {
        house.rack("R-1", false).board.put(ABuild.released("R-1"));

        assertThat(AGuest.json(guest.get("/api/v1/cells/TRAY-A/trends")).size()).isZero();
    }

    @Test
    void aCellThatDoesNotExistHasMeasuredNothingAndSaysSo() throws Exception {
        assertThat(guest.get("/api/v1/cells/TRAY-X/trends").statusCode()).isEqualTo(404);
    }
}
