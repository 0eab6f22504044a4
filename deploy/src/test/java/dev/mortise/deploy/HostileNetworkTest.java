package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Fifty clients that mean harm come from another network while a line works. What that costs is printed beside the same time without them. */
@Tag("system")
class HostileNetworkTest {

    private static final String PASSWORD = "correct horse battery";
    private static final int CLIENTS = 50;
    private static final int SECONDS = 20;

    @TempDir
    Path directory;

    /** Of all robots' links since the controller's start, and what the line has done. */
    private record Figures(long states, long late, long lost, long evidence) {
        Figures since(Figures before) {
            return new Figures(
                    states - before.states, late - before.late, lost - before.lost, evidence - before.evidence);
        }

        double latePercent() {
            return 100.0 * late / states;
        }
    }

    @Test
    void theLineWorksOnNoLinkIsLostAndWhoeverRunsItComesIn() throws IOException {
        ForeignClients.installed();
        try (Product product = Product.unpackedIn(directory);
                HostileNetwork network = HostileNetwork.of(product.prefix(), CLIENTS)) {
            product.withLogIn(PASSWORD)
                    .withPlantServer()
                    .edited("mortise.yaml", "(?m)^  access: login", "  access: login\n  plain: accepted")
                    .edited("mortise.yaml", "http:\n  bind: 127.0.0.1", "http:\n  bind: 0.0.0.0")
                    .edited(
                            "mortise.yaml",
                            "plant_server:\n  bind: 127.0.0.1",
                            "plant_server:\n  bind: " + network.here());
            product.startPlant();
            Process controller = product.startController();
            product.logIn("operator", PASSWORD);
            assertThat(product.mortise("order", "nvl72").exitCode()).isZero();
            Awaitility.await("the line works")
                    .atMost(Product.PATIENCE)
                    .until(() -> figures(product).evidence() >= 2);

            Figures before = figures(product);
            Ran unusedQuiet = Ran.of(new ProcessBuilder("sleep", String.valueOf(SECONDS)));
            Figures quiet = figures(product).since(before);
            before = figures(product);
            Ran crowd = comes(product, network);
            Figures harmed = figures(product).since(before);

            print(crowd, quiet, harmed);
            assertThat(crowd.exitCode()).as(crowd.output()).isZero();
            assertThat(controller.isAlive()).as("the controller").isTrue();
            assertThat(harmed.evidence()).as("pieces of evidence meanwhile").isPositive();
            assertThat(history(product))
                    .as("alarms of links")
                    .noneMatch(line -> line.path("kind").asString().contains("LINK"));
            assertThat(product.mortise("hold", "TRAY-A", "--reason", "in the middle of it")
                            .exitCode())
                    .isZero();
        }
    }

    private static Ran comes(Product product, HostileNetwork network) throws IOException {
        return Ran.of(network.command(
                "node",
                ForeignClients.DIRECTORY.resolve("hostile-crowd.mjs").toString(),
                "--to",
                network.here(),
                "--opcua",
                product.prefix() + "440",
                "--http",
                product.prefix() + "480",
                "--from",
                network.prefix(),
                "--clients",
                String.valueOf(CLIENTS),
                "--seconds",
                String.valueOf(SECONDS)));
    }

    private static Figures figures(Product product) {
        long states = 0;
        long late = 0;
        long lost = 0;
        for (JsonNode link : product.get("/api/v1/links")) {
            states += link.path("figures").path("states").asLong();
            late += link.path("figures").path("late").asLong();
            lost += link.path("figures").path("lost").asLong();
        }
        long evidence =
                product.get("/api/v1/plant").path("racks").path(0).path("valid").asLong();
        return new Figures(states, late, lost, evidence);
    }

    private static Iterable<JsonNode> history(Product product) {
        JsonNode lines = product.get("/api/v1/alarms/history");
        return StreamSupport.stream(lines.path("lines").spliterator(), false).toList();
    }

    private static void print(Ran crowd, Figures quiet, Figures harmed) {
        System.out.printf(
                Locale.ROOT,
                "%d hostile clients from another network, %s in %d s: %.2f %% of %d answers to robots late (quiet %.2f %% of %d), "
                        + "%d states lost (quiet %d), %d pieces of evidence (quiet %d)%n",
                CLIENTS,
                crowd.output().strip(),
                SECONDS,
                harmed.latePercent(),
                harmed.states(),
                quiet.latePercent(),
                quiet.states(),
                harmed.lost(),
                quiet.lost(),
                harmed.evidence(),
                quiet.evidence());
    }
}
