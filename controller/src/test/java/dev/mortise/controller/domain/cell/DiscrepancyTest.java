package dev.mortise.controller.domain.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An act that was accepted has an outcome: the unit's state changes, or the cell names that it does not. */
class DiscrepancyTest {

    private static final Duration LOOK = Duration.ofMillis(250);

    private Cell cell = ACell.idle();
    private Duration passed = Duration.ZERO;
    private Observed observed = ACell.seeing(ACell.plc(UnitState.EXECUTE));

    @Test
    void aUnitThatDoesNotAbortIsNamedAfterFiveSecondsAndNotBefore() {
        person(Requests.abort(cell, "a label hangs", "anna", observed.now()));

        lasts(Duration.ofMillis(4_900));
        assertThat(roots()).containsExactly(Kind.HELD);

        lasts(Duration.ofMillis(200));
        assertThat(roots()).containsExactly(Kind.HELD, Kind.DISCREPANCY);
        assertThat(discrepancy().text()).contains("ABORT").contains("EXECUTE").contains("5 s");
        assertThat(discrepancy().remedy()).isNotBlank();
    }

    @Test
    void itIsOverWhenTheUnitBeginsToAbort() {
        person(Requests.abort(cell, "a label hangs", "anna", observed.now()));
        lasts(Duration.ofSeconds(6));

        unit(UnitState.ABORTING);

        assertThat(roots()).doesNotContain(Kind.DISCREPANCY);
        lasts(Duration.ofSeconds(30));
        assertThat(roots()).doesNotContain(Kind.DISCREPANCY);
    }

    @Test
    void aUnitThatHoldsInsteadOfAbortingHasNotAborted() {
        person(Requests.abort(cell, "a label hangs", "anna", observed.now()));
        unit(UnitState.HOLDING);
        unit(UnitState.HELD);
        lasts(Duration.ofSeconds(6));

        assertThat(roots()).contains(Kind.DISCREPANCY);
    }

    @Test
    void whoReleasesTheHoldWaitsForNoAbort() {
        person(Requests.abort(cell, "a label hangs", "anna", observed.now()));
        lasts(Duration.ofSeconds(6));

        person(Requests.unhold(cell, "anna", observed.now()));
        person(Requests.hold(cell, "coffee", "anna", observed.now()));
        unit(UnitState.HELD);
        lasts(Duration.ofSeconds(6));

        assertThat(roots()).containsExactly(Kind.HELD);
    }

    @Test
    void aUnitThatDoesNotHoldWhenItsCellIsHeldIsNamed() {
        person(Requests.hold(cell, "coffee", "anna", observed.now()));
        lasts(Duration.ofMillis(5_500));

        assertThat(roots()).containsExactly(Kind.HELD, Kind.DISCREPANCY);
        assertThat(discrepancy().text()).contains("HOLD");
    }

    @Test
    void aUnitThatStaysHeldAfterTheHoldWasReleasedIsNamedAndGetsNoWork() {
        person(Requests.hold(cell, "coffee", "anna", observed.now()));
        unit(UnitState.HELD);
        person(Requests.unhold(cell, "anna", observed.now()));
        lasts(Duration.ofSeconds(10));

        assertThat(roots()).containsExactly(Kind.DISCREPANCY);
        assertThat(Requests.assign(ACell.SPEC, cell, observed, ACell.INSERT).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("UNHOLD"));
    }

    @Test
    void aUnitThatDoesNotClearIsNamedBesideItsAbort() {
        unit(UnitState.ABORTED);
        person(Requests.clear(cell, observed, "anna"));
        lasts(Duration.ofSeconds(6));
        assertThat(roots()).containsExactly(Kind.UNIT_ABORTED, Kind.DISCREPANCY);

        unit(UnitState.CLEARING);
        assertThat(roots()).doesNotContain(Kind.DISCREPANCY);
    }

    @Test
    void aUnitThatWaitsForSomethingWithWorkInHandSaysSoAndIsNoDiscrepancy() {
        cell = ACell.working();
        unit(UnitState.SUSPENDED);
        lasts(Duration.ofSeconds(10));

        assertThat(roots()).containsExactly(Kind.UNIT_WAITS);
    }

    @ParameterizedTest
    @EnumSource(
            value = UnitState.class,
            names = {
                "CLEARING",
                "STARTING",
                "STOPPING",
                "HOLDING",
                "UNHOLDING",
                "SUSPENDING",
                "UNSUSPENDING",
                "RESETTING"
            })
    void aUnitThatActsAndComesToNoEndIsNamedAfterAMinuteAndGetsNoWork(UnitState acting) {
        unit(acting);
        lasts(Duration.ofMillis(59_900));
        assertThat(roots()).doesNotContain(Kind.DISCREPANCY);

        lasts(Duration.ofMillis(200));

        assertThat(roots()).containsExactly(Kind.DISCREPANCY);
        assertThat(discrepancy().text()).isEqualTo("its unit is " + acting + " and has not come through within 60 s");
        assertThat(discrepancy().remedy()).contains("acting_seconds_max");
        assertThat(Requests.assign(ACell.SPEC, cell, observed, ACell.INSERT).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains(acting.name()));
    }

    @ParameterizedTest
    @EnumSource(
            value = UnitState.class,
            names = {"STOPPED", "IDLE", "EXECUTE", "SUSPENDED", "COMPLETE"})
    void aStateThatWaitsForSomebodyOrForWorkMayLast(UnitState waiting) {
        unit(waiting);
        lasts(Duration.ofMinutes(2));

        assertThat(roots()).doesNotContain(Kind.DISCREPANCY);
    }

    @Test
    void aCompletingThatEndsLateLeavesTheCellFreeForWork() {
        unit(UnitState.COMPLETING);
        lasts(Duration.ofSeconds(61));
        assertThat(roots()).containsExactly(Kind.DISCREPANCY);

        unit(UnitState.COMPLETE);

        assertThat(roots()).isEmpty();
        assertThat(Requests.assign(ACell.SPEC, cell, observed, ACell.INSERT).refusal())
                .isEmpty();
    }

    @Test
    void aUnitThatNeverComesToRestIsNamedBesideTheHold() {
        person(Requests.hold(cell, "coffee", "anna", observed.now()));
        unit(UnitState.HOLDING);
        lasts(Duration.ofSeconds(61));

        assertThat(roots()).containsExactly(Kind.HELD, Kind.DISCREPANCY);
    }

    @Test
    void aUnitThatActsForeverWithWorkInHandIsNamedThoughItWaitsForSomething() {
        cell = ACell.working();
        unit(UnitState.UNHOLDING);
        lasts(Duration.ofSeconds(61));

        assertThat(roots()).containsExactly(Kind.DISCREPANCY);
    }

    @Test
    void whatActsWhileAStopIsActiveHasItsMinuteFromItsEndOn() {
        unit(UnitState.STOPPING);
        lasts(Duration.ofSeconds(50));
        protectiveStop(true);
        lasts(Duration.ofMinutes(10));
        assertThat(roots()).containsExactly(Kind.PROTECTIVE_STOP_OBSERVED);

        protectiveStop(false);
        lasts(Duration.ofSeconds(59));
        assertThat(roots()).doesNotContain(Kind.DISCREPANCY);
        lasts(Duration.ofSeconds(2));
        assertThat(roots()).containsExactly(Kind.DISCREPANCY);
    }

    @Test
    void aLinkThatWasAwayBeginsTheMinuteAnew() {
        unit(UnitState.HOLDING);
        lasts(Duration.ofSeconds(50));
        observed = observed.plcDown("connection reset");
        passed = passed.plusSeconds(20);
        unit(UnitState.HOLDING);
        lasts(Duration.ofSeconds(20));

        assertThat(roots()).doesNotContain(Kind.DISCREPANCY);
    }

    private void protectiveStop(boolean active) {
        PlcStatus now = observed.plc().orElseThrow();
        observed = observed.at(ACell.after(passed)).plc(ACell.with(now, new PlcStatus.Safety(false, active, true, 4)));
    }

    @Test
    void whatIsSaidWhileTheLinkIsDownIsTheLink() {
        person(Requests.abort(cell, "a label hangs", "anna", observed.now()));
        lasts(Duration.ofSeconds(6));

        observed = observed.plcDown("connection reset");

        assertThat(roots()).containsExactly(Kind.LINK_DOWN, Kind.HELD);
    }

    /** The cell looks and acts as its actor has it do; its unit stays as it is. */
    private void lasts(Duration time) {
        PlcStatus same = observed.plc().orElseThrow();
        for (Duration end = passed.plus(time); passed.compareTo(end) < 0; ) {
            Duration left = end.minus(passed);
            passed = passed.plus(left.compareTo(LOOK) < 0 ? left : LOOK);
            observed = observed.at(ACell.after(passed)).plc(same);
            follow(ACell.CONDUCT.next(cell, observed));
        }
    }

    private void unit(UnitState state) {
        observed = observed.at(ACell.after(passed)).plc(ACell.plc(state));
        follow(ACell.CONDUCT.next(cell, observed));
    }

    private void person(CellDecision decision) {
        assertThat(decision.refusal()).isEmpty();
        follow(decision);
    }

    private void follow(CellDecision decision) {
        for (CellEvent event : decision.events()) {
            cell = cell.apply(event);
        }
        observed = observed.noting(decision.events());
        for (CellEffect effect : decision.effects()) {
            observed = observed.noting(effect);
        }
    }

    private List<Kind> roots() {
        return CellWhy.of(ACell.SPEC, cell, observed)
                .roots()
                .filter(root -> !root.harmless())
                .map(Cause::kind)
                .toList();
    }

    private Cause discrepancy() {
        Optional<Cause> found = CellWhy.of(ACell.SPEC, cell, observed)
                .roots()
                .filter(root -> root.kind() == Kind.DISCREPANCY)
                .findFirst();
        return found.orElseThrow();
    }
}
