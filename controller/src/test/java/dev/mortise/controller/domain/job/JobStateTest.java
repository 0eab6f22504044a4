package dev.mortise.controller.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cell.UnitState;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobStateTest {

    @ParameterizedTest
    @CsvSource({
        "false, false, false, ALLOWED_TO_START",
        "false, false, true, ALLOWED_TO_START",
        "false, true, false, RUNNING",
        "false, true, true, INTERRUPTED",
        "true, false, false, ENDED",
        "true, true, true, ENDED"
    })
    void aRacksOrderIsInOneState(boolean released, boolean onTheLine, boolean waits, JobState state) {
        assertThat(JobState.ofRack(released, onTheLine, waits)).isEqualTo(state);
    }

    @Test
    void aUnitWaitsForSomebodyOnlyWhereItIsHeldSuspendedOrAborted() {
        assertThat(Arrays.stream(UnitState.values()).filter(UnitState::waitsForSomebody))
                .containsExactlyInAnyOrder(
                        UnitState.HOLDING,
                        UnitState.HELD,
                        UnitState.SUSPENDING,
                        UnitState.SUSPENDED,
                        UnitState.ABORTING,
                        UnitState.ABORTED);
    }
}
