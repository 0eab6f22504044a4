package dev.mortise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** One engine answers all robots of a plant: one too many is a fault of the file, not a line that is late. */
class RobotsOfAPlantTest {

    private static final Path SHIPPED = Path.of("src/main/dist/conf/plant.yaml");
    private static final String TOO_MANY = "at most 64 robots in a plant";

    @TempDir
    private Path directory;

    private List<Fault> faultsWith(int robots) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        ObjectNode plant = (ObjectNode) yaml.readTree(Files.readString(SHIPPED));
        ArrayNode cells = plant.withArray("/line/cells");
        int there = 0;
        ArrayNode into = yaml.createArrayNode();
        for (int cell = 0; cell < cells.size(); cell++) {
            if (cells.get(cell).path("robots").size() > 0) {
                into = (ArrayNode) cells.get(cell).get("robots");
                there += into.size();
            }
        }
        ObjectNode pattern = (ObjectNode) into.get(0);
        for (int more = there; more < robots; more++) {
            ObjectNode robot = pattern.deepCopy();
            robot.put("id", "EXTRA-" + more);
            ((ObjectNode) robot.get("realtime")).put("port", 50_000 + more);
            into.add(robot);
        }
        Path file = directory.resolve("plant.yaml");
        Files.writeString(file, yaml.writeValueAsString(plant));
        return PlantFile.load(file).faults();
    }

    @Test
    void sixtyFourAreTakenAndTheSixtyFifthIsNamed() throws IOException {
        assertThat(faultsWith(64)).isEmpty();

        assertThat(faultsWith(65)).singleElement().satisfies(fault -> {
            assertThat(fault.found()).isEqualTo("'EXTRA-64'");
            assertThat(fault.expected()).startsWith(TOO_MANY);
            assertThat(fault.line()).isPositive();
        });
    }
}
