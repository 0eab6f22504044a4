package dev.mortise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a unit may act is said of each PLC, and is a minute where nobody says it. */
class ActingLimitTest {

    private static final Path CONF = Path.of("src/main/dist/conf");

    @TempDir
    Path directory;

    @Test
    void aUnitMayActForAsLongAsItsPlcSaysAndOtherwiseForAMinute() throws IOException {
        for (String file : new String[] {"mortise.yaml", "nvl72.yaml"}) {
            Files.copy(CONF.resolve(file), directory.resolve(file));
        }
        Files.writeString(
                directory.resolve("plant.yaml"),
                Files.readString(CONF.resolve("plant.yaml"))
                        .replaceFirst("plc: \\{ endpoint", "plc: { acting_seconds_max: 240, endpoint"));

        Loaded<Configuration> loaded = Configuration.load(directory.resolve("mortise.yaml"));

        assertThat(loaded.faults()).isEmpty();
        assertThat(loaded.value().orElseThrow().plant().cells().stream()
                        .filter(cell -> !cell.plc().actsWithin().equals(Duration.ofSeconds(60)))
                        .collect(Collectors.toMap(
                                cell -> cell.id().value(), cell -> cell.plc().actsWithin())))
                .containsOnlyKeys("FRAME-A")
                .containsValue(Duration.ofSeconds(240));
    }
}
