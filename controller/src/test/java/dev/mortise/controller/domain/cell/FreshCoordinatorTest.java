package dev.mortise.controller.domain.cell;

import static dev.mortise.controller.domain.cell.ACell.CLAMP;
import static dev.mortise.controller.domain.cell.ACell.CONDUCT;
import static dev.mortise.controller.domain.cell.ACell.INSERT;
import static dev.mortise.controller.domain.cell.ACell.NOON;
import static dev.mortise.controller.domain.cell.ACell.after;
import static dev.mortise.controller.domain.cell.ACell.clamping;
import static dev.mortise.controller.domain.cell.ACell.idle;
import static dev.mortise.controller.domain.cell.ACell.plc;
import static dev.mortise.controller.domain.cell.ACell.seeing;
import static dev.mortise.controller.domain.cell.ACell.working;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.StepReport;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A coordinator that has just begun knows its journal and nothing else: it is as good as held until it has heard its PLC. */
class FreshCoordinatorTest {

    private static final CellEvent HELD = new CellEvent.HoldPlaced("coffee", "anna", NOON);

    private static Stream<Cell> whateverItsPredecessorLeft() {
        StepReport clamped = ACell.report(INSERT.command(CLAMP), StepReport.Outcome.OK, 500);
        return Stream.of(
                        idle(),
                        working(),
                        clamping("boot-1"),
                        clamping("boot-1").apply(new CellEvent.StepEnded(clamped, NOON)),
                        clamping("boot-1")
                                .apply(new CellEvent.DoubtRaised(INSERT.command(CLAMP), List.of("sent once"), NOON)))
                .flatMap(cell -> Stream.of(cell, cell.apply(HELD)));
    }

    @ParameterizedTest
    @MethodSource("whateverItsPredecessorLeft")
    void doesNothingBeforeItHasHeardItsPlc(Cell cell) {
        assertThat(CONDUCT.next(cell, Observed.nothing(after(Duration.ZERO), List.of()))
                        .isNothing())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("whateverItsPredecessorLeft")
    void doesNothingWhenWhatItHeardIsNoLongerKnown(Cell cell) {
        assertThat(CONDUCT.next(cell, seeing(plc(UnitState.EXECUTE)).plcDown("cut"))
                        .isNothing())
                .isTrue();
    }

    @Test
    void doesWhatIsDueOnceItHasHeardItsPlcAndHoldsTheUnitWhenItsPredecessorWasHeld() {
        PlcStatus executing = plc(UnitState.EXECUTE);

        assertThat(CONDUCT.next(working(), seeing(executing)).events())
                .singleElement()
                .isInstanceOf(CellEvent.StepStarted.class);
        assertThat(CONDUCT.next(working().apply(HELD), seeing(executing)).effects())
                .containsExactly(new CellEffect.AskUnit(UnitCommand.HOLD));
    }
}
