package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Arrivals arrivals = new Arrivals();

    @Test
    void aSessionMayBeginWithAnyCounterAndNothingBeforeItIsLost() {
        assertThat(arrivals.take(1_000)).isEqualTo(Arrivals.Kind.NEWEST);
        take(1_001, 1_200);

        assertThat(arrivals.lost()).isZero();
    }

    @Test
    void aStateThatComesTwiceIsADuplicate() {
        take(1, 10);

        assertThat(arrivals.take(10)).isEqualTo(Arrivals.Kind.DUPLICATE);
        assertThat(arrivals.take(4)).isEqualTo(Arrivals.Kind.DUPLICATE);
        assertThat(arrivals.lost()).isZero();
    }

    @Test
    void aStateThatComesLateIsReorderedAndNotLost() {
        take(1, 10);
        arrivals.take(12);

        assertThat(arrivals.take(11)).isEqualTo(Arrivals.Kind.REORDERED);
        assertThat(arrivals.take(11)).isEqualTo(Arrivals.Kind.DUPLICATE);
        take(13, 200);
        assertThat(arrivals.lost()).isZero();
    }

    @Test
    void aStateIsLostWhenItHasNotComeForAWholeWindow() {
        take(1, 10);
        take(13, 12 + Arrivals.WINDOW - 2);
        assertThat(arrivals.lost()).as("both may still come").isZero();

        take(12 + Arrivals.WINDOW - 1, 12 + Arrivals.WINDOW);

        assertThat(arrivals.lost()).isEqualTo(2);
        assertThat(arrivals.take(11)).isEqualTo(Arrivals.Kind.TOO_OLD);
    }

    @Test
    void aGapLongerThanTheWindowIsLostAtOnceButForItsEnd() {
        take(1, 10);
        arrivals.take(1_010);

        assertThat(arrivals.lost()).isEqualTo(999 - (Arrivals.WINDOW - 1));
        take(1_011, 1_200);
        assertThat(arrivals.lost()).isEqualTo(999);
    }

    @Test
    void anotherSessionCountsAnewAndWhatWasLostStays() {
        take(1, 10);
        arrivals.take(1_010);
        long lost = arrivals.lost();

        arrivals.restart();
        take(1, 300);

        assertThat(arrivals.lost()).isEqualTo(lost);
    }

    private void take(int from, int to) {
        for (int counter = from; counter <= to; counter++) {
            assertThat(arrivals.take(counter)).isEqualTo(Arrivals.Kind.NEWEST);
        }
    }
}
