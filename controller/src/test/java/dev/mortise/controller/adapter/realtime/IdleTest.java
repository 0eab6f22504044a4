package dev.mortise.controller.adapter.realtime;

import static dev.mortise.controller.adapter.realtime.ARobotCell.command;
import static dev.mortise.controller.adapter.realtime.ARobotCell.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("wire")
class IdleTest {

    private static final int HORIZON = 24;
    private static final boolean KEYED = true;
    private static final int WARM_UP = 500;
    private static final Duration LONG = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource
    void aRobotIsMovedHoweverTheThreadWaits(Tuning.Idle idle) throws Exception {
        try (ARobotCell cell = new ARobotCell();
                RealtimeEngine engine = new RealtimeEngine(
                        true, HORIZON, new Tuning(idle, WARM_UP, OptionalInt.empty(), OptionalInt.empty(), 0))) {
            RobotLink robot = engine.add(cell.spec());
            robot.open(1, cell);
            assertThat(cell.link()).isEqualTo("up, simulated");

            robot.run(command("move"), 1, to(0.2, 0.1));

            assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
        }
    }

    @Test
    void everyCycleOfTheWarmUpIsAnswered() throws Exception {
        try (Events events = new Events();
                WarmUp robot = new WarmUp(KEYED, HORIZON, LONG, events)) {
            assertThat(robot.cycles(WARM_UP)).isEqualTo(WARM_UP);
        }
    }

    @Test
    void aWarmUpKeepsNoRobotWaitingBeyondItsTime() throws Exception {
        try (Events events = new Events();
                WarmUp robot = new WarmUp(KEYED, HORIZON, Duration.ZERO, events)) {
            assertThat(robot.cycles(WARM_UP)).isZero();
        }
    }
}
