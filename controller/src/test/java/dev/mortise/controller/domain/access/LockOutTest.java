package dev.mortise.controller.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LockOutTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void afterFiveWrongPasswordsANameIsNotAskedUntilTheFirstOfThemIsAQuarterOfAnHourOld() {
        LockOut lockOut = wrong(LockOut.NONE, "ada", 5);

        assertThat(lockOut.lockedUntil("ada", NOON.plusSeconds(10))).contains(NOON.plus(Duration.ofMinutes(15)));
        assertThat(lockOut.lockedUntil("ada", NOON.plus(Duration.ofMinutes(15))))
                .isEmpty();
    }

    @Test
    void fourWrongPasswordsLockNobodyOut() {
        assertThat(wrong(LockOut.NONE, "ada", 4).lockedUntil("ada", NOON)).isEmpty();
    }

    @Test
    void oneNameDoesNotLockOutAnother() {
        assertThat(wrong(LockOut.NONE, "ada", 50).lockedUntil("bob", NOON)).isEmpty();
    }

    @Test
    void aRightPasswordForgetsTheWrongOnes() {
        LockOut lockOut = wrong(LockOut.NONE, "ada", 4).right("ada");

        assertThat(wrong(lockOut, "ada", 4).lockedUntil("ada", NOON)).isEmpty();
    }

    private static LockOut wrong(LockOut lockOut, String name, int times) {
        LockOut after = lockOut;
        for (int i = 0; i < times; i++) {
            after = after.wrong(name, NOON.plusSeconds(i));
        }
        return after;
    }
}
