package dev.mortise.controller.domain.oee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.cell.UnitState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What was seen of TRAY-A, and what that means for its time. */
class SightTest {

    private static final Cause NO_WORK = Cause.root(Kind.NO_WORK, "TRAY-A", "ready; no work for it", "");

    @ParameterizedTest
    @CsvSource({
        "EMERGENCY_STOP_OBSERVED, EMERGENCY_STOP",
        "PROTECTIVE_STOP_OBSERVED, PROTECTIVE_STOP",
        "GUARD_OPEN, GUARD_OPEN",
        "UNIT_MODE, UNIT_MODE",
        "UNIT_ABORTED, ABORTED",
        "INTERLOCK, INTERLOCK",
        "REFUSED_BY_PLC, REFUSED_BY_PLC",
        "LINK_DOWN, LINK_DOWN",
        "ROBOT_LINK_DOWN, ROBOT_LINK_DOWN",
        "IN_DOUBT, IN_DOUBT",
        "JOURNAL_DAMAGED, STORE",
        "NOT_HEARD_YET, STARTING"
    })
    void whatStopsACellIsTheReasonWhetherItHasWorkInHandOrNot(Kind kind, Loss loss) {
        Sight sight = Sight.of(seen(UnitState.EXECUTE, because(kind)));

        Lost lost = new Lost(loss, "TRAY-A: it is so");
        assertThat(sight.stopped()).contains(lost);
        assertThat(sight.idle()).isEqualTo(lost);
    }

    @ParameterizedTest
    @CsvSource({"HELD, HELD", "CALIBRATION_EXPIRED, CALIBRATION_EXPIRED", "STORE_SLOW, STORE"})
    void whatLetsWorkEndIsTheReasonOnlyOnceTheCellRests(Kind kind, Loss loss) {
        Sight atWork = Sight.of(seen(UnitState.EXECUTE, because(kind)));
        Sight atRest = Sight.of(seen(UnitState.HELD, because(kind)));

        assertThat(atWork.stopped()).isEmpty();
        assertThat(atWork.idle().loss()).isEqualTo(loss);
        assertThat(atRest.stopped().map(Lost::loss)).contains(loss);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noRootThatStandsInTheWayIsTakenForWork(Kind kind) {
        Cause root = because(kind);

        Loss loss = Sight.of(seen(UnitState.IDLE, root)).idle().loss();

        assertThat(loss.group() == Loss.Group.DOWN || loss.group() == Loss.Group.WAITING)
                .as(kind + " is " + loss)
                .isEqualTo(!root.harmless());
    }

    @Test
    void aSpeedOfNoughtIsAHoldAndALowOneIsNoted() {
        Cause held = Cause.root(Kind.PROGRESS, "TRAY-A", "executes", "").because(List.of(because(Kind.HELD)));

        Sight stands = Sight.of(new Seen(
                "TRAY-A",
                Optional.of(UnitState.EXECUTE),
                0,
                Optional.of(held),
                Optional.empty(),
                true,
                Optional.empty()));
        Sight creeps = Sight.of(new Seen(
                "TRAY-A",
                Optional.of(UnitState.EXECUTE),
                30,
                Optional.of(NO_WORK),
                Optional.empty(),
                true,
                Optional.empty()));

        assertThat(stands.stopped().map(Lost::loss)).contains(Loss.HELD);
        assertThat(creeps.stopped()).isEmpty();
        assertThat(creeps.reduced()).isTrue();
    }

    @Test
    void aUnitThatItsPlcHoldsWithoutSayingWhyHasAReasonAllTheSame() {
        assertThat(Sight.of(seen(UnitState.SUSPENDED, NO_WORK)).stopped())
                .contains(new Lost(Loss.HELD_BY_UNIT, "TRAY-A: SUSPENDED"));
        assertThat(Sight.of(seen(UnitState.ABORTING, NO_WORK)).stopped().map(Lost::loss))
                .contains(Loss.ABORTED);
        assertThat(Sight.of(new Seen(
                                "TRAY-A",
                                Optional.empty(),
                                100,
                                Optional.empty(),
                                Optional.empty(),
                                true,
                                Optional.empty()))
                        .idle()
                        .loss())
                .isEqualTo(Loss.LINK_DOWN);
    }

    @Test
    void anEmptyCellIsStarvedWhileThereIsSomethingToBuildAndHasNothingPlannedOtherwise() {
        assertThat(idle(Optional.empty(), true)).isEqualTo(new Lost(Loss.STARVED, ""));
        assertThat(idle(Optional.empty(), false)).isEqualTo(new Lost(Loss.NO_ORDER, ""));
    }

    @Test
    void whatIsTheMatterWithACellThatNobodyNeedsLosesNothing() {
        Cause down = because(Kind.LINK_DOWN);

        Sight sight = Sight.of(new Seen(
                "TRAY-A", Optional.empty(), 100, Optional.of(down), Optional.empty(), false, Optional.empty()));

        assertThat(sight.idle().loss()).isEqualTo(Loss.NO_ORDER);
        assertThat(sight.stopped().map(Lost::loss)).as("with work in hand").contains(Loss.LINK_DOWN);
    }

    @Test
    void aStarvedCellNamesWhatKeepsTheRacksElsewhere() {
        Cause held = Cause.root(Kind.HELD, "CABLE-A", "CABLE-A is held by anna", "unhold");

        Sight sight = Sight.of(new Seen(
                "TRAY-A",
                Optional.of(UnitState.IDLE),
                100,
                Optional.of(NO_WORK),
                Optional.empty(),
                true,
                Optional.of(held)));

        assertThat(sight.idle()).isEqualTo(new Lost(Loss.STARVED, "CABLE-A is held by anna"));
    }

    @Test
    void aRackThatWaitsForAPersonIsThatPersonsQuestionOrHold() {
        Cause question = Cause.root(Kind.QUESTION_OPEN, "R-1", "question R-1-leak-2 is open", "answer");
        Cause held = Cause.root(Kind.HELD, "R-1", "held by anna: look", "unhold");

        assertThat(idle(Optional.of(question), true))
                .isEqualTo(new Lost(Loss.QUESTION_OPEN, "R-1: question R-1-leak-2 is open"));
        assertThat(idle(Optional.of(held), true)).isEqualTo(new Lost(Loss.RACK_HELD, "R-1: held by anna: look"));
    }

    @Test
    void aRackThatCannotGoOnBlocksItsCellAndTheAccountNamesWhom() {
        Cause held = Cause.root(Kind.HELD, "LEAK-A", "held by anna: gripper", "unhold");
        Cause taken = Cause.root(Kind.OCCUPIED, "LEAK-A", "LEAK-A is taken by R-2", "")
                .because(List.of(Cause.root(Kind.PROGRESS, "R-2", "worked on", "")));

        assertThat(idle(waits(held), true)).isEqualTo(new Lost(Loss.BLOCKED, "LEAK-A: held by anna: gripper"));
        assertThat(idle(waits(taken), true)).isEqualTo(new Lost(Loss.BLOCKED, "LEAK-A is taken by R-2"));
    }

    @Test
    void aRackThatCouldGoWaitsForTheTransporterAndOneThatStaysIsBetweenTwoOperations() {
        Cause there = Cause.root(Kind.PROGRESS, "LEAK-A", "LEAK-A is free", "");
        Cause here = Cause.root(Kind.PROGRESS, "TRAY-A", "TRAY-A begins it now", "");
        Cause done = Cause.root(Kind.DONE, "R-1", "released", "");

        assertThat(idle(waits(there), true)).isEqualTo(new Lost(Loss.TRANSPORT, "to LEAK-A"));
        assertThat(idle(Optional.of(done), false)).isEqualTo(new Lost(Loss.TRANSPORT, "R-1 leaves the line"));
        assertThat(idle(waits(here), true)).isEqualTo(new Lost(Loss.BETWEEN_OPERATIONS, ""));
        assertThat(idle(Optional.of(Cause.root(Kind.PROGRESS, "R-1", "worked on", "")), true)
                        .loss())
                .isEqualTo(Loss.BETWEEN_OPERATIONS);
    }

    private static Lost idle(Optional<Cause> rack, boolean demand) {
        return Sight.of(new Seen(
                        "TRAY-A",
                        Optional.of(UnitState.IDLE),
                        100,
                        Optional.of(NO_WORK),
                        rack,
                        demand,
                        Optional.empty()))
                .idle();
    }

    private static Optional<Cause> waits(Cause cell) {
        return Optional.of(new Cause(Kind.WAITS_FOR_CELL, "R-1", "leak is due", "", List.of(cell)));
    }

    private static Cause because(Kind kind) {
        return Cause.root(kind, "TRAY-A", "it is so", "");
    }

    private static Seen seen(UnitState unit, Cause cause) {
        Cause rack = Cause.root(Kind.PROGRESS, "R-1", "worked on", "");
        return new Seen(
                "TRAY-A", Optional.of(unit), 100, Optional.of(cause), Optional.of(rack), true, Optional.empty());
    }
}
