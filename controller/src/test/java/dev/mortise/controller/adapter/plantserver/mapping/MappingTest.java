package dev.mortise.controller.adapter.plantserver.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.alarm.Alarm;
import dev.mortise.controller.domain.alarm.AlarmRule;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.UnitMode;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.rack.Worth;
import dev.mortise.controller.port.RobotSays;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the domain to the models, as a table. */
class MappingTest {

    @ParameterizedTest
    @CsvSource({
        "COUNTS,     1, 1, 1, false",
        "WAIVED,     1, 2, 2, false",
        "FAILED,     1, 2, 3, false",
        "VOID,       1, 0, 4, false",
        "BROKEN_OFF, 3, 0, 5, true",
        "TAKEN_BACK, 1, 0, 6, false"
    })
    void evidenceIsAResultOfThisStateEvaluationAndCode(
            Worth worth, int state, int evaluation, long code, boolean partial) {
        assertThat(ResultWords.result(worth)).isEqualTo(new ResultWords.Result(state, evaluation, code, partial));
    }

    @Test
    void okIsSaidOfEvidenceThatCountsAndOfNoOther() {
        assertThat(Arrays.stream(Worth.values())
                        .filter(worth -> ResultWords.result(worth).evaluation() == 1))
                .containsExactly(Worth.COUNTS);
    }

    @ParameterizedTest
    @CsvSource({
        "CLEARING,     OutOfService",
        "STOPPED,      NotExecuting",
        "STARTING,     Executing",
        "IDLE,         NotExecuting",
        "SUSPENDED,    NotExecuting",
        "EXECUTE,      Executing",
        "STOPPING,     NotExecuting",
        "ABORTING,     OutOfService",
        "ABORTED,      OutOfService",
        "HOLDING,      NotExecuting",
        "HELD,         NotExecuting",
        "UNHOLDING,    Executing",
        "SUSPENDING,   NotExecuting",
        "UNSUSPENDING, Executing",
        "RESETTING,    NotExecuting",
        "COMPLETING,   Executing",
        "COMPLETE,     NotExecuting"
    })
    void aUnitInThisStateIsAMachineryItemInThatOne(UnitState unit, String item) {
        assertThat(MachineWords.itemState(Optional.of(unit))).isEqualTo(item);
    }

    @Test
    void aUnitOfWhichNothingIsKnownIsNotAvailable() {
        assertThat(MachineWords.itemState(Optional.empty())).isEqualTo("NotAvailable");
    }

    @ParameterizedTest
    @CsvSource({"PRODUCE, Processing", "MAINTENANCE, Maintenance", "MANUAL, Setup", "INVALID, None", "UNKNOWN, None"})
    void aUnitInThisModeIsAMachineryItemInThatOne(String unitMode, String mode) {
        assertThat(MachineWords.operationMode(UnitMode.named(unitMode))).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({
        "Executing OutOfService NotAvailable, Executing",
        "NotExecuting OutOfService,           NotExecuting",
        "OutOfService NotAvailable,           OutOfService",
        "NotAvailable NotAvailable,           NotAvailable"
    })
    void aLineWhoseCellsAreInTheseStatesIsInThatOne(String cells, String line) {
        assertThat(MachineWords.stateOfAll(List.of(cells.split(" ")))).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "Processing None,              Processing",
        "Processing Setup,             Setup",
        "Processing Setup Maintenance, Maintenance",
        "None None,                    None"
    })
    void aLineWhoseCellsAreInTheseModesIsInThatOne(String cells, String line) {
        assertThat(MachineWords.modeOfAll(List.of(cells.split(" ")))).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"ARTICULATED, 1", "GANTRY, 3"})
    void aRobotOfTheseKinematicsIsAMotionDeviceOfThatCategory(RobotSpec.Kinematics kinematics, int category) {
        assertThat(RobotWords.deviceCategory(kinematics)).isEqualTo(category);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 2", "3, 3", "4, 4", "5, 0", "-1, 0"})
    void whatThePlcCallsTheOperationalModeIsThatOfTheModelOrOther(int plcSays, int mode) {
        assertThat(RobotWords.operationalMode(plcSays)).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({
        "LINK_DOWN,                1,  1",
        "ROBOT_LINK_DOWN,          2,  1",
        "EMERGENCY_STOP_OBSERVED,  3,  3",
        "PROTECTIVE_STOP_OBSERVED, 4,  3",
        "GUARD_OPEN,               5,  3",
        "UNIT_MODE,                6,  3",
        "UNIT_ABORTED,             7,  3",
        "UNIT_WAITS,               8,  3",
        "INTERLOCK,                9,  3",
        "REFUSED_BY_PLC,           10, 3",
        "HELD,                     11, 3",
        "IN_DOUBT,                 12, 3",
        "JOURNAL_DAMAGED,          13, 1",
        "STORE_SLOW,               14, 1",
        "CALIBRATION_EXPIRED,      15, 2",
        "NO_CELL_CAN,              16, 3",
        "QUESTION_OPEN,            17, 3",
        "DISCREPANCY,              18, 3",
        "FORGED_DATAGRAMS,         19, 1"
    })
    void anAlarmOfThisKindHasThisNumberAndCategoryInPackMl(Cause.Kind kind, int id, int category) {
        assertThat(UnitWords.alarm(kind)).isEqualTo(new UnitWords.UnitAlarm(id, category));
    }

    @Test
    void everyKindThatIsAnAlarmHasANumberOfItsOwnAndNoOtherHasOne() {
        assertThat(Arrays.stream(Cause.Kind.values())
                        .filter(kind -> UnitWords.alarm(kind).id() != 0))
                .containsExactlyElementsOf(Arrays.stream(Cause.Kind.values())
                        .filter(kind -> AlarmRule.of(kind).isPresent())
                        .toList());
        assertThat(Arrays.stream(Cause.Kind.values())
                        .map(kind -> UnitWords.alarm(kind).id())
                        .filter(id -> id != 0))
                .doesNotHaveDuplicates();
    }

    @Test
    void anAlarmIsOnTheShelfForATimeOrUntilItsCauseIsGoneOrNotAtAll() {
        Instant until = Instant.parse("2026-11-26T12:00:00Z");

        assertThat(AlarmWords.shelving(Optional.empty()).state()).isEqualTo("Unshelved");
        assertThat(AlarmWords.shelving(Optional.of(new Alarm.Shelf("anna", "", until, false)))
                        .state())
                .isEqualTo("TimedShelved");
        assertThat(AlarmWords.shelving(Optional.of(new Alarm.Shelf("anna", "", until, true)))
                        .state())
                .isEqualTo("OneShotShelved");
    }

    @ParameterizedTest
    @CsvSource({"HIGH, 800", "MEDIUM, 500", "LOW, 200"})
    void anAlarmOfThisPriorityHasThatSeverity(Priority priority, int severity) {
        assertThat(AlarmWords.severity(priority)).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({
        "STARTING,     true,  false, Executing, SYSTEM",
        "EXECUTE,      true,  false, Executing, SYSTEM",
        "COMPLETING,   true,  false, Executing, SYSTEM",
        "UNHOLDING,    true,  false, Executing, SYSTEM",
        "UNSUSPENDING, true,  false, Executing, SYSTEM",
        "HOLDING,      true,  false, Executing, SYSTEM",
        "SUSPENDING,   true,  false, Executing, SYSTEM",
        "STOPPED,      true,  false, Ready,     SYSTEM",
        "IDLE,         true,  false, Ready,     SYSTEM",
        "COMPLETE,     true,  false, Ready,     SYSTEM",
        "STOPPING,     true,  false, Ready,     SYSTEM",
        "RESETTING,    true,  false, Ready,     SYSTEM",
        "SUSPENDED,    true,  false, Ready,     SYSTEM",
        "HELD,         true,  false, Ready,     UNKNOWN",
        "ABORTING,     true,  true,  Idle,      ERROR",
        "ABORTED,      true,  true,  Idle,      ERROR",
        "ABORTED,      true,  false, Idle,      UNKNOWN",
        "CLEARING,     true,  false, Idle,      UNKNOWN",
        "EXECUTE,      false, false, Idle,      SYSTEM",
        "HELD,         false, false, Idle,      SYSTEM",
        "IDLE,         false, false, Idle,      SYSTEM"
    })
    void anOperationInAUnitOfThisStateIsATaskInThatOneForThisReason(
            UnitState unit, boolean loaded, boolean stopped, String state, RobotWords.Reason reason) {
        assertThat(RobotWords.task(unit, loaded, stopped)).isEqualTo(new RobotWords.Task(state, reason));
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL,          false, false",
        "PROTECTIVE_STOP, false, true",
        "EMERGENCY_STOP,  true,",
        "OTHER,,",
        "UNTOLD,,"
    })
    void aRobotThatSaysThisOfItsSafetyFunctionsIsInTheseStops(
            RobotSays.Safety says, @Nullable Boolean emergency, @Nullable Boolean protective) {
        assertThat(RobotWords.stops(says))
                .isEqualTo(new RobotWords.Stops(Optional.ofNullable(emergency), Optional.ofNullable(protective)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 1, 3", "40, 1, 3", "2, 2, 4"})
    void screwsAreASingleResultABatchOfOneStepOrAJobOfSeveral(int screws, long steps, int classification) {
        assertThat(JoiningWords.classification(screws, steps)).isEqualTo(classification);
    }

    @ParameterizedTest
    @CsvSource({"1, false, 1", "2, true, 2", "2, false, 3", "0, false, 0", "0, true, 0"})
    void aScrewIsWorthWhatItsAttemptIsAndOfAFailedOneOnlyALimitSaysWhich(int attempt, boolean outside, int screw) {
        assertThat(JoiningWords.ofScrew(attempt, outside)).isEqualTo(screw);
    }
}
