package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
class ValidateTest {

    @TempDir
    Path directory;

    @Test
    void theShippedFilesAreGood() throws IOException {
        try (Product product = Product.unpackedIn(directory)) {
            Ran ran = product.mortise("validate", conf("plant.yaml"), conf("nvl72.yaml"));

            assertThat(ran.exitCode()).as(ran.output()).isZero();
            assertThat(ran.output()).contains("2 files checked");
        }
    }

    @Test
    void everyFaultIsNamedWithItsPlaceAndTheExitCodeIsOne() throws IOException {
        try (Product product = Product.unpackedIn(directory)
                .edited(
                        "nvl72.yaml",
                        "needs: \\[dock-frame\\]\n    after: \\[audit-frame-torque\\]",
                        "needs: [dock-frme]\n    after: [audit-frame-torque]")
                .edited("nvl72.yaml", "torque: 8.5 N·m", "torque: 8.5 kg")) {
            Ran ran = product.mortise("validate", conf("plant.yaml"), conf("nvl72.yaml"));

            assertThat(ran.exitCode()).as(ran.output()).isEqualTo(1);
            assertThat(ran.output())
                    .containsPattern("nvl72.yaml:\\d+:\\d+: error: .*dock-frme")
                    .containsPattern("nvl72.yaml:\\d+:\\d+: error: .*8.5 kg");
        }
    }

    @Test
    void aControllerDoesNotStartOnSettingsThatAreWrong() throws IOException {
        try (Product product =
                Product.unpackedIn(directory).edited("mortise.yaml", "mode: simulation", "mode: simulaton")) {
            Ran ran = product.mortise("run", "--config", conf("mortise.yaml"));

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.output()).containsPattern("mortise.yaml:\\d+:\\d+: error: .*simulaton.*production");
        }
    }

    private String conf(String file) {
        return directory.resolve("conf").resolve(file).toString();
    }
}
