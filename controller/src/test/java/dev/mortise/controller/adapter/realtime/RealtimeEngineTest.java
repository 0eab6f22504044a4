package dev.mortise.controller.adapter.realtime;

import static dev.mortise.controller.adapter.realtime.ARobotCell.command;
import static dev.mortise.controller.adapter.realtime.ARobotCell.insertion;
import static dev.mortise.controller.adapter.realtime.ARobotCell.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class RealtimeEngineTest {

    private static final int HORIZON = 24;

    /** A motion that takes half a minute: nobody comes too late to break it off. */
    private static final Speed SLOW = new Speed(3);

    private final ARobotCell cell;
    private final RealtimeEngine engine = new RealtimeEngine(true, HORIZON);
    private final RobotLink robot;

    RealtimeEngineTest() throws IOException {
        cell = ARobotCell.patient(Optional.empty());
        robot = engine.add(cell.spec());
    }

    @AfterEach
    void close() {
        engine.close();
        cell.close();
    }

    @Test
    void aRobotIsMovedToItsTargetExactly() throws Exception {
        open();

        robot.run(command("move"), 1, to(0.5, 0.3));

        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
        await().untilAsserted(() -> assertThat(robot.view().joints()).containsExactly(0.5, 0.3));
        assertThat(cell.finished).hasValue(1);
    }

    @Test
    void aPlaceOnTheWayIsPassedWithoutAStop() throws Exception {
        open();

        robot.run(
                command("move"),
                1,
                new MotionProgram(List.of(
                        new Segment.Joints(List.of(0.5, 0.0), 1, MotionProgram.Blend.ofAxes(0.1)),
                        new Segment.Joints(List.of(0.5, 0.5), 1))));

        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
        await().untilAsserted(() -> assertThat(robot.view().joints()).containsExactly(0.5, 0.5));
        assertThat(cell.finished).as("one motion on the wire").hasValue(1);
    }

    @Test
    void aPartIsSeatedWithItsForceAndDepthAsEvidence() throws Exception {
        open();

        robot.run(command("insert"), 1, insertion());
        StepReport report = cell.report();

        assertThat(report.outcome()).isEqualTo(StepReport.Outcome.OK);
        assertThat(report.step()).isEqualTo("insert");
        assertThat(measured(report, "peak_force")).isBetween(900.0, 1_400.0);
        assertThat(measured(report, "depth")).isCloseTo(249.8, within(0.5));
        assertThat(report.curve()).isPresent();
    }

    @Test
    void theSameCommandAgainIsAnsweredWithItsOutcomeAndMovesNothing() throws Exception {
        open();
        robot.run(command("insert"), 1, insertion());
        StepReport first = cell.report();

        robot.run(command("insert"), 1, insertion());

        assertThat(cell.report()).isEqualTo(first);
        assertThat(cell.finished).hasValue(1);
    }

    @Test
    void anotherControllerLearnsThatAMoveWasFinished() throws Exception {
        open();
        robot.run(command("move"), 1, to(0.5, 0.3));
        cell.report();
        engine.close();
        cell.isLeftAlone();

        try (RealtimeEngine successor = new RealtimeEngine(true, HORIZON)) {
            RobotLink taken = successor.add(cell.spec());
            taken.open(2, cell);
            linkBecomes("up, simulated");
            taken.run(command("move"), 2, to(0.5, 0.3));

            assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
        }
        assertThat(cell.finished).hasValue(1);
    }

    @Test
    void anotherControllerDoesNotInventTheForcesOfAPushItDidNotSee() throws Exception {
        open();
        robot.run(command("insert"), 1, insertion());
        cell.report();
        engine.close();
        cell.isLeftAlone();

        try (RealtimeEngine successor = new RealtimeEngine(true, HORIZON)) {
            RobotLink taken = successor.add(cell.spec());
            taken.open(2, cell);
            linkBecomes("up, simulated");
            taken.run(command("insert"), 2, insertion());
            StepReport report = cell.report();

            assertThat(report.outcome()).isEqualTo(StepReport.Outcome.STATION_FAULT);
            assertThat(report.reason()).isEqualTo("result-lost");
        }
    }

    @Test
    void aControllerWithALowerEpochIsRefused() throws Exception {
        open();
        robot.run(command("move"), 7, to(0.5, 0.3));
        cell.report();
        engine.close();
        cell.isLeftAlone();

        try (RealtimeEngine old = new RealtimeEngine(true, HORIZON)) {
            old.add(cell.spec()).open(6, cell);

            linkBecomes("it obeys a coordinator with epoch 7");
        }
    }

    @Test
    void aProductionControllerRefusesASimulatedRobot() throws Exception {
        try (RealtimeEngine production = new RealtimeEngine(false, HORIZON)) {
            production.add(cell.spec()).open(1, cell);

            assertThat(cell.link()).contains("simulated").contains("production");
        }
    }

    @Test
    void aRobotThatFallsSilentIsReportedAndTakenUpAgain() throws Exception {
        open();

        cell.robotPowerOff();
        linkBecomes("down: no state from");
        cell.robotPowerOn();

        linkBecomes("up, simulated");
        robot.run(command("move"), 1, to(0.2, 0.1));
        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
    }

    @Test
    void aMotionInHandIsLedToItsEndThoughTheRobotWasRestarted() throws Exception {
        open();
        robot.speed(SLOW);
        robot.run(command("move"), 1, to(1.0, 1.2));
        await().until(() -> robot.view().joints().stream().anyMatch(joint -> joint > 0.01));

        cell.robotPowerOff();
        linkBecomes("down: no state from");
        robot.speed(Speed.FULL);
        cell.robotPowerOn();

        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
        await().untilAsserted(() -> assertThat(robot.view().joints()).containsExactly(1.0, 1.2));
        assertThat(cell.finished).hasValue(1);
    }

    @Test
    void aHeldMotionStopsOnItsPath() throws Exception {
        open();
        robot.speed(SLOW);
        robot.run(command("move"), 1, to(1.0, 1.2));
        await().until(() -> robot.view().joints().stream().anyMatch(joint -> joint > 0.01));

        robot.hold("a person asked");
        StepReport report = cell.report();

        assertThat(report.outcome()).isEqualTo(StepReport.Outcome.STATION_FAULT);
        assertThat(report.reason()).isEqualTo("held");
        await().until(() -> robot.view().session().equals("STOPPED"));
        assertThat(robot.view().joints().get(1)).isLessThan(1.2);
        assertThat(cell.finished).hasValue(0);
    }

    private void open() throws InterruptedException {
        robot.open(1, cell);
        linkBecomes("up, simulated");
    }

    /** The robot keeps an old session for a second, and a machine may stand still for longer than a link: both may be told first. */
    private void linkBecomes(String what) throws InterruptedException {
        String link = cell.link();
        while (!link.contains(what)) {
            link = cell.link();
        }
    }

    private static double measured(StepReport report, String name) {
        return report.measurements().stream()
                .filter(measurement -> measurement.name().equals(name))
                .mapToDouble(Measurement::value)
                .findFirst()
                .orElseThrow();
    }
}
