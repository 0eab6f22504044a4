package dev.mortise.controller.adapter.realtime;

import static dev.mortise.controller.adapter.realtime.ARobotCell.command;
import static dev.mortise.controller.adapter.realtime.ARobotCell.insertion;
import static dev.mortise.controller.adapter.realtime.ARobotCell.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.protocol.realtime.Names;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A simulated robot on a real wire that loses its memory; motions to a pose are in RealtimeEngineTest. */
@Tag("wire")
class RestartedRobotTest {

    private final ARobotCell cell;
    private final RealtimeEngine engine = new RealtimeEngine(true, 24);
    private final RobotLink robot;

    RestartedRobotTest() throws IOException {
        cell = new ARobotCell();
        robot = engine.add(cell.spec());
    }

    @BeforeEach
    void open() throws Exception {
        robot.open(1, cell);
        assertThat(cell.link()).isEqualTo("up, simulated");
    }

    @AfterEach
    void close() {
        engine.close();
        cell.close();
    }

    @Test
    void aLinkThatComesUpTellsTheRobotsLifeAndWhereItStands() throws Exception {
        RobotStatus first = cell.said();
        robot.run(command("move"), 1, to(0.5, 0.3), first.life());
        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);

        restart();

        RobotStatus second = cell.said();
        assertThat(first.life()).isNotEqualTo(second.life());
        assertThat(second.finished()).as("its memory is lost").isEqualTo(OptionalLong.empty());
        assertThat(second.joints()).containsExactly(0.0, 0.0);
        assertThat(second.gripped()).contains(true);
        assertThat(second.seated()).contains(false);
    }

    @Test
    void aPushInHandIsDroppedAndIsNotBegunAnewForACellThatHasNotHeardOfTheRestart() throws Exception {
        String life = cell.said().life();
        robot.run(command("insert"), 1, insertion(), life);
        await().until(() -> !cell.path().isEmpty());

        restart();
        List<Long> pushed = cell.path();
        robot.run(command("insert"), 1, insertion(), life);
        robot.run(command("away"), 1, to(0.3, 0.1), cell.said().life());

        StepReport next = cell.report();
        assertThat(next.step()).as("the first that ends").isEqualTo("away");
        assertThat(next.outcome()).isEqualTo(StepReport.Outcome.OK);
        assertThat(cell.path()).isEqualTo(pushed);
        assertThat(cell.finished).hasValue(1);
    }

    @Test
    void aPushThatAPersonSawUndoneIsRunInTheNewLife() throws Exception {
        robot.run(command("insert"), 1, insertion(), cell.said().life());
        await().until(() -> !cell.path().isEmpty());
        restart();

        robot.run(command("insert"), 1, insertion(), cell.said().life());

        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
    }

    @Test
    void aCommandHasTheSameNumberInTheCoreAsOnTheWire() {
        assertThat(command("insert").number())
                .isEqualTo(Names.command(command("insert").value()));
    }

    private void restart() throws Exception {
        cell.robotPowerOff();
        assertThat(cell.link()).startsWith("down: no state from");
        cell.robotPowerOn();
        assertThat(cell.link()).isEqualTo("up, simulated");
    }
}
