package dev.mortise.protocol.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RestToRestTest {

    private static final int MOTIONS = 2_000;
    private static final double ROUNDING = 1.000_01;

    @Test
    void noLimitIsEverExceededAndTheEndIsReachedAtRest() {
        for (long seed = 0; seed < MOTIONS; seed++) {
            Random chance = new Random(seed);
            double distance = Math.pow(10, -4 + 5 * chance.nextDouble());
            double velocity = Math.pow(10, -2 + 3 * chance.nextDouble());
            double acceleration = Math.pow(10, -1 + 3 * chance.nextDouble());
            double jerk = Math.pow(10, 3 * chance.nextDouble());
            RestToRest motion = RestToRest.over(distance, velocity, acceleration, jerk);

            double h = motion.seconds() / 997;
            double slack = 1e-9 * distance;
            for (int i = -3; i < 1_000; i++) {
                double t = i * h;
                double p0 = motion.position(t);
                double p1 = motion.position(t + h);
                double p2 = motion.position(t + 2 * h);
                double p3 = motion.position(t + 3 * h);
                assertThat(p1).as("seed %d goes forth only", seed).isGreaterThanOrEqualTo(p0 - slack);
                assertThat((p1 - p0) / h)
                        .as("seed %d velocity", seed)
                        .isLessThanOrEqualTo(velocity * ROUNDING + slack / h);
                assertThat(Math.abs(p2 - 2 * p1 + p0) / (h * h))
                        .as("seed %d acceleration", seed)
                        .isLessThanOrEqualTo(acceleration * ROUNDING + slack / (h * h));
                assertThat(Math.abs(p3 - 3 * p2 + 3 * p1 - p0) / (h * h * h))
                        .as("seed %d jerk", seed)
                        .isLessThanOrEqualTo(jerk * ROUNDING + 8 * slack / (h * h * h));
            }
            assertThat(motion.position(motion.seconds())).isEqualTo(distance);
            assertThat(motion.position(motion.seconds() * (1 - 1e-9))).isCloseTo(distance, within(1e-6 * distance));
        }
    }

    @Test
    void aLongWayIsTravelledAtFullSpeed() {
        // v 2 m/s, a 4 m/s², j 8 m/s³: ramps of 1 s, each 1 m; 8 m in the middle at 2 m/s take 4 s
        assertThat(RestToRest.over(10, 2, 4, 8).seconds()).isCloseTo(6.0, within(1e-12));
    }

    @Test
    void aMiddlingWayNeedsFullAccelerationAndNoFullSpeed() {
        // j 8, a 4: jerk phases of 0.5 s; ramp T with a(T - 0.5)T = 3 m: T = 0.25 + sqrt(0.0625 + 0.75)
        assertThat(RestToRest.over(3, 100, 4, 8).seconds())
                .isCloseTo(2 * (0.25 + Math.sqrt(0.0625 + 0.75)), within(1e-12));
    }

    @Test
    void aShortWayIsAllJerk() {
        // 2 j T³ = 0.016 m with j 8: T 0.1 s, four times
        assertThat(RestToRest.over(0.016, 100, 100, 8).seconds()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void noWayTakesNoTime() {
        assertThat(RestToRest.over(0, 1, 1, 1).seconds()).isZero();
    }
}
