package dev.mortise.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What somebody reads who types something wrong; none of it starts a plant. */
class MainTest {

    private static final int COULD_NOT_START = 1;
    private static final int WRONG_USAGE = 2;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theHelpNamesEveryOptionAndTeachesByExample() {
        assertThat(execute("--help")).isZero();

        assertThat(out.toString())
                .contains("--plant", "--speed", "--seed", "--ledger", "--fault", "--wire", "--bind", "--cold")
                .contains("Default: 127.0.0.1", "Default: ledger.jsonl")
                .contains("robot-sim --plant plant.yaml --speed 60 --seed 7 --ledger ledger.jsonl");
    }

    @Test
    void aPlantThatIsNotThereIsNamed() {
        assertThat(execute("--plant", "nowhere.yaml")).isEqualTo(COULD_NOT_START);

        assertThat(err.toString()).contains("nowhere.yaml: cannot be read");
    }

    @Test
    void aPlantWithoutWhatIsNeededSaysWhatIsMissing() throws IOException {
        Path plant = Files.writeString(directory.resolve("plant.yaml"), "line: { cells: [ { id: A } ] }");

        assertThat(execute("--plant", plant.toString())).isEqualTo(COULD_NOT_START);

        assertThat(err.toString()).contains("plant.yaml: capabilities is missing; run mortise validate on it");
    }

    @Test
    void aRobotsKeyThatOthersMayReadIsNotUsed() throws IOException {
        Path key = Files.writeString(directory.resolve("hv-1.key"), "0a".repeat(32));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Path plant = Files.writeString(directory.resolve("plant.yaml"), """
                line:
                  cells:
                    - id: A
                      capabilities: []
                      plc: { endpoint: "opc.tcp://127.0.0.1:1/A" }
                      robots:
                        - id: HV-1
                          realtime: { port: 1, cycle_us: 2000, key_file: hv-1.key }
                          joints: []
                          poses: { home: [] }
                """);

        assertThat(execute("--plant", plant.toString())).isEqualTo(COULD_NOT_START);

        assertThat(err.toString()).contains("key_file: " + key + " is open to others than its owner", "chmod 600");
    }

    @Test
    void aSpeedThatStandsStillIsWrongUsage() {
        assertThat(execute("--plant", "plant.yaml", "--speed", "0")).isEqualTo(WRONG_USAGE);

        assertThat(err.toString()).contains("--speed is 0.0; expected a number above 0");
    }

    @Test
    void aFaultThatCannotBeUnderstoodSaysWhatWouldBeRight() throws IOException {
        Path plant = SmallPlant.onFreePorts().writtenTo(directory);

        assertThat(execute("--plant", plant.toString(), "--fault", "cell=FRAME-B kind=leak"))
                .isEqualTo(COULD_NOT_START);

        assertThat(err.toString()).contains("cell is 'FRAME-B'; expected one of [FRAME-A, AMR-1]");
    }

    @Test
    void aWireThatCannotBeUnderstoodSaysWhatWouldBeRight() throws IOException {
        Path plant = SmallPlant.onFreePorts().writtenTo(directory);

        assertThat(execute("--plant", plant.toString(), "--wire", "to=FR-2 loss=0.1"))
                .isEqualTo(COULD_NOT_START);

        assertThat(err.toString())
                .contains("to is 'FR-2'; expected plcs, robots, a cell of [FRAME-A, AMR-1] or a robot of [FR-1]");
    }

    private int execute(String... arguments) {
        return new CommandLine(new Main())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
