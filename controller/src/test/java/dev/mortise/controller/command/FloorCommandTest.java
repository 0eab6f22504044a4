package dev.mortise.controller.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code mortise floor}. */
class FloorCommandTest {

    private static final byte[] MODEL = "a model".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theModelIsWrittenToTheFile() throws Exception {
        Path file = directory.resolve("floor.glb");

        int code = execute((settings, faults) -> Optional.of(MODEL), file);

        assertThat(code).isZero();
        assertThat(file).hasBinaryContent(MODEL);
        assertThat(out.toString()).contains("written to " + file, "glTF 2.0, 7 bytes");
    }

    @Test
    void settingsWithFaultsWriteNothing() {
        Path file = directory.resolve("floor.glb");

        int code = execute(
                (settings, faults) -> {
                    faults.println("plant.yaml:3:1: no");
                    return Optional.empty();
                },
                file);

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("plant.yaml:3:1: no");
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedByItsName() {
        Path file = directory.resolve("nowhere/floor.glb");

        assertThat(execute((settings, faults) -> Optional.of(MODEL), file)).isEqualTo(1);
        assertThat(err.toString()).contains("refused: cannot write " + file);
    }

    @Test
    void withoutAFileItIsWrongUsage() {
        CommandLine line = FloorCommand.writing((settings, faults) -> Optional.of(MODEL));
        line.setErr(new PrintWriter(err));

        assertThat(line.execute()).isEqualTo(2);
        assertThat(err.toString()).contains("--output");
    }

    private int execute(FloorCommand.Model model, Path file) {
        CommandLine line = FloorCommand.writing(model);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute("--config", "mortise.yaml", "--output", file.toString());
    }
}
