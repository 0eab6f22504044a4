package dev.mortise.controller.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders and their priority. */
@Tag("wire")
class OrderRoutesTest {

    private final AHouse house = new AHouse();
    private final AGuest guest = new AGuest(house.url());

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aPriorityIsAWholeNumberThatTheOtherDoorCanTellToo() throws Exception {
        HttpResponse<String> taken = guest.post("/api/v1/orders", Map.of("type", "nvl72", "priority", 5));

        assertThat(taken.statusCode()).isEqualTo(201);
        assertThat(house.asked).containsExactly("order nvl72 '' at priority 5 by web");
        for (Object wrong : List.of(70_000, 1.5, "5", false)) {
            HttpResponse<String> refused = guest.post("/api/v1/racks/R-1/priority", Map.of("priority", wrong));
            assertThat(refused.statusCode()).as(wrong.toString()).isEqualTo(400);
            assertThat(AGuest.json(refused).path("detail").asString())
                    .contains(wrong.toString())
                    .contains("a whole number from -32768 to 32767, higher ones go first");
        }
        assertThat(guest.post("/api/v1/racks/R-1/priority", Map.of()).body()).contains("priority is missing");
        assertThat(house.asked).as("what is refused here reaches no desk").hasSize(1);
    }

    @Test
    void anOrderSaysItsStateByJobControlAndWhoOrderedIt() throws Exception {
        house.rack("R-1", false).ordered("R-2", "anna", 5);

        JsonNode orders = AGuest.json(guest.get("/api/v1/orders")).path("orders");

        assertThat(orders.get(0).path("state").asString()).isEqualTo("Running");
        assertThat(orders.get(1).path("state").asString()).isEqualTo("NotAllowedToStart");
        assertThat(orders.get(1).path("priority").asInt()).isEqualTo(5);
        assertThat(orders.get(1).path("orderedBy").asString()).isEqualTo("anna");
        assertThat(orders.get(1).path("orderedAt").asString()).isEqualTo("2026-11-24T03:00:00Z");
    }
}
