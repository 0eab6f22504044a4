package dev.mortise.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.sim.config.SimPlant;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time after which a simulated robot takes its controller for gone stands in plant.yaml. */
class RobotsWatchTest {

    @TempDir
    private Path directory;

    @Test
    void itIsWhatTheFileSaysAndATenthOfASecondWhereItSaysNothing() throws Exception {
        Path file = new SmallPlant(1, 2, 3).writtenTo(directory);
        assertThat(linkTimeoutMillis(file)).isEqualTo(100);

        Files.writeString(
                file, Files.readString(file).replace("cycle_us: 2000 }", "cycle_us: 2000, link_timeout_ms: 40 }"));

        assertThat(linkTimeoutMillis(file)).isEqualTo(40);
    }

    private static int linkTimeoutMillis(Path file) throws SimPlant.BadPlant {
        return SimPlant.read(file).cells().get(0).robots().get(0).linkTimeoutMillis();
    }
}
