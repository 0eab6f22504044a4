package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("system")
class AlarmTest {

    /** An alarm of a link is raised 20 s after a start at the soonest, and 5 s after the link went. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration LOOKING_EVERY = Duration.ofMillis(500);
    private static final String ALARM = "TRAY-A.LINK_DOWN";

    @TempDir
    Path directory;

    @Test
    void aPlcThatGoesAwayIsAnAlarmThatIsAcknowledgedOutlivesTheControllerAndReturnsWithThePlc() throws IOException {
        try (Product product = Product.unpackedIn(directory)) {
            Process plant = product.startPlant();
            Process controller = product.startController();
            awaitLink(product, "UP");

            Product.kill(plant);
            await("raised")
                    .pollInterval(LOOKING_EVERY)
                    .atMost(PATIENCE)
                    .until(() -> state(product).equals("UNACKNOWLEDGED_ACTIVE"));
            assertThat(product.mortise("acknowledge", ALARM, "--comment", "the switch is being replaced")
                            .exitCode())
                    .isZero();
            Product.kill(controller);
            product.startController();
            assertThat(product.mortise("alarms").output())
                    .contains(ALARM)
                    .contains("the switch is being replaced")
                    .contains("ACKNOWLEDGED_ACTIVE");

            product.startPlant();
            await("normal")
                    .pollInterval(LOOKING_EVERY)
                    .atMost(PATIENCE)
                    .until(() -> state(product).isEmpty());
            assertThat(past(product)).containsExactly("RETURNED", "ACKNOWLEDGED", "RAISED");
        }
    }

    private static void awaitLink(Product product, String link) {
        await("link " + link)
                .pollInterval(LOOKING_EVERY)
                .atMost(PATIENCE)
                .until(() -> product.get("/api/v1/cells/TRAY-A")
                        .path("link")
                        .asString("")
                        .equals(link));
    }

    /** Empty while it is normal. */
    private static String state(Product product) {
        for (JsonNode alarm : product.get("/api/v1/alarms").path("open")) {
            if (alarm.path("id").asString("").equals(ALARM)) {
                return alarm.path("state").asString("");
            }
        }
        return "";
    }

    private static List<String> past(Product product) {
        List<String> past = new ArrayList<>();
        product.get("/api/v1/alarms/history?source=TRAY-A&kind=LINK_DOWN")
                .path("lines")
                .forEach(line -> past.add(line.path("what").asString("")));
        return past;
    }
}
