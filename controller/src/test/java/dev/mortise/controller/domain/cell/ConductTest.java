package dev.mortise.controller.domain.cell;

import static dev.mortise.controller.domain.cell.ACell.CLAMP;
import static dev.mortise.controller.domain.cell.ACell.CONDUCT;
import static dev.mortise.controller.domain.cell.ACell.INSERT;
import static dev.mortise.controller.domain.cell.ACell.NOON;
import static dev.mortise.controller.domain.cell.ACell.after;
import static dev.mortise.controller.domain.cell.ACell.clamping;
import static dev.mortise.controller.domain.cell.ACell.plc;
import static dev.mortise.controller.domain.cell.ACell.report;
import static dev.mortise.controller.domain.cell.ACell.seeing;
import static dev.mortise.controller.domain.cell.ACell.working;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.StepReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConductTest {

    private static final CommandId COMMAND = INSERT.command(CLAMP);

    @ParameterizedTest
    @CsvSource({"STOPPED,RESET", "IDLE,START", "COMPLETE,RESET", "SUSPENDED,UNSUSPEND", "HELD,UNHOLD"})
    void bringsTheUnitTowardsExecuteBeforeAStepStarts(UnitState state, UnitCommand expected) {
        CellDecision decision = CONDUCT.next(working(), seeing(plc(state)));

        assertThat(decision.events()).isEmpty();
        assertThat(decision.effects()).containsExactly(new CellEffect.AskUnit(expected));
    }

    @ParameterizedTest
    @CsvSource({"ABORTED", "ABORTING", "RESETTING", "STARTING", "CLEARING"})
    void waitsWhileTheUnitActsAndLeavesAbortedToAPerson(UnitState state) {
        assertThat(CONDUCT.next(working(), seeing(plc(state))).isNothing()).isTrue();
    }

    @Test
    void storesThatAStepStartsBeforeAnythingIsSent() {
        CellDecision decision = CONDUCT.next(working(), seeing(plc(UnitState.EXECUTE)));

        assertThat(decision.effects()).isEmpty();
        assertThat(decision.events()).containsExactly(new CellEvent.StepStarted("clamp", COMMAND, "boot-1", NOON));
    }

    @Test
    void sendsAStoredStepThatThePlcHasNotSeen() {
        CellDecision decision = CONDUCT.next(clamping("boot-1"), seeing(plc(UnitState.EXECUTE)));

        assertThat(decision.events()).isEmpty();
        assertThat(decision.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        CellEffect.Send.class, send -> assertThat(send.id()).isEqualTo(COMMAND));
    }

    @Test
    void doesNotSendAgainWithinASecondButDoesAfterIt() {
        Observed asked = seeing(plc(UnitState.EXECUTE));
        CellEffect sent = CONDUCT.next(clamping("boot-1"), asked).effects().get(0);
        Observed noted = asked.noting(sent);

        assertThat(CONDUCT.next(clamping("boot-1"), noted.at(after(Duration.ofMillis(900))))
                        .isNothing())
                .isTrue();
        assertThat(CONDUCT.next(clamping("boot-1"), noted.at(after(Duration.ofMillis(1_100))))
                        .effects())
                .containsExactly(sent);
    }

    @Test
    void takesTheStoredOutcomeOfACommandSentBeforeACrash() {
        StepReport done = report(COMMAND, StepReport.Outcome.OK, 500);

        CellDecision decision =
                CONDUCT.next(clamping("boot-1"), seeing(plc(UnitState.EXECUTE, Optional.empty(), Optional.of(done))));

        assertThat(decision.effects())
                .as("nothing is acknowledged before it is stored")
                .isEmpty();
        assertThat(decision.events()).singleElement().isInstanceOfSatisfying(CellEvent.StepEnded.class, ended -> {
            assertThat(ended.report().step()).isEqualTo("clamp");
            assertThat(ended.report().measurements()).isEqualTo(done.measurements());
        });
    }

    @Test
    void letsThePlcForgetAnOutcomeOnceItIsStored() {
        StepReport done = report(COMMAND, StepReport.Outcome.OK, 500);
        Cell stored = clamping("boot-1").apply(new CellEvent.StepEnded(done, NOON));

        CellDecision decision =
                CONDUCT.next(stored, seeing(plc(UnitState.EXECUTE, Optional.empty(), Optional.of(done))));

        assertThat(decision.effects()).containsExactly(new CellEffect.Acknowledge(COMMAND));
    }

    @Test
    void asksAPersonWhenThePlcHasLostTheMemoryOfACommandThatMayHaveRun() {
        PlcStatus forgetful = plc(UnitState.EXECUTE, "boot-2", false, Optional.empty(), Optional.empty());

        CellDecision decision = CONDUCT.next(clamping("boot-1"), seeing(forgetful));

        assertThat(decision.events()).singleElement().isInstanceOfSatisfying(CellEvent.DoubtRaised.class, doubt -> {
            assertThat(doubt.command()).isEqualTo(COMMAND);
            assertThat(String.join(" ", doubt.facts())).contains("boot-1").contains("boot-2");
        });
    }

    @Test
    void whoIsAskedReadsWhatWasSentWhatThePlcSaysAndWhatItsSensorsSay() {
        PlcStatus forgetful = plc(UnitState.HELD, "boot-2", false, Optional.empty(), Optional.empty());
        PlcStatus withSensors = new PlcStatus(
                forgetful.bootId(),
                false,
                true,
                forgetful.epoch(),
                forgetful.state(),
                forgetful.mode(),
                "",
                forgetful.command(),
                forgetful.outcome(),
                new PlcStatus.Safety(false, true, false, 3),
                List.of(new PlcStatus.Interlock("clamp closed", true), new PlcStatus.Interlock("air", false)));

        assertThat(CONDUCT.next(clamping("boot-1"), seeing(withSensors)).events())
                .singleElement()
                .isInstanceOfSatisfying(
                        CellEvent.DoubtRaised.class,
                        doubt -> assertThat(doubt.facts())
                                .satisfiesExactly(
                                        sent -> assertThat(sent)
                                                .startsWith("sent: step clamp")
                                                .endsWith(COMMAND.value()),
                                        lives -> assertThat(lives)
                                                .contains("boot-1")
                                                .contains("boot-2"),
                                        plc -> assertThat(plc)
                                                .isEqualTo("the PLC says: unit HELD, command in hand none"),
                                        inputs -> assertThat(inputs)
                                                .isEqualTo(
                                                        "its inputs say: clamp closed: satisfied, air: not satisfied;"
                                                                + " emergency stop not active, protective stop active, guard open")));
    }

    @Test
    void sendsAfterAPlcRestartThatKeptItsMemory() {
        PlcStatus restarted = plc(UnitState.EXECUTE, "boot-2", true, Optional.empty(), Optional.empty());

        assertThat(CONDUCT.next(clamping("boot-1"), seeing(restarted)).effects())
                .singleElement()
                .isInstanceOf(CellEffect.Send.class);
    }

    @Test
    void aStationFaultInterruptsTheAttemptAndHoldsTheCell() {
        Cell faulted = clamping("boot-1")
                .apply(new CellEvent.StepEnded(report(COMMAND, StepReport.Outcome.STATION_FAULT, 0), NOON));

        List<CellEvent> events =
                CONDUCT.next(faulted, seeing(plc(UnitState.EXECUTE))).events();

        assertThat(events).hasSize(2);
        assertThat(events.get(0))
                .isInstanceOfSatisfying(
                        CellEvent.WorkEnded.class,
                        ended -> assertThat(ended.interrupted()).contains("tool-fault"));
        assertThat(events.get(1)).isInstanceOf(CellEvent.HoldPlaced.class);
    }

    @Test
    void endsTheAttemptAtTheFirstStepOutsideItsLimitsWithoutHolding() {
        Cell weak = clamping("boot-1").apply(new CellEvent.StepEnded(report(COMMAND, StepReport.Outcome.OK, 20), NOON));

        assertThat(CONDUCT.next(weak, seeing(plc(UnitState.EXECUTE))).events())
                .containsExactly(new CellEvent.WorkEnded("", NOON));
    }

    @Test
    void aHeldCellStartsNothingAndAsksItsUnitToHold() {
        Cell held = working().apply(new CellEvent.HoldPlaced("coffee", "anna", NOON));

        CellDecision decision = CONDUCT.next(held, seeing(plc(UnitState.EXECUTE)));

        assertThat(decision.events()).isEmpty();
        assertThat(decision.effects()).containsExactly(new CellEffect.AskUnit(UnitCommand.HOLD));
    }

    @Test
    void aHeldCellStillTakesTheResultOfTheCommandThatRan() {
        Cell held = clamping("boot-1").apply(new CellEvent.HoldPlaced("coffee", "anna", NOON));
        StepReport done = report(COMMAND, StepReport.Outcome.OK, 500);

        assertThat(CONDUCT.next(held, seeing(plc(UnitState.HELD, Optional.empty(), Optional.of(done))))
                        .events())
                .hasSize(1);
    }

    @Test
    void startsNothingWhileAnEmergencyStopIsObserved() {
        PlcStatus calm = plc(UnitState.EXECUTE);
        PlcStatus stopped = new PlcStatus(
                calm.bootId(),
                true,
                true,
                3,
                UnitState.EXECUTE,
                1,
                "",
                Optional.empty(),
                Optional.empty(),
                new PlcStatus.Safety(true, false, true, 4),
                List.of());

        assertThat(CONDUCT.next(working(), seeing(stopped)).isNothing()).isTrue();
    }

    @Test
    void aStaleEpochHoldsTheCellBecauseAnotherControllerCommandsIt() {
        PlcStatus.Command refused =
                new PlcStatus.Command(COMMAND, PlcStatus.CommandState.REFUSED, "STALE_EPOCH: 3 is lower than 4", 0);

        assertThat(CONDUCT.next(
                                clamping("boot-1"),
                                seeing(plc(UnitState.EXECUTE, Optional.of(refused), Optional.empty())))
                        .events())
                .singleElement()
                .isInstanceOf(CellEvent.HoldPlaced.class);
    }

    @Test
    void reportsAnEndedAttemptUntilItsOwnerHasStoredIt() {
        Cell ended = working().apply(new CellEvent.WorkEnded("", NOON));
        Observed observed = seeing(plc(UnitState.EXECUTE));
        CellEffect report = CONDUCT.next(ended, observed).effects().get(0);

        assertThat(report).isInstanceOf(CellEffect.Report.class);
        assertThat(CONDUCT.next(ended, observed.noting(report).at(after(Duration.ofSeconds(2))))
                        .effects())
                .containsExactly(report);
        assertThat(Requests.outcomeTaken(ended, INSERT, NOON).events())
                .containsExactly(new CellEvent.OutcomeTaken(NOON));
    }

    @Test
    void goesToIdleSomeTimeAfterItsLastWork() {
        Observed observed = seeing(plc(UnitState.EXECUTE));

        assertThat(CONDUCT.next(ACell.idle(), observed.at(after(Duration.ofSeconds(1))))
                        .isNothing())
                .isTrue();
        assertThat(CONDUCT.next(ACell.idle(), observed.at(after(Duration.ofSeconds(3))))
                        .effects())
                .containsExactly(new CellEffect.AskUnit(UnitCommand.COMPLETE));
    }
}
