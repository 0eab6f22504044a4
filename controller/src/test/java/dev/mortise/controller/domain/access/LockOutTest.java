package dev.mortise.controller.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockOutTest {

    private static final Duration NOON = Duration.ofHours(12);

    @Test
    void afterFiveWrongPasswordsANameIsNotAskedUntilTheFirstOfThemIsAQuarterOfAnHourOld() {
        LockOut lockOut = wrong(LockOut.NONE, "ada", 5);

        assertThat(lockOut.lockedFor("ada", NOON.plusSeconds(10)))
                .contains(Duration.ofMinutes(15).minusSeconds(10));
        assertThat(lockOut.lockedFor("ada", NOON.plus(Duration.ofMinutes(15)))).isEmpty();
    }

    @Test
    void fourWrongPasswordsLockNobodyOut() {
        assertThat(wrong(LockOut.NONE, "ada", 4).lockedFor("ada", NOON)).isEmpty();
    }

    @Test
    void oneNameDoesNotLockOutAnother() {
        assertThat(wrong(LockOut.NONE, "ada", 50).lockedFor("bob", NOON)).isEmpty();
    }

    @Test
    void aRightPasswordForgetsTheWrongOnes() {
        LockOut lockOut = wrong(LockOut.NONE, "ada", 4).right("ada");

        assertThat(wrong(lockOut, "ada", 4).lockedFor("ada", NOON)).isEmpty();
    }

    private static LockOut wrong(LockOut lockOut, String name, int times) {
        LockOut after = lockOut;
        for (int i = 0; i < times; i++) {
            after = after.wrong(name, NOON.plusSeconds(i));
        }
        return after;
    }
}
