package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long CYCLE = 2_000_000;
    private static final long START = Long.MAX_VALUE - 5 * CYCLE; // the clock of a machine may begin anywhere

    private final Pace pace = new Pace(CYCLE);

    @BeforeEach
    void start() {
        pace.starts(START);
    }

    @Test
    void aCycleThatIsALittleLateShiftsNoneOfThoseThatFollow() {
        assertThat(pace.next(START)).isEqualTo(START + CYCLE);
        assertThat(pace.next(START + CYCLE + CYCLE / 2)).isEqualTo(START + 2 * CYCLE);
        assertThat(pace.next(START + 2 * CYCLE)).isEqualTo(START + 3 * CYCLE);
    }

    @Test
    void aPauseTakesItsCyclesAwayAndNoBurstMakesUpForThem() {
        pace.next(START);
        long awake = START;
        awake += 1_000 * CYCLE;

        int cycles = 0;
        for (long due = pace.next(awake); due - awake < 10 * CYCLE; due = pace.next(Math.max(awake, due))) {
            cycles++;
        }

        assertThat(cycles).as("in the ten cycles after a pause of a thousand").isEqualTo(10);
    }
}
