package dev.mortise.controller.domain.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cell.UnitTimes.Place;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnitTimesTest {

    private UnitTimes times = UnitTimes.NOTHING_SEEN;

    @Test
    void theCurrentTimeOfAStateBeginsAnewEachTimeAndItsSumDoesNot() {
        is(UnitMode.PRODUCE, UnitState.IDLE, 0);
        is(UnitMode.PRODUCE, UnitState.EXECUTE, 10);
        is(UnitMode.PRODUCE, UnitState.EXECUTE, 25);
        assertThat(times.stateCurrent()[UnitMode.PRODUCE.number()][UnitState.EXECUTE.number()])
                .isEqualTo(15);
        assertThat(times.stateCurrent()[UnitMode.PRODUCE.number()][UnitState.IDLE.number()])
                .isZero();
        is(UnitMode.PRODUCE, UnitState.IDLE, 30);
        is(UnitMode.PRODUCE, UnitState.IDLE, 32);

        assertThat(times.stateCurrent()[UnitMode.PRODUCE.number()][UnitState.IDLE.number()])
                .isEqualTo(2);
        assertThat(times.stateCumulative()[UnitMode.PRODUCE.number()][UnitState.IDLE.number()])
                .isEqualTo(12);
        assertThat(times.stateCumulative()[UnitMode.PRODUCE.number()][UnitState.EXECUTE.number()])
                .isEqualTo(20);
        assertThat(times.modeCurrent()).containsExactly(0, 32, 0, 0);
    }

    @Test
    void aModeHasTimesOfItsOwn() {
        is(UnitMode.PRODUCE, UnitState.STOPPED, 0);
        is(UnitMode.MANUAL, UnitState.STOPPED, 5);
        is(UnitMode.MANUAL, UnitState.STOPPED, 12);

        assertThat(times.modeCurrent()).containsExactly(0, 0, 0, 7);
        assertThat(times.modeCumulative()).containsExactly(0, 5, 0, 7);
        assertThat(times.stateCurrent()[UnitMode.MANUAL.number()][UnitState.STOPPED.number()])
                .isEqualTo(7);
    }

    @Test
    void whatNobodyObservedIsCountedNowhere() {
        is(UnitMode.PRODUCE, UnitState.EXECUTE, 0);
        times = times.at(Optional.empty(), Duration.ofSeconds(4));
        assertThat(times.modeCurrent()).containsOnly(0);
        is(UnitMode.PRODUCE, UnitState.EXECUTE, 100);
        is(UnitMode.PRODUCE, UnitState.EXECUTE, 101);

        assertThat(times.modeCumulative()).containsExactly(0, 5, 0, 0);
        assertThat(times.stateCurrent()[UnitMode.PRODUCE.number()][UnitState.EXECUTE.number()])
                .isEqualTo(1);
    }

    private void is(UnitMode mode, UnitState state, int second) {
        times = times.at(Optional.of(new Place(mode, state)), Duration.ofSeconds(second));
    }
}
