package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The power goes for controller and robots in the middle of a push: nobody watched, and the robot has no memory of it. */
@Tag("system")
class RobotForgetsTest {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final String PUSH = "insert";

    /** A push takes some ten seconds then, so that it is met while it lasts. */
    private static final String SLOWLY = "speed: 25 mm/s";

    @TempDir
    Path directory;

    @Test
    void aPushOfWhichNobodyKnowsIsNotRepeatedUntilAPersonHasLooked() throws IOException {
        try (Product product =
                Product.unpackedIn(directory).withSmallRacks().edited("nvl72.yaml", "\\bspeed: 900 mm/s", SLOWLY)) {
            Process plant = product.startPlant();
            Process controller = product.startController();
            Shift shift = new Shift(product);
            shift.order();
            shift.until("a push", seen -> pushing(seen).isPresent());
            String cell = pushing(product.get("/api/v1/plant")).orElseThrow();

            Product.kill(controller);
            Product.kill(plant);
            product.startPlant();
            controller = product.startController();

            JsonNode doubt = doubt(product, cell);
            assertThat(doubt.path("facts").toString())
                    .contains("sent: step insert of ")
                    .contains("and does not know the command")
                    .contains("the robot says: ")
                    .contains("gripper holds a part: yes, part is seated: no");
            assertThat(product.mortise("why", cell).output()).contains("IN_DOUBT");
            assertThat(product.mortise("answer", "doubt-" + cell, "not-done").exitCode())
                    .isZero();

            shift.untilAllReleased();
            shift.ended(controller);
        }
    }

    private static Optional<String> pushing(JsonNode plant) {
        for (JsonNode cell : plant.path("cells")) {
            if (cell.path("step").asString("").equals(PUSH)) {
                return Optional.of(cell.path("id").asString(""));
            }
        }
        return Optional.empty();
    }

    private static JsonNode doubt(Product product, String cell) {
        return await("a question about " + cell)
                .atMost(Product.PATIENCE)
                .pollInterval(LOOK)
                .until(() -> product.get("/api/v1/questions"), questions -> !questions.isEmpty())
                .path(0);
    }
}
