package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.sim.world.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
class DatabaseFailsTest {

    private static final Duration A_RACK = Duration.ofMinutes(4);

    @TempDir
    Path directory;

    @Test
    void aDatabaseThatCrashesOrFallsSilentStopsTheLineWhichGoesOnByItselfAndLosesNothing() throws IOException {
        try (Database database = new Database();
                Product product = Product.unpackedIn(directory).withSmallRacks().on(database)) {
            product.startPlant();
            Process controller = product.startController();
            Operator operator = new Operator(product);
            assertThat(operator.order("nvl72")).isTrue();

            reached(operator, 2);
            database.stop();
            saysThatItStands(product, operator);
            database.start();

            reached(operator, 6);
            database.freeze();
            saysThatItStands(product, operator);
            database.thaw();

            reached(operator, 10);
            assertThat(controller.isAlive()).isTrue();
            await("released").atMost(A_RACK).pollInterval(Duration.ofSeconds(1)).until(() -> {
                operator.attend();
                return operator.plant()
                        .filter(plant ->
                                plant.path("racks").path(0).path("released").asBoolean(false))
                        .isPresent();
            });
            Path record = product.recordOf("R-0001");
            Product.stop(controller);
            LedgerComparison comparison =
                    LedgerComparison.of(Ledger.read(product.ledger()), List.of(Recorded.read(record)));
            assertThat(comparison.equal()).as(comparison.text()).isTrue();
            Ran doctor =
                    product.mortise("doctor", "--config", product.settings().toString());
            assertThat(doctor.exitCode()).as(doctor.output()).isZero();
        }
    }

    private static void saysThatItStands(Product product, Operator operator) {
        await("people are told")
                .atMost(A_RACK)
                .until(() -> product.mortise("why", "FRAME-A").output().contains("stands still"));
        assertThat(operator.order("nvl72"))
                .as("an order while nothing can be stored")
                .isFalse();
    }

    private static void reached(Operator operator, int valid) {
        await("operations valid: " + valid)
                .atMost(A_RACK)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    operator.attend();
                    return operator.plant()
                            .filter(plant ->
                                    plant.path("racks").path(0).path("valid").asInt(0) >= valid)
                            .isPresent();
                });
    }
}
