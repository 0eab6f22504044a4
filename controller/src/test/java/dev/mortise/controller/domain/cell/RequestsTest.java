package dev.mortise.controller.domain.cell;

import static dev.mortise.controller.domain.cell.ACell.INSERT;
import static dev.mortise.controller.domain.cell.ACell.NOON;
import static dev.mortise.controller.domain.cell.ACell.SPEC;
import static dev.mortise.controller.domain.cell.ACell.idle;
import static dev.mortise.controller.domain.cell.ACell.plc;
import static dev.mortise.controller.domain.cell.ACell.seeing;
import static dev.mortise.controller.domain.cell.ACell.working;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.ToolSpec;
import dev.mortise.controller.domain.rack.RackId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestsTest {

    private static final Observed READY = seeing(plc(UnitState.IDLE));

    @Test
    void takesWorkOnceAndRecognisesTheRepeat() {
        assertThat(Requests.assign(SPEC, idle(), READY, INSERT).events())
                .containsExactly(new CellEvent.WorkAccepted(INSERT, NOON));
        assertThat(Requests.assign(SPEC, working(), READY, INSERT)).isEqualTo(CellDecision.NOTHING);
    }

    @Test
    void refusesOtherWorkWhileItHasSomeInHand() {
        WorkOrder other = WorkOrder.transport(new RackId("R-2"), "A", "B", 1);

        assertThat(Requests.assign(SPEC, working(), READY, other).refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains("insert.C07"));
    }

    @Test
    void refusesWorkWithTheReasonWhenTheLinkIsDown() {
        assertThat(Requests.assign(SPEC, idle(), READY.plcDown("heartbeat silent"), INSERT)
                        .refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains("heartbeat silent"));
    }

    @Test
    void refusesWorkWhenAToolIsOutOfCalibration() {
        ToolSpec expired = new ToolSpec("NR-1", "nutrunner", LocalDate.parse("2025-01-01"), 365);
        CellSpec spec =
                new CellSpec(SPEC.id(), SPEC.title(), SPEC.capabilities(), SPEC.plc(), List.of(), List.of(expired));

        assertThat(Requests.assign(spec, idle(), READY, INSERT).refusal())
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("NR-1").contains("2026-01-01"));
    }

    @Test
    void clearLeavesAbortedOnlyAndReleasesTheHold() {
        Cell aborted = idle().apply(new CellEvent.HoldPlaced("aborted: smoke", "anna", NOON));

        CellDecision cleared = Requests.clear(aborted, seeing(plc(UnitState.ABORTED)), "anna");

        assertThat(cleared.events()).containsExactly(new CellEvent.HoldsReleased("anna", NOON));
        assertThat(cleared.effects()).containsExactly(new CellEffect.AskUnit(UnitCommand.CLEAR));
        assertThat(Requests.clear(aborted, READY, "anna").refusal()).isPresent();
    }

    @Test
    void anAnswerOfNotDoneLetsTheCommandBeSentAgain() {
        Cell doubting = ACell.clamping("boot-1")
                .apply(new CellEvent.DoubtRaised(INSERT.command(ACell.CLAMP), List.of("fact"), NOON));

        CellDecision resolved = Requests.resolve(doubting, Doubts.NOT_DONE, "anna", NOON);
        Cell after = resolved.events().stream().reduce(doubting, Cell::apply, (a, b) -> b);

        assertThat(after.doubt()).isEmpty();
        assertThat(after.inHand().flatMap(InHand::started)).isEmpty();
        assertThat(after.inHand().flatMap(InHand::nextStep)).contains(ACell.CLAMP);
    }

    @Test
    void anAnswerOfDoneEndsTheAttemptWithoutInventingEvidence() {
        Cell doubting = ACell.clamping("boot-1")
                .apply(new CellEvent.DoubtRaised(INSERT.command(ACell.CLAMP), List.of("fact"), NOON));

        Cell after = Requests.resolve(doubting, Doubts.DONE, "anna", NOON).events().stream()
                .reduce(doubting, Cell::apply, (a, b) -> b);

        assertThat(after.inHand().flatMap(InHand::end))
                .hasValueSatisfying(end -> assertThat(end.interrupted()).contains("anna"));
    }

    @Test
    void aUnitThatHoldsByItselfIsHeldUntilAPersonReleasesIt() {
        PlcStatus held = plc(UnitState.HELD);

        assertThat(Watch.events(idle(), Optional.of(plc(UnitState.EXECUTE)), held, NOON))
                .singleElement()
                .isInstanceOf(CellEvent.HoldPlaced.class);
        assertThat(Watch.events(idle(), Optional.of(held), held, NOON)).isEmpty();
    }
}
