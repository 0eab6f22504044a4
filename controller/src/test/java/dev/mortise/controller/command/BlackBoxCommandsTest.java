package dev.mortise.controller.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BlackBoxCommandsTest {

    private static final String EARLIER = "20261127T065812.123Z-HV-1-robot-limit";
    private static final String LATER = "20261127T070001.000Z-HV-1-overforce";
    private static final String COLUMNS =
            "t_s,cycle,session_state,stop_reason,move,told,first_cycle,setpoints,force_n,din,q_x,set_x";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void settings() throws IOException {
        Files.writeString(
                directory.resolve("mortise.yaml"),
                "plant: plant.yaml\nrack_types: [nvl72.yaml]\nblackbox: { directory: boxes }\n");
    }

    @Test
    void theNewestIsListedFirstWithWhatEndedIt() throws IOException {
        twoBoxes();

        assertThat(execute("list")).isZero();

        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains(LATER, "PART_FAILURE", "overforce", "R-1/insert.C07/1/insert"),
                        line -> assertThat(line).contains(EARLIER, "STATION_FAULT", "robot-limit"));
    }

    @Test
    void withoutOneTheListSaysSo() {
        assertThat(execute("list")).isZero();

        assertThat(out.toString()).contains("no motion has ended badly");
    }

    @Test
    void oneIsShownAsCurvesFromTheOldestCycleToTheNewest() throws IOException {
        twoBoxes();

        assertThat(execute("show", "20261127T07")).isZero();

        assertThat(out.toString().lines().toList())
                .contains(
                        "robot          HV-1",
                        "command        R-1/insert.C07/1/insert",
                        "outcome        PART_FAILURE",
                        "reason         overforce",
                        "cycles         4 of 2000 µs, missing between them: 1")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("q_x            ▁")
                        .contains("█")
                        .endsWith("0.1000 .. 0.4000"))
                .anySatisfy(line -> assertThat(line).startsWith("set_x ").endsWith("0.2000 .. 0.4000"))
                .anySatisfy(line -> assertThat(line).startsWith("force_n ").endsWith("0.0000 .. 200.0000"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("session_state  C")
                        .endsWith("S COMMANDING_ACTIVE, STOPPING, STOPPED"))
                .anySatisfy(line -> assertThat(line).contains("-0.002 s  STOPPING, COMMANDED"))
                .anySatisfy(line -> assertThat(line).contains("0.000 s  STOPPED, COMMANDED"));
    }

    @Test
    void oneIsDrawnIntoTheFileThatIsNamed() throws IOException {
        twoBoxes();
        Path svg = directory.resolve("last.svg");
        Path png = directory.resolve("last.PNG");

        assertThat(execute("show", LATER, "--plot", svg.toString())).isZero();
        assertThat(execute("show", LATER, "--plot", png.toString())).isZero();

        assertThat(svg).content().startsWith("<svg").contains("HV-1: overforce", "x, m or rad");
        assertThat(Files.readAllBytes(png)).startsWith((byte) 0x89, (byte) 'P', (byte) 'N', (byte) 'G');
        assertThat(out.toString()).contains("written to " + svg);
    }

    @Test
    void aPictureOfAnotherKindIsRefusedWithTheKindsThereAre() throws IOException {
        twoBoxes();

        assertThat(execute(
                        "show", LATER, "--plot", directory.resolve("last.gif").toString()))
                .isEqualTo(1);

        assertThat(err.toString()).contains("last.gif", ".svg or .png");
        assertThat(directory.resolve("last.gif")).doesNotExist();
    }

    @Test
    void oneIsExportedAsPlainCsv() throws IOException {
        twoBoxes();

        assertThat(execute("export", LATER)).isZero();

        assertThat(out.toString().lines()).hasSize(5).startsWith(COLUMNS).noneMatch(line -> line.startsWith("#"));
        assertThat(out.toString()).contains("-0.008,10,COMMANDING_ACTIVE,NONE,7,follow,11,1,0.0,1,0.1,0.2");
    }

    @Test
    void aNameThatIsNoneOrSeveralIsRefused() throws IOException {
        twoBoxes();

        assertThat(execute("show", "2025")).isEqualTo(1);
        assertThat(err.toString()).contains("none begins with '2025'", "mortise blackbox list");
        assertThat(execute("export", "20261127")).isEqualTo(1);
        assertThat(err.toString()).contains("2 begin with '20261127'");
    }

    @Test
    void aBoxOfABrokenFileIsToldAndNotDrawn() throws IOException {
        Path boxes = Files.createDirectories(directory.resolve("boxes"));
        Files.writeString(boxes.resolve(LATER + ".csv"), "# robot HV-1\n" + COLUMNS + "\nnonsense\n");

        assertThat(execute("show", LATER)).isEqualTo(1);

        assertThat(err.toString()).contains(LATER, "line 3", "12 columns");
    }

    private int execute(String... arguments) {
        CommandLine line = Mortise.commandLine(
                (file, writer, errors) -> 0,
                (file, writer, errors) -> 0,
                new NoKeeper(),
                (wanted, writer, errors) -> 0);
        List<String> all = new ArrayList<>(List.of("blackbox"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--config", directory.resolve("mortise.yaml").toString()));
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private void twoBoxes() throws IOException {
        Path boxes = Files.createDirectories(directory.resolve("boxes"));
        Files.writeString(
                boxes.resolve(EARLIER + ".csv"),
                "# robot HV-1\n# command R-1/move.C07/1/there\n# outcome STATION_FAULT\n# reason robot-limit\n"
                        + COLUMNS + "\n");
        Files.writeString(boxes.resolve(LATER + ".csv"), """
                # robot HV-1
                # command R-1/insert.C07/1/insert
                # outcome PART_FAILURE
                # reason overforce
                # ended 2026-11-27T07:00:01Z
                # cycle_us 2000
                %s
                -0.008,10,COMMANDING_ACTIVE,NONE,7,follow,11,1,0.0,1,0.1,0.2
                -0.006,11,COMMANDING_ACTIVE,NONE,7,follow,12,1,200.0,1,0.2,0.4
                -0.002,13,STOPPING,COMMANDED,7,stop,,,50.0,1,0.4,
                0.0,14,STOPPED,COMMANDED,7,hold,,,0.0,1,0.4,
                """.formatted(COLUMNS));
    }
}
