package dev.mortise.controller.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.rack.Abandonment;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobStateTest {

    @ParameterizedTest
    @CsvSource({
        "false, false, false, NOT_ALLOWED_TO_START",
        "false, false, true, NOT_ALLOWED_TO_START",
        "true, false, false, ALLOWED_TO_START",
        "true, false, true, ALLOWED_TO_START",
        "true, true, false, RUNNING",
        "true, true, true, INTERRUPTED"
    })
    void aRacksOrderIsInOneState(boolean mayStart, boolean onTheLine, boolean waits, JobState state) {
        assertThat(JobState.ofRack(mayStart, onTheLine, waits)).isEqualTo(state);
    }

    @Test
    void anOrderWhoseRackIsFinishedHasEndedUnlessItWasAbortedOrTakenBack() {
        assertThat(JobState.ofFinished(Optional.empty())).isEqualTo(JobState.ENDED);
        assertThat(JobState.ofFinished(Optional.of(Abandonment.STOP))).isEqualTo(JobState.ENDED);
        assertThat(JobState.ofFinished(Optional.of(Abandonment.ABORT))).isEqualTo(JobState.ABORTED);
        assertThat(JobState.ofFinished(Optional.of(Abandonment.CANCEL))).isEqualTo(JobState.ABORTED);
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
