package dev.mortise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.process.DeviceRequest;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.RackType;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.step.StepKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plant that is not ours needs: YAML and, at most, one step kind. */
class ExtensionTest {

    @TempDir
    private Path directory;

    @Test
    void aNewCellAndANewOperationAreYamlAlone() throws IOException {
        PlantSpec plant = plant("[fasten, inspect]");

        RackType type = type(plant, """
                  - { id: close, kind: plc, command: screws.tighten, count: 4, torque: 2.0 N·m, angle_min: 10 deg, angle_max: 90 deg }
                """);

        Operation operation = type.plan().operations().get(0);
        assertThat(operation.capabilities()).containsExactly("fasten");
        assertThat(plant.cells()).anyMatch(cell -> cell.canDo(operation.capabilities()));
    }

    @Test
    void aNewStepKindIsFoundAndBringsItsCapabilityAlong() throws IOException {
        PlantSpec plant = plant("[press]");

        RackType type = type(plant, """
                  - id: press
                    kind: press
                    force: 800 N
                    limits: [{ measurement: way, low: 11.9 mm, high: 12.1 mm }]
                """);

        Operation operation = type.plan().operations().get(0);
        Step step = operation.steps().get(0);
        assertThat(Optional.ofNullable(StepKinds.load().get("press")))
                .hasValueSatisfying(
                        kind -> assertThat(kind.request(plant.cells().get(0), operation, step))
                                .isEqualTo(new DeviceRequest.Plc("bearing.press", Map.of("force", 800.0), Map.of())));
    }

    private PlantSpec plant(String capabilities) throws IOException {
        Loaded<PlantSpec> plant =
                PlantFile.load(Files.writeString(directory.resolve("plant.yaml"), """
                plant: somebody-elses
                line:
                  id: L
                  cells:
                    - { id: PRESS-1, capabilities: %s, plc: { endpoint: "opc.tcp://10.0.0.1:4840" } }
                  transporter: { id: CRANE, capabilities: [transport], plc: { endpoint: "opc.tcp://10.0.0.2:4840" } }
                """.formatted(capabilities)));
        assertThat(plant.faults()).isEmpty();
        return plant.value().orElseThrow();
    }

    private RackType type(PlantSpec plant, String step) throws IOException {
        Loaded<RackType> type = RackTypeFile.load(
                Files.writeString(directory.resolve("pump.yaml"), """
                rack_type: pump
                revision: "1"
                operations:
                - id: work
                  number: 10
                  title: The one thing done to a pump
                  steps:
                %s""".formatted(step)), Optional.of(plant));
        assertThat(type.faults()).isEmpty();
        return type.value().orElseThrow();
    }
}
