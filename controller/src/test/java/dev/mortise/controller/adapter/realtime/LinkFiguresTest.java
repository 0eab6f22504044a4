package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.RobotLink;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class LinkFiguresTest {

    private static final int HORIZON = 24;
    private static final int CYCLES = 200;

    @Test
    void everyStateIsCountedForWhatItWas() throws Exception {
        try (ARawRobot robot = new ARawRobot();
                RealtimeEngine engine = new RealtimeEngine(true, HORIZON)) {
            RobotLink link = engine.add(robot.spec());
            link.open(1, new Deaf());
            robot.grant();
            exchange(robot, CYCLES);

            robot.loses(3);
            exchange(robot, CYCLES);
            robot.saysAgain(robot.counter());
            robot.loses(1);
            exchange(robot, 1);
            robot.saysAgain(robot.counter() - 1);
            exchange(robot, 1);

            await().untilAsserted(() -> {
                LinkFigures figures = link.view().link();
                assertThat(figures.states()).isGreaterThanOrEqualTo(2 * CYCLES + 2);
                assertThat(figures.lost()).as("lost").isEqualTo(3);
                assertThat(figures.duplicated()).as("duplicated").isEqualTo(1);
                assertThat(figures.reordered()).as("reordered").isEqualTo(1);
            });
        }
    }

    @Test
    void timesAreMeasuredInTheOrderOfTheirPercentiles() throws Exception {
        try (ARawRobot robot = new ARawRobot();
                RealtimeEngine engine = new RealtimeEngine(true, HORIZON)) {
            RobotLink link = engine.add(robot.spec());
            link.open(1, new Deaf());
            robot.grant();
            exchange(robot, CYCLES);

            await().untilAsserted(() -> {
                LinkFigures.Times times = link.view().link().answer();
                assertThat(times.maxNanos()).isPositive();
                assertThat(times.p50Nanos()).isBetween(1L, times.p99Nanos());
                assertThat(times.p99Nanos()).isLessThanOrEqualTo(times.p999Nanos());
                assertThat(times.p999Nanos()).isLessThanOrEqualTo(times.maxNanos());
                assertThat(link.view().link().roundTrip().maxNanos()).isPositive();
            });
        }
    }

    @Test
    void aStateSentBeforeTheAnswerToTheLastOneCameMakesThatAnswerLate() throws Exception {
        try (ARawRobot robot = new ARawRobot();
                RealtimeEngine engine = new RealtimeEngine(true, HORIZON)) {
            RobotLink link = engine.add(robot.spec());
            link.open(1, new Deaf());
            robot.grant();
            exchange(robot, CYCLES);
            await().until(() -> link.view().link().states() >= CYCLES);
            long before = link.view().link().late();

            robot.says();
            robot.says();
            robot.answer();

            await().until(() -> link.view().link().late() == before + 1);
        }
    }

    private static void exchange(ARawRobot robot, int cycles) throws Exception {
        for (int i = 0; i < cycles; i++) {
            robot.says();
            robot.answer();
        }
    }
}
