package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mortise.sim.world.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("system")
class RackOnTheLineTest {

    private static final Duration A_RACK = Duration.ofMinutes(4);
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path directory;

    @Test
    void aRackGoesOnWhereItWasWhenTheControllerIsStoppedAndWhenItIsKilled() throws IOException {
        try (Product product = Product.unpackedIn(directory)
                .withSmallRacks()
                .edited("plant.yaml", "port: (\\d+), cycle_us", "key: over-opcua, port: $1, cycle_us")) {
            PlcCertificates.plant(product, "sign-and-encrypt");
            product.startPlant();
            Process first = product.startController();
            PlcCertificates.accepted(product, 11);
            assertThat(product.mortise("order", "nvl72").output()).isEqualToIgnoringNewLines("R-0001");
            reached(product, 3);
            Product.stop(first);
            Process second = product.startController();
            reached(product, 8);
            Product.kill(second);
            Process third = product.startController();

            released(product);
            Path record = product.recordOf("R-0001");
            Product.stop(third);
            Ran doctor =
                    product.mortise("doctor", "--config", product.settings().toString());
            assertThat(doctor.exitCode()).as(doctor.output()).isZero();
            assertThat(doctor.output()).contains("nothing wrong");

            LedgerComparison comparison =
                    LedgerComparison.of(Ledger.read(product.ledger()), List.of(Recorded.read(record)));
            assertThat(comparison.equal()).as(comparison.text()).isTrue();
            assertThat(comparison.effects()).isPositive();
        }
    }

    @Test
    void aHoldOutlivesTheControllerAndNothingMovesUntilAPersonTakesItBack() throws IOException {
        try (Product product = Product.unpackedIn(directory).withSmallRacks()) {
            product.startPlant();
            Process first = product.startController();
            assertThat(product.mortise("hold", "FRAME-A", "--reason", "shift change")
                            .exitCode())
                    .isZero();
            assertThat(product.mortise("order", "nvl72").exitCode()).isZero();
            Product.kill(first);
            product.startController();

            await().atMost(Product.PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    cell(product, "FRAME-A").path("holds").toString())
                            .contains("shift change"));
            // until its PLC is connected again, that is what stands first in the way
            await().atMost(Product.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(product.mortise("why", "R-0001").output())
                                    .contains("FRAME-A is not available: held by")
                                    .contains("shift change"));
            assertThat(Ledger.read(product.ledger()))
                    .as("what the plant did")
                    .noneMatch(line -> line.entry().cell().equals("FRAME-A") && !onlyObeyed(line));
            assertThat(product.mortise("unhold", "FRAME-A").exitCode()).isZero();
            reached(product, 2);
        }
    }

    @Test
    void aControllerInProductionRefusesSimulatedEquipmentAndSaysSo() throws IOException {
        try (Product product = Product.unpackedIn(directory)
                .withSmallRacks()
                .withLogIn(PASSWORD)
                .withKeys()
                .edited("mortise.yaml", "mode: simulation", "mode: production")) {
            PlcCertificates.plant(product, "none");
            product.startPlant();
            product.startController();
            product.logIn("operator", PASSWORD);
            assertThat(product.mortise("order", "nvl72").exitCode()).isZero();

            await().atMost(Product.PATIENCE)
                    .untilAsserted(() -> product.get("/api/v1/cells")
                            .forEach(cell ->
                                    assertThat(cell.path("why").asString("")).contains("simulated")));
            assertThat(product.mortise("why", "FRAME-A").output()).contains("simulated");
            assertThat(Ledger.read(product.ledger())).as("what the plant did").isEmpty();
        }
    }

    @Test
    void aRackIsBuiltOnJava25() throws IOException {
        Optional<Path> java = java25();
        assumeTrue(java.isPresent(), "no Java 25 below /usr/lib/jvm");
        try (Product product = Product.unpackedIn(directory).withSmallRacks().on(java.orElseThrow())) {
            product.startPlant();
            product.startController();
            assertThat(product.mortise("order", "nvl72").exitCode()).isZero();

            released(product);
        }
    }

    /** A hold that came after the unit was reset is a PackML command: its PLC obeys the epoch, and nothing moves. */
    private static boolean onlyObeyed(Ledger.Line line) {
        return line.epoch().isPresent();
    }

    private static Optional<Path> java25() throws IOException {
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> installed = Files.list(all)) {
            return installed
                    .filter(path -> path.getFileName().toString().contains("25"))
                    .map(path -> path.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    private static void reached(Product product, int valid) {
        await("operations valid: " + valid)
                .atMost(A_RACK)
                .untilAsserted(
                        () -> assertThat(rack(product).path("valid").asInt(0)).isGreaterThanOrEqualTo(valid));
    }

    private static void released(Product product) {
        await("released")
                .atMost(A_RACK)
                .untilAsserted(() -> assertThat(rack(product).path("released").asBoolean(false))
                        .as(() -> rack(product).toString())
                        .isTrue());
    }

    private static JsonNode rack(Product product) {
        return product.get("/api/v1/racks").path(0);
    }

    private static JsonNode cell(Product product, String id) {
        return product.get("/api/v1/cells/" + id);
    }
}
