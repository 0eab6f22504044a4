package dev.mortise.controller.domain.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StorePaceTest {

    private static final Duration START = Duration.ofSeconds(100);
    private static final Duration LIMIT = StorePace.SLOW_AFTER;
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final StorePace ONE_UNDER_WAY = StorePace.NEW.began(1, START);

    @Test
    void aStoreThatNobodyWritesToIsNotSlow() {
        assertThat(StorePace.NEW.slow(START)).isEmpty();
    }

    @Test
    void aWriteUnderWayIsSlowFromTheLimitOnAndSaysHowLong() {
        assertThat(ONE_UNDER_WAY.slow(START.plus(LIMIT))).isEmpty();
        assertThat(ONE_UNDER_WAY.slow(START.plus(LIMIT).plus(MOMENT))).hasValue(LIMIT.plus(MOMENT));
    }

    @Test
    void theOldestWriteUnderWayCountsWhateverTheOthersDo() {
        StorePace pace = ONE_UNDER_WAY
                .began(2, START.plusSeconds(2))
                .began(3, START.plusSeconds(2))
                .ended(2, START.plusSeconds(2).plus(MOMENT));

        assertThat(pace.slow(START.plusSeconds(3))).hasValue(Duration.ofSeconds(3));
    }

    @Test
    void betweenWritesThatAreSlowTheStoreIsSlowStill() {
        StorePace pace = ONE_UNDER_WAY.ended(1, START.plusSeconds(2));

        assertThat(pace.slow(START.plusSeconds(2).plus(MOMENT))).hasValue(Duration.ofSeconds(2));
        assertThat(pace.began(2, START.plusSeconds(2)).slow(START.plusSeconds(2).plus(MOMENT)))
                .hasValue(Duration.ofSeconds(2));
    }

    @Test
    void aWriteThatIsQuickEndsIt() {
        Duration later = START.plusSeconds(2);

        StorePace pace = ONE_UNDER_WAY.ended(1, later).began(2, later).ended(2, later.plus(MOMENT));

        assertThat(pace.slow(later.plus(MOMENT))).isEmpty();
    }

    @Test
    void aSlowWriteIsForgottenWhenNoneFollows() {
        Duration ended = START.plusSeconds(2);
        StorePace pace = ONE_UNDER_WAY.ended(1, ended);

        assertThat(pace.slow(ended.plus(StorePace.REMEMBERED).minus(MOMENT))).isPresent();
        assertThat(pace.slow(ended.plus(StorePace.REMEMBERED))).isEmpty();
    }

    @Test
    void anEndWithoutABeginningSaysNothing() {
        assertThat(StorePace.NEW.ended(7, START)).isEqualTo(StorePace.NEW);
    }
}
