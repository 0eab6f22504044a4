package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlackBoxTest {

    private static final int CYCLE_MICROS = 1_000;
    private static final long CYCLE_NANOS = 1_000L * CYCLE_MICROS;
    private static final int TEN_SECONDS = 10_000;
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00.250Z");
    private static final RobotSpec ROBOT = new RobotSpec(
            new RobotId("HV-1"),
            "127.0.0.1",
            1,
            CYCLE_MICROS,
            RobotSpec.Kinematics.GANTRY,
            List.of(new JointSpec("x", true, -1, 1, 2, 8, 80), new JointSpec("y", true, -1, 1, 2, 8, 80)),
            Map.of(),
            Optional.empty(),
            RobotKey.NONE,
            RobotSpec.PayloadSpec.ANY,
            Optional.empty());

    @TempDir
    Path directory;

    private final List<StepReport> asked = new ArrayList<>();
    private final BlackBox box = new BlackBox(ROBOT, (of, report) -> asked.add(report));

    @Test
    void aCycleTellsWhatTheRobotSaidAndWhatItWasTold() {
        says(
                0,
                command -> command.setFirstCycle(101)
                        .setSetpoints(1)
                        .addHorizon(0.5)
                        .addHorizon(0.25));
        says(1, command -> command.setStopCategory(2));
        says(2, command -> command.setMoveIndex(0));

        assertThat(box.columns())
                .isEqualTo("t_s,cycle,session_state,stop_reason,move,told,first_cycle,setpoints,force_n,din,"
                        + "q_x,q_y,set_x,set_y");
        assertThat(rows())
                .containsExactly(
                        "-0.002,0,COMMANDING_ACTIVE,NONE,7,follow,101,1,12.5,1,0.0,-1.0,0.5,0.25",
                        "-0.001,1,COMMANDING_ACTIVE,NONE,7,stop,,,12.5,1,1.0,-1.0,,",
                        "0.0,2,COMMANDING_ACTIVE,NONE,7,hold,,,12.5,1,2.0,-1.0,,");
    }

    @Test
    void ofALongTimeTheLastTenSecondsAreThere() {
        for (int cycle = 0; cycle < TEN_SECONDS + 2_345; cycle++) {
            says(cycle, command -> command.setMoveIndex(0));
        }

        assertThat(box.size()).isEqualTo(TEN_SECONDS);
        List<String> rows = rows();
        assertThat(rows.get(0)).startsWith("-9.999,2345,");
        assertThat(rows.get(TEN_SECONDS - 1)).startsWith("0.0,12344,");
    }

    @Test
    void whatIsBeingReadIsNotWrittenOver() {
        says(0, command -> command.setMoveIndex(0));
        box.ended(report(StepReport.Outcome.STATION_FAULT, "robot-limit"));
        says(1, command -> command.setMoveIndex(0));
        assertThat(rows()).singleElement().asString().contains(",0,");

        box.readOut();
        says(2, command -> command.setMoveIndex(0));

        assertThat(rows()).hasSize(2).last().asString().startsWith("0.0,2,");
    }

    @Test
    void aMotionThatEndedWellOrWasHeldByAPersonIsNotKept() {
        box.ended(report(StepReport.Outcome.STATION_FAULT, "robot-limit"));
        says(0, command -> command.setMoveIndex(0));
        box.ended(report(StepReport.Outcome.OK, ""));
        box.ended(report(StepReport.Outcome.STATION_FAULT, StepReport.HELD));
        assertThat(asked).as("there was nothing, or nothing bad").isEmpty();

        box.ended(report(StepReport.Outcome.PART_FAILURE, "overforce"));

        assertThat(asked).extracting(StepReport::reason).containsExactly("overforce");
    }

    @Test
    void aFileSaysWhoseItIsAndTheDirectoryKeepsTheNewest() throws IOException {
        TickingClock clock = new TickingClock();
        try (BlackBoxFiles files = new BlackBoxFiles(directory.resolve("boxes"), clock)) {
            BlackBox kept = new BlackBox(ROBOT, files);
            kept.said(1, state(3), 12.5);
            for (int i = 0; i < BlackBoxFiles.KEPT + 2; i++) {
                kept.ended(report(StepReport.Outcome.STATION_FAULT, "jerk-limit: x"));
            }
        }

        List<String> names = names(directory.resolve("boxes"));
        assertThat(names).hasSize(BlackBoxFiles.KEPT);
        assertThat(names.get(0)).isEqualTo("20261127T120002.250Z-HV-1-jerk-limit-x.csv");
        assertThat(Files.readAllLines(directory.resolve("boxes").resolve(names.get(0))))
                .startsWith(
                        "# robot HV-1",
                        "# command R-1/move.C07/1/there",
                        "# outcome STATION_FAULT",
                        "# reason jerk-limit: x",
                        "# ended 2026-11-27T12:00:02.250Z",
                        "# cycle_us 1000",
                        "# limit_x -1.0 1.0",
                        "# unit_x m",
                        "# limit_y -1.0 1.0",
                        "# unit_y m",
                        box.columns())
                .hasSize(12);
    }

    @Test
    void aDirectoryThatCannotBeMadeStopsNothing() throws IOException {
        Path file = Files.createFile(directory.resolve("in-the-way"));
        try (BlackBoxFiles files = new BlackBoxFiles(file, Clock.fixed(NOON, ZoneOffset.UTC))) {
            BlackBox kept = new BlackBox(ROBOT, files);
            kept.said(1, state(3), 12.5);
            kept.ended(report(StepReport.Outcome.STATION_FAULT, "robot-limit"));

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                kept.said(2, state(4), 12.5);
                assertThat(kept.size()).as("it goes on").isGreaterThan(1);
            });
        }
        assertThat(Files.size(file)).isZero();
    }

    private interface Told {
        RobotCommand as(RobotCommand command);
    }

    private void says(int cycle, Told told) {
        box.said(cycle * CYCLE_NANOS, state(cycle), 12.5);
        box.told(told.as(RobotCommand.newInstance()));
    }

    private static RobotState state(int cycle) {
        return RobotState.newInstance()
                .setCycle(cycle)
                .setMoveIndex(7)
                .setSessionState(SessionState.SESSION_COMMANDING_ACTIVE)
                .setStopReason(StopReason.STOP_REASON_NONE)
                .setDin(1)
                .addQ(cycle)
                .addQ(-1);
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < box.size(); i++) {
            StringBuilder row = new StringBuilder();
            box.row(i, row);
            rows.add(row.toString());
        }
        return rows;
    }

    private static StepReport report(StepReport.Outcome outcome, String reason) {
        return new StepReport(
                "there", new CommandId("R-1/move.C07/1/there"), outcome, reason, List.of(), Map.of(), Optional.empty());
    }

    static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A second later each time it is asked. */
    private static final class TickingClock extends Clock {
        private Instant next = NOON;

        @Override
        public Instant instant() {
            Instant now = next;
            next = next.plusSeconds(1);
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
