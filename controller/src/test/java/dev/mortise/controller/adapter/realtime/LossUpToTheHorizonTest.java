package dev.mortise.controller.adapter.realtime;

import static dev.mortise.controller.adapter.realtime.ARobotCell.command;
import static dev.mortise.controller.adapter.realtime.ARobotCell.slowlyTo;
import static dev.mortise.controller.adapter.realtime.ARobotCell.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.sim.wire.DatagramWire;
import dev.mortise.sim.wire.Direction;
import dev.mortise.sim.wire.Fates;
import dev.mortise.sim.wire.Fates.Fate;
import dev.mortise.sim.wire.WireFault;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A command carries the set-points of the next K cycles. Here the test is the robot's clock: a cycle is made when the answer to
 * the one before has passed the wire, so how crowded the machine is changes nothing.
 */
@Tag("wire")
class LossUpToTheHorizonTest {

    private static final int HORIZON = 24;
    private static final int MOVING = 50;
    private static final int CYCLES_MAX = 5_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final double APPROACH = ARobotCell.APPROACH + 0.01;
    /** So that there is a motion of hundreds of cycles to lose datagrams in. */
    private static final double SLOWLY = 0.2;

    private static final double DEPTH = ARobotCell.APPROACH + 0.17;

    @ParameterizedTest
    @EnumSource(Direction.class)
    void oneLessThanTheHorizonLostInARowAgainAndAgainChangesNothingOfTheMotionBitForBit(Direction way)
            throws Exception {
        List<Long> whole = path(way, 0);

        assertThat(whole).hasSizeGreaterThan(10 * HORIZON);
        assertThat(path(way, HORIZON - 1)).isEqualTo(whole);
    }

    @Test
    void aWholeHorizonLostInARowIsAStopOnTheRobotsOwnRampAndTheMotionIsLedToItsEndFromThere() throws Exception {
        List<Long> whole = path(Direction.TO_EQUIPMENT, 0);

        assertThat(path(Direction.TO_EQUIPMENT, HORIZON)).isNotEqualTo(whole);
    }

    /** Every cycle of a motion of which, from its middle on, so many datagrams in a row are lost and one comes. */
    private static List<Long> path(Direction way, int lostInARow) throws Exception {
        try (ARobotCell cell = ARobotCell.withoutClock();
                DatagramWire wire = DatagramWire.toLocal(cell.port());
                RealtimeEngine engine = new RealtimeEngine(true, HORIZON)) {
            RobotLink robot = engine.add(cell.spec(wire.port()));
            robot.open(1, cell);
            until(() -> {
                cell.cycle();
                return robot.view().connected();
            });
            moves(cell, wire, robot, "approach", APPROACH);
            int before = cell.path().size();
            robot.run(command("down"), 1, slowlyTo(0.0, DEPTH, SLOWLY));
            for (int i = 0; cell.path().size() < before + MOVING; i++) {
                assertThat(i).as("cycles before it moves").isLessThan(CYCLES_MAX);
                exchange(cell, wire);
            }
            wire.become(loses(way, wire.tally().seen(way), lostInARow));
            ends(cell, wire, "down");
            until(() -> robot.view().joints().equals(List.of(0.0, DEPTH)));

            long lost = wire.tally().of(way, WireFault.LOSS);
            assertThat(lost > 5L * lostInARow || lostInARow == 0).isTrue();
            return cell.path().subList(before, cell.path().size());
        }
    }

    private static Fates loses(Direction lossy, long from, int inARow) {
        return (way, number, content) ->
                way == lossy && (number - from) % (inARow + 1) < inARow ? Fate.of(WireFault.LOSS) : Fate.PASSES;
    }

    private static void moves(ARobotCell cell, DatagramWire wire, RobotLink robot, String step, double depth)
            throws Exception {
        robot.run(command(step), 1, to(0.0, depth));
        ends(cell, wire, step);
    }

    private static void ends(ARobotCell cell, DatagramWire wire, String step) throws Exception {
        int finished = cell.finished.get();
        for (int i = 0; cell.finished.get() == finished; i++) {
            assertThat(i).as("cycles of " + step).isLessThan(CYCLES_MAX);
            exchange(cell, wire);
        }
        wire.heal();
        until(() -> {
            exchange(cell, wire);
            return cell.hasReport();
        });
        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
    }

    /** A state and, unless it was lost, its answer. */
    private static void exchange(ARobotCell cell, DatagramWire wire) {
        long states = wire.tally().seen(Direction.FROM_EQUIPMENT);
        long answers = wire.tally().seen(Direction.TO_EQUIPMENT);
        long lost = wire.tally().of(Direction.FROM_EQUIPMENT, WireFault.LOSS);
        cell.cycle();
        until(() -> wire.tally().seen(Direction.FROM_EQUIPMENT) > states);
        boolean heard = wire.tally().of(Direction.FROM_EQUIPMENT, WireFault.LOSS) == lost;
        until(() -> !heard || wire.tally().seen(Direction.TO_EQUIPMENT) > answers);
    }

    private static void until(BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the wire is silent").isLessThan(end);
            LockSupport.parkNanos(20_000);
        }
    }
}
