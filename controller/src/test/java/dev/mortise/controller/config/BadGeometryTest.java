package dev.mortise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong about where a robot's axes are is told with its line and with what would be right. */
class BadGeometryTest {

    private static final Path CONF = Path.of("src/main/dist/conf");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "along: [0, 0, 1] | along: [0, 0, 0] | 0 | a direction: x, y, z, not all of them 0",
                "- { through: [0, 0, 0], along: [0, 0, 1] } | # | 1 | 6 lines, one per joint; it has 5",
                "tool: [1.77, 0, 0.81] | tool: [1.77, 0] | 0 | 3",
                "min: [-0.6, -1.7, | min: [-0.6, 1.7, | 0 | y less than that of max, which is 1.7",
            })
    void itIsAFaultOfTheFile(String right, String wrong, int linesBelow, String expected) throws IOException {
        String text = Files.readString(CONF.resolve("plant.yaml"));
        int line = (int) text.substring(0, text.indexOf(right)).lines().count() + linesBelow;
        Path file = Files.writeString(
                directory.resolve("plant.yaml"),
                text.substring(0, text.indexOf(right)) + wrong + text.substring(text.indexOf(right) + right.length()));

        List<Fault> faults = PlantFile.load(file).faults();

        assertThat(faults).anySatisfy(fault -> {
            assertThat(fault.expected()).contains(expected);
            assertThat(fault.line()).isEqualTo(line);
        });
    }
}
