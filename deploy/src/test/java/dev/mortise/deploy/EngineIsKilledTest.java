package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The real-time engine in a process of its own is killed while it pushes parts home; the controller stays. */
@Tag("system")
class EngineIsKilledTest {

    private static final int KILLS = 4;
    private static final String PUSH = "insert";

    /** A push takes some seconds then, so that it is met while it lasts. */
    private static final String SLOWLY = "speed: 60 mm/s";

    @TempDir
    Path directory;

    @Test
    void aKilledEngineIsStartedAgainAndNoPushIsLostOrRepeated() throws Exception {
        try (Product product = Product.unpackedIn(directory)
                .withSmallRacks()
                .edited("nvl72.yaml", "\\bspeed: 900 mm/s", SLOWLY)
                .edited("mortise.yaml", "  horizon_cycles: 24", "  horizon_cycles: 24\n  process: own")) {
            product.startPlant();
            Process controller = product.startController();
            Shift shift = new Shift(product);
            shift.order();
            for (int i = 0; i < KILLS; i++) {
                shift.until("a push", seen -> pushing(seen).isPresent());
                String cell = pushing(product.get("/api/v1/plant")).orElse("");
                ProcessHandle engine = engine(controller);

                assertThat(engine.destroyForcibly()).isTrue();

                assertThat(engine.onExit()
                                .get(Product.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                .isAlive())
                        .isFalse();
                isTold(product, cell);
                await("another engine")
                        .atMost(Product.PATIENCE)
                        .until(() -> engines(controller).anyMatch(next -> next.pid() != engine.pid()));
            }
            shift.untilAllReleased();
            shift.ended(controller);

            assertThat(engines(controller)).as("none outlives its controller").isEmpty();
        }
    }

    @Test
    void aKilledControllerLeavesNoEngineBehindAndTheNextOneGoesOn() throws IOException {
        try (Product product = Product.unpackedIn(directory)
                .withSmallRacks()
                .edited("mortise.yaml", "  horizon_cycles: 24", "  horizon_cycles: 24\n  process: own")) {
            product.startPlant();
            Process first = product.startController();
            Shift shift = new Shift(product);
            shift.order();
            shift.until("a push", seen -> pushing(seen).isPresent());
            ProcessHandle engine = engine(first);

            Product.kill(first);
            Process second = product.startController();

            await("the engine of the controller that was killed has ended")
                    .atMost(Product.PATIENCE)
                    .until(() -> !engine.isAlive());
            shift.untilAllReleased();
            shift.ended(second);
        }
    }

    /** A cell that lost its engine says so, in the words that stand in the log. */
    private static void isTold(Product product, String cell) {
        await("why of " + cell)
                .atMost(Product.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> product.get("/api/v1/why/" + cell).toString(),
                        why -> why.contains("the real-time engine, a process of its own, "));
    }

    private static ProcessHandle engine(Process controller) {
        return await("the engine's process")
                .atMost(Product.PATIENCE)
                .until(() -> engines(controller).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private static Stream<ProcessHandle> engines(Process controller) {
        return controller.children().filter(ProcessHandle::isAlive);
    }

    private static Optional<String> pushing(JsonNode plant) {
        for (JsonNode cell : plant.path("cells")) {
            if (cell.path("step").asString("").equals(PUSH)) {
                return Optional.of(cell.path("id").asString(""));
            }
        }
        return Optional.empty();
    }
}
