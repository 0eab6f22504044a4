package dev.mortise.controller.domain.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.domain.cell.UnitTimes.Place;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnitTimesTest {

    private static final int PRODUCE = 1;
    private static final int MANUAL = 3;

    private UnitTimes times = UnitTimes.NOTHING_SEEN;

    @Test
    void theCurrentTimeOfAStateBeginsAnewEachTimeAndItsSumDoesNot() {
        is(PRODUCE, UnitState.IDLE, 0);
        is(PRODUCE, UnitState.EXECUTE, 10);
        is(PRODUCE, UnitState.EXECUTE, 25);
        assertThat(times.stateCurrent()[PRODUCE][UnitState.EXECUTE.number()]).isEqualTo(15);
        assertThat(times.stateCurrent()[PRODUCE][UnitState.IDLE.number()]).isZero();
        is(PRODUCE, UnitState.IDLE, 30);
        is(PRODUCE, UnitState.IDLE, 32);

        assertThat(times.stateCurrent()[PRODUCE][UnitState.IDLE.number()]).isEqualTo(2);
        assertThat(times.stateCumulative()[PRODUCE][UnitState.IDLE.number()]).isEqualTo(12);
        assertThat(times.stateCumulative()[PRODUCE][UnitState.EXECUTE.number()]).isEqualTo(20);
        assertThat(times.modeCurrent()).containsExactly(0, 32, 0, 0);
    }

    @Test
    void aModeHasTimesOfItsOwn() {
        is(PRODUCE, UnitState.STOPPED, 0);
        is(MANUAL, UnitState.STOPPED, 5);
        is(MANUAL, UnitState.STOPPED, 12);

        assertThat(times.modeCurrent()).containsExactly(0, 0, 0, 7);
        assertThat(times.modeCumulative()).containsExactly(0, 5, 0, 7);
        assertThat(times.stateCurrent()[MANUAL][UnitState.STOPPED.number()]).isEqualTo(7);
    }

    @Test
    void whatNobodyObservedIsCountedNowhere() {
        is(PRODUCE, UnitState.EXECUTE, 0);
        times = times.at(Optional.empty(), Duration.ofSeconds(4));
        assertThat(times.modeCurrent()).containsOnly(0);
        is(PRODUCE, UnitState.EXECUTE, 100);
        is(PRODUCE, UnitState.EXECUTE, 101);

        assertThat(times.modeCumulative()).containsExactly(0, 5, 0, 0);
        assertThat(times.stateCurrent()[PRODUCE][UnitState.EXECUTE.number()]).isEqualTo(1);
    }

    @Test
    void thereIsNoOtherMode() {
        assertThatThrownBy(() -> new Place(4, UnitState.IDLE)).hasMessage("mode is 4; expected 0 to 3");
    }

    private void is(int mode, UnitState state, int second) {
        times = times.at(Optional.of(new Place(mode, state)), Duration.ofSeconds(second));
    }
}
