package dev.mortise.controller.adapter.realtime;

import static dev.mortise.controller.adapter.realtime.ARobotCell.command;
import static dev.mortise.controller.adapter.realtime.ARobotCell.insertion;
import static dev.mortise.controller.adapter.realtime.ARobotCell.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.sim.wire.DatagramWire;
import dev.mortise.sim.wire.Direction;
import dev.mortise.sim.wire.Fates;
import dev.mortise.sim.wire.SeededFates;
import dev.mortise.sim.wire.WireFault;
import dev.mortise.sim.wire.WireOrder;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real robot link with a proxy between: what each fault does to a motion, and how the link counts it. */
@Tag("wire")
class RobotOnABadWireTest {

    private static final int HORIZON = 24;
    private static final double SHARE = 0.1;
    private static final long ENOUGH = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ARobotCell cell;
    private final DatagramWire wire;
    private final RealtimeEngine engine = new RealtimeEngine(true, HORIZON);
    private final RobotLink robot;

    RobotOnABadWireTest() throws IOException {
        cell = new ARobotCell();
        wire = DatagramWire.toLocal(cell.port());
        robot = engine.add(cell.spec(wire.port()));
    }

    @BeforeEach
    void open() throws Exception {
        robot.open(1, cell);
        assertThat(cell.link()).isEqualTo("up, simulated");
    }

    @AfterEach
    void close() {
        engine.close();
        wire.close();
        cell.close();
    }

    @Test
    void lostDatagramsAreCountedAndAPartIsSeatedNevertheless() throws Exception {
        isSeatedWith(WireFault.LOSS);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(figures().lost())
                        .isEqualTo(wire.tally().of(Direction.FROM_EQUIPMENT, WireFault.LOSS)));
    }

    @Test
    void duplicatedDatagramsAreCountedAndMoveNothingTwice() throws Exception {
        isSeatedWith(WireFault.DUPLICATE);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(figures().duplicated())
                        .isEqualTo(wire.tally().of(Direction.FROM_EQUIPMENT, WireFault.DUPLICATE)));
    }

    @Test
    void datagramsOutOfOrderAreCountedAndTheNewestCounts() throws Exception {
        isSeatedWith(WireFault.REORDER);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(figures().reordered())
                        .isEqualTo(wire.tally().of(Direction.FROM_EQUIPMENT, WireFault.REORDER)));
        assertThat(figures().lost()).isZero();
    }

    @Test
    void replayedDatagramsAreCountedAndNotObeyed() throws Exception {
        isSeatedWith(WireFault.REPLAY);

        // a request said again is answered once more by the robot: that answer, too, is of no session
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(wire.tally().of(Direction.FROM_EQUIPMENT, WireFault.REPLAY))
                        .isBetween(
                                figures().duplicated() + rejected("too-old"),
                                figures().duplicated() + rejected("too-old") + rejected("session")));
        assertThat(rejected("too-old")).isPositive();
    }

    @Test
    void corruptDatagramsAreCountedByWhatIsWrongAndNotObeyed() throws Exception {
        isSeatedWith(WireFault.CORRUPT);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(figures().rejected().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(wire.tally().of(Direction.FROM_EQUIPMENT, WireFault.CORRUPT)));
        assertThat(rejected("crc")).isPositive();
    }

    @Test
    void everythingAtOnceLeavesTheMotionWhatItIs() throws Exception {
        isSeatedWith(
                WireFault.LOSS,
                WireFault.DUPLICATE,
                WireFault.REORDER,
                WireFault.REPLAY,
                WireFault.CORRUPT,
                WireFault.DELAY);
    }

    @Test
    void aRobotThatRestsIsNotMovedByCommandsThatAWireSaysAgain() throws Exception {
        robot.run(command("there"), 1, to(0.5, 0.3));
        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
        robot.run(command("back"), 1, to(0.0, 0.1));
        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
        await().untilAsserted(() -> assertThat(robot.view().joints()).containsExactly(0.0, 0.1));

        wire.become(fates(Set.of(Direction.TO_EQUIPMENT), 1, WireFault.REPLAY));
        await().atMost(PATIENCE).until(() -> wire.tally().of(Direction.TO_EQUIPMENT, WireFault.REPLAY) >= 20 * ENOUGH);

        assertThat(robot.view().joints()).containsExactly(0.0, 0.1);
        assertThat(cell.finished).hasValue(2);
    }

    @Test
    void aWireThatHangsIsSeenAndTheMotionInHandIsLedToItsEndWhenItIsOver() throws Exception {
        robot.run(command("move"), 1, to(1.0, 1.2));
        await().until(() -> robot.view().joints().stream().anyMatch(joint -> joint > 0.1));

        wire.hang();
        assertThat(cell.link()).startsWith("down: no state from /127.0.0.1:" + wire.port());
        assertThat(robot.view().connected()).isFalse();
        assertThat(cell.finished).hasValue(0);
        wire.heal();

        assertThat(cell.link()).isEqualTo("up, simulated");
        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
        await().untilAsserted(() -> assertThat(robot.view().joints()).containsExactly(1.0, 1.2));
        assertThat(cell.finished).hasValue(1);
    }

    @Test
    void datagramsThatComeTooLateStopTheRobotOnItsRampAndTheMotionGoesOnWhenTheyComeInTime() throws Exception {
        robot.run(command("move"), 1, to(1.0, 1.2));
        await().until(() -> robot.view().joints().stream().anyMatch(joint -> joint > 0.1));

        wire.become(new SeededFates(
                1,
                new WireOrder(
                        Set.of(Direction.TO_EQUIPMENT),
                        Map.of(WireFault.DELAY, 1.0),
                        Duration.ofMillis(300),
                        1,
                        WireOrder.OUTAGE)));
        await().atMost(PATIENCE).until(() -> robot.view().session().equals("STOPPED"));
        assertThat(cell.finished).hasValue(0);
        wire.heal();

        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
        await().untilAsserted(() -> assertThat(robot.view().joints()).containsExactly(1.0, 1.2));
    }

    /** Pushes a part home, both ways being bad; ends when the wire has been good again for a while. */
    private void isSeatedWith(WireFault... faults) throws Exception {
        wire.become(fates(Set.of(Direction.values()), SHARE, faults));
        robot.run(command("insert"), 1, insertion());

        StepReport report = cell.report();

        assertThat(report.outcome()).as(report.reason()).isEqualTo(StepReport.Outcome.OK);
        for (Direction way : Direction.values()) {
            for (WireFault fault : faults) {
                await().atMost(PATIENCE).until(() -> wire.tally().of(way, fault) >= ENOUGH);
            }
        }
        wire.become(Fates.NONE);
        assertThat(robot.view().connected()).isTrue();
        assertThat(cell.linkChanges()).as("the link stood").isZero();
        assertThat(cell.finished).as("moved once").hasValue(1);
        robot.run(command("insert"), 1, insertion());
        assertThat(cell.report()).as("the same again is answered").isEqualTo(report);
    }

    private static Fates fates(Set<Direction> ways, double share, WireFault... faults) {
        Map<WireFault, Double> shares = new EnumMap<>(WireFault.class);
        List.of(faults).forEach(fault -> shares.put(fault, share));
        return new SeededFates(7, new WireOrder(ways, shares, WireOrder.DELAY, 1, WireOrder.OUTAGE));
    }

    private LinkFigures figures() {
        return robot.view().link();
    }

    private long rejected(String cause) {
        return figures().rejected().getOrDefault(cause, 0L);
    }
}
