package dev.mortise.controller.adapter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final int HORIZON = 24;
    private static final int CYCLE_MICROS = 1_000;
    private static final int STATES = 10_000;

    @Test
    void aMachineThatAnswersWithinTheCycleIsFit() {
        Verdict verdict = Verdict.of(late(0, 0), late(0, 0), HORIZON);

        assertThat(verdict.grade()).isEqualTo(Verdict.Grade.FIT);
        assertThat(verdict.reason()).isEqualTo("0.00 % late; none took a whole cycle");
    }

    @Test
    void threeInAThousandLateAreFitAndOneMoreIsBridged() {
        assertThat(Verdict.of(late(30, 2), late(0, 0), HORIZON))
                .isEqualTo(new Verdict(Verdict.Grade.FIT, "0.30 % late; the longest took 2 of 24 cycles"));
        assertThat(Verdict.of(late(31, 2), late(0, 0), HORIZON).grade()).isEqualTo(Verdict.Grade.BRIDGED);
    }

    @Test
    void moreThanOneInTwentyLateIsNotFit() {
        assertThat(Verdict.of(late(500, 2), late(0, 0), HORIZON).grade()).isEqualTo(Verdict.Grade.BRIDGED);
        assertThat(Verdict.of(late(501, 2), late(0, 0), HORIZON).grade()).isEqualTo(Verdict.Grade.UNFIT);
    }

    @Test
    void oneAnswerThatTakesAWholeHorizonIsNotFitBecauseTheRobotWouldHaveStopped() {
        assertThat(Verdict.of(late(1, 23), late(0, 0), HORIZON).grade()).isEqualTo(Verdict.Grade.FIT);

        Verdict verdict = Verdict.of(late(1, 24), late(0, 0), HORIZON);

        assertThat(verdict.grade()).isEqualTo(Verdict.Grade.UNFIT);
        assertThat(verdict.reason()).contains("one took 24 cycles, a robot with a horizon of 24 would have stopped");
    }

    @Test
    void aStateThatWasNeverAnsweredIsNotFit() {
        Measured measured = late(0, 0);
        Verdict verdict = Verdict.of(
                new Measured(measured.times(), measured.sent(), 1, measured.cycleNanos()), late(0, 0), HORIZON);

        assertThat(verdict.grade()).isEqualTo(Verdict.Grade.UNFIT);
        assertThat(verdict.reason()).contains("1 never answered");
    }

    @Test
    void theFloorTellsWhetherItIsTheMachine() {
        Measured engine = late(1_000, 3);

        assertThat(Verdict.of(engine, late(0, 0), HORIZON).reason()).contains("the bare echo kept up (0.00 % late");
        assertThat(Verdict.of(engine, late(100, 3), HORIZON).reason()).contains("the machine has a part in it");
        assertThat(Verdict.of(engine, late(500, 3), HORIZON).reason())
                .contains("it is the machine, or other work on it");
    }

    @Test
    void behindALongAnswerThoseThatHadToWaitAreCountedToo() {
        Histogram times = new Histogram(3);
        times.recordValueWithExpectedInterval(
                TimeUnit.MICROSECONDS.toNanos(5 * CYCLE_MICROS + 10), TimeUnit.MICROSECONDS.toNanos(CYCLE_MICROS));

        Measured measured = new Measured(times, 1, 0, TimeUnit.MICROSECONDS.toNanos(CYCLE_MICROS));

        assertThat(measured.longestCycles()).isEqualTo(5);
        assertThat(measured.missed()).isEqualTo(5);
    }

    /** So many of ten thousand took so many cycles and a little, the others a tenth of one. */
    private static Measured late(int count, int cycles) {
        Histogram times = new Histogram(3);
        times.recordValueWithCount(TimeUnit.MICROSECONDS.toNanos(CYCLE_MICROS / 10), STATES - count);
        if (count > 0) {
            times.recordValueWithCount(TimeUnit.MICROSECONDS.toNanos((long) cycles * CYCLE_MICROS + 100), count);
        }
        return new Measured(times, STATES, 0, TimeUnit.MICROSECONDS.toNanos(CYCLE_MICROS));
    }
}
