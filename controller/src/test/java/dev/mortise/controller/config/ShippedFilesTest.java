package dev.mortise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.RackType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShippedFilesTest {

    private static final Path CONF = Path.of("src/main/dist/conf");

    @Test
    void theShippedFilesHaveNoFault() {
        assertThat(Configuration.load(CONF.resolve("mortise.yaml")).faults()).isEmpty();
        assertThat(Configuration.validate(List.of(CONF.resolve("plant.yaml"), CONF.resolve("nvl72.yaml"))))
                .isEmpty();
    }

    @Test
    void theRackTypeHasTheTwentyOperationsOfTheProcessAndAllTheirSlots() {
        List<Operation> operations = nvl72().plan().operations();

        assertThat(operations.stream().map(Operation::template).distinct()).hasSize(20);
        assertThat(operations).hasSize(14 + 1 + 4 + 4 + 8 + 9 + 18);
    }

    @Test
    void everyOperationThatACellDoesHasAPlannedDuration() {
        assertThat(nvl72().plan().operations())
                .filteredOn(operation -> operation.planned().isEmpty())
                .extracting(Operation::template)
                .containsExactly("release");
        assertThat(nvl72().plan().operation(new OperationId("plug-cables")).flatMap(Operation::planned))
                .contains(Duration.ofMinutes(42));
    }

    @Test
    void replacingATrayVoidsItsLeakTestAndAllAboveButNotTheBusBar() {
        Set<String> above = restingOn(new OperationId("insert-compute-tray.C07"));

        assertThat(above)
                .contains(
                        "rack-leak-test", "fill-coolant", "power-on", "rack-test", "burn-in", "finish-rack", "release")
                .doesNotContain(
                        "mount-bus-bar", "insert-cartridge.K01", "insert-compute-tray.C08", "manifold-leak-test");
    }

    private static Set<String> restingOn(OperationId changed) {
        Set<OperationId> resting = new HashSet<>(Set.of(changed));
        for (Operation operation : nvl72().plan().operations()) {
            if (operation.needs().stream().anyMatch(resting::contains)) {
                resting.add(operation.id());
            }
        }
        return resting.stream().map(OperationId::value).collect(Collectors.toSet());
    }

    private static RackType nvl72() {
        return Optional.ofNullable(Configuration.load(CONF.resolve("mortise.yaml"))
                        .value()
                        .orElseThrow()
                        .types()
                        .get("nvl72"))
                .orElseThrow();
    }
}
