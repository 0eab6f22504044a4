package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.rack.Worth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        assertThat(Mapping.result(worth)).isEqualTo(new Mapping.Result(state, evaluation, code, partial));
    }

    @Test
    void okIsSaidOfEvidenceThatCountsAndOfNoOther() {
        assertThat(Arrays.stream(Worth.values())
                        .filter(worth -> Mapping.result(worth).evaluation() == 1))
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
        assertThat(Mapping.itemState(Optional.of(unit))).isEqualTo(item);
    }

    @Test
    void aUnitOfWhichNothingIsKnownIsNotAvailable() {
        assertThat(Mapping.itemState(Optional.empty())).isEqualTo("NotAvailable");
    }

    @ParameterizedTest
    @CsvSource({"PRODUCE, Processing", "MAINTENANCE, Maintenance", "MANUAL, Setup", "INVALID, None", "UNKNOWN, None"})
    void aUnitInThisModeIsAMachineryItemInThatOne(String unitMode, String mode) {
        assertThat(Mapping.operationMode(unitMode)).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({
        "Executing OutOfService NotAvailable, Executing",
        "NotExecuting OutOfService,           NotExecuting",
        "OutOfService NotAvailable,           OutOfService",
        "NotAvailable NotAvailable,           NotAvailable"
    })
    void aLineWhoseCellsAreInTheseStatesIsInThatOne(String cells, String line) {
        assertThat(Mapping.stateOfAll(List.of(cells.split(" ")))).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "Processing None,              Processing",
        "Processing Setup,             Setup",
        "Processing Setup Maintenance, Maintenance",
        "None None,                    None"
    })
    void aLineWhoseCellsAreInTheseModesIsInThatOne(String cells, String line) {
        assertThat(Mapping.modeOfAll(List.of(cells.split(" ")))).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"ARTICULATED, 1", "GANTRY, 3"})
    void aRobotOfTheseKinematicsIsAMotionDeviceOfThatCategory(RobotSpec.Kinematics kinematics, int category) {
        assertThat(Mapping.deviceCategory(kinematics)).isEqualTo(category);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 2", "3, 3", "4, 4", "5, 0", "-1, 0"})
    void whatThePlcCallsTheOperationalModeIsThatOfTheModelOrOther(int plcSays, int mode) {
        assertThat(Mapping.operationalMode(plcSays)).isEqualTo(mode);
    }
}
