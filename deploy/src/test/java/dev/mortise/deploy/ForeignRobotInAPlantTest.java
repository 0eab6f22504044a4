package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The robot in C at a station of the shipped plant, led by the packaged controller as its plant.yaml says. The station's simulated
 * PLC knows nothing of this robot's slot, so that the latch behind the push does not hold: the push is what is looked at.
 */
@Tag("system")
class ForeignRobotInAPlantTest {

    private static final String CELL = "TRAY-A";

    @TempDir
    Path directory;

    @Test
    void aForeignRobotSeatsAPartOfARackWithTheKeyOfItsFileAndThatIsEvidence() throws IOException {
        try (Product product = Product.unpackedIn(directory).withSmallRacks();
                CRobot robot = CRobot.builtIn(directory.resolve("c-robot"), Optional.of(key(product)))) {
            product.startPlant(); // its own HV-1 stands; the controller is told of another one
            product.edited(
                    "plant.yaml",
                    "(id: HV-1\\s+realtime: \\{ host: 127.0.0.1, )port: \\d+",
                    "$1key_file: hv-1.key, port: " + robot.port());
            Process controller = product.startController();
            Shift shift = new Shift(product);
            shift.order();

            shift.until(
                    "a part that " + CELL + " has seated",
                    seen -> pushes(product).isPresent());

            JsonNode pushes = pushes(product).orElseThrow();
            assertThat(measured(pushes, "peak_force")).isBetween(900.0, 1_400.0);
            assertThat(measured(pushes, "depth")).isBetween(249.0, 250.5);
            Product.stop(controller);
        }
    }

    /** What the controller has recorded of the cell's pushes; empty before the first. */
    private static Optional<JsonNode> pushes(Product product) {
        JsonNode trends = product.get("/api/v1/cells/" + CELL + "/trends");
        return point(trends, "peak_force").map(found -> trends);
    }

    private static double measured(JsonNode trends, String name) {
        return point(trends, name).orElseThrow().path("value").asDouble();
    }

    private static Optional<JsonNode> point(JsonNode trends, String name) {
        for (JsonNode trend : trends) {
            if (trend.path("name").asString("").equals(name)
                    && !trend.path("points").isEmpty()) {
                return Optional.of(trend.path("points").path(0));
            }
        }
        return Optional.empty();
    }

    private static Path key(Product product) throws IOException {
        Path file = Files.writeString(product.plant().resolveSibling("hv-1.key"), "c5".repeat(32) + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
