package dev.mortise.controller.adapter.realtime;

import static dev.mortise.controller.adapter.realtime.ARobotCell.APPROACH;
import static dev.mortise.controller.adapter.realtime.ARobotCell.PUSH;
import static dev.mortise.controller.adapter.realtime.ARobotCell.command;
import static dev.mortise.controller.adapter.realtime.ARobotCell.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated robot pushes too hard: its last seconds are on disk, cycle by cycle. */
@Tag("wire")
class BadEndingsAreKeptTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_CYCLE = 1;
    private static final int AT_STATE = 2;
    private static final int AT_FIRST_CYCLE = 6;
    private static final int AT_FORCE = 8;
    private static final int AT_POSITIONS = 10;
    private static final int AT_SETPOINTS = 12;

    @TempDir
    Path directory;

    @Test
    void theLastSecondsBeforeAnOverforceAreKeptAndThoseOfAGoodMotionAreNot() throws Exception {
        Path boxes = directory.resolve("boxes");
        try (ARobotCell cell = new ARobotCell();
                BlackBoxFiles files = new BlackBoxFiles(boxes, Clock.systemUTC());
                RealtimeEngine engine = new RealtimeEngine(true, 24, Tuning.NONE, files)) {
            RobotLink robot = engine.add(cell.spec());
            robot.open(1, cell);
            assertThat(cell.link()).isEqualTo("up, simulated");
            robot.run(command("move"), 1, to(0.3, 0.3));
            assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
            assertThat(boxes).doesNotExist();

            robot.run(command("insert"), 1, tooGentle());
            StepReport report = cell.report();

            assertThat(report.outcome()).isEqualTo(StepReport.Outcome.PART_FAILURE);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(boxes).exists());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(BlackBoxTest.names(boxes))
                            .singleElement()
                            .asString()
                            .endsWith("-HV-1-" + report.reason() + ".csv"));
            judge(Files.readAllLines(boxes.resolve(BlackBoxTest.names(boxes).get(0))), report);
        }
    }

    private static void judge(List<String> lines, StepReport report) {
        assertThat(lines)
                .contains(
                        "# command " + report.command(),
                        "# reason " + report.reason(),
                        "# limit_y -0.2 1.3",
                        "# push_n 100.0 50.0");
        List<String[]> rows = lines.stream()
                .dropWhile(line -> line.startsWith("#"))
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        assertThat(rows).hasSizeGreaterThan(300);
        assertThat(rows.get(rows.size() - 1)[AT_STATE]).isEqualTo("STOPPED");
        assertThat(rows)
                .extracting(row -> Double.parseDouble(row[AT_FORCE]))
                .anyMatch(force -> force >= 100)
                .anyMatch(force -> force == 0);
        int followed = 0;
        for (int i = 1; i < rows.size(); i++) {
            String[] before = rows.get(i - 1);
            String[] now = rows.get(i);
            if (now[AT_STATE].equals("COMMANDING_ACTIVE") && now[AT_CYCLE].equals(before[AT_FIRST_CYCLE])) {
                for (int axis = 0; axis < 2; axis++) {
                    assertThat(now[AT_POSITIONS + axis])
                            .as("cycle " + now[AT_CYCLE])
                            .isEqualTo(before[AT_SETPOINTS + axis]);
                }
                followed++;
            }
        }
        assertThat(followed).as("cycles at the set-point they were told").isGreaterThan(100);
    }

    /** The rails alone rub with 200 N. */
    private static MotionProgram tooGentle() {
        return new MotionProgram(List.of(
                new Segment.Joints(List.of(0.2, APPROACH), 1.0),
                new Segment.Insert(
                        PUSH, 0.25, 0.18, 0.9, 0.15, 100, 50, 0.245, Optional.empty(), 0, Optional.empty())));
    }
}
