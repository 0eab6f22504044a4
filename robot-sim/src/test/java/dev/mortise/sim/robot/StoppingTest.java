package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.motion.Ramp;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A stop in whole cycles against the quickest there is. */
class StoppingTest {

    private static final int STATES = 50_000;
    private static final double ROUNDING = 1 + 1e-6;

    /** One to begin with, one for the jerk's change within a cycle, two for the rest of less than a cycle's jerk. */
    private static final int CYCLES_MORE = 4;

    @Test
    void fromAnyStateTheDifferencesOfPositionsKeepTheLimitsAndFourCyclesAreLostAtMost() {
        for (long seed = 0; seed < STATES; seed++) {
            Random chance = new Random(seed);
            double cycle = chance.nextBoolean() ? 1e-3 : 4e-3;
            RobotConfig.Joint joint = new RobotConfig.Joint(
                    -1e3, 1e3, 2, Math.pow(10, 2 * chance.nextDouble()), Math.pow(10, 1 + 2 * chance.nextDouble()));
            RobotConfig config = robot(joint);
            double[] q = {0};
            double[] v = {joint.velocityMax() * (2 * chance.nextDouble() - 1)};
            double[] a = {joint.accelerationMax() * (2 * chance.nextDouble() - 1)};
            double seconds = new Ramp()
                    .plan(v[0] - a[0] * cycle / 2, a[0], 0, joint.accelerationMax(), joint.jerkMax())
                    .seconds();
            Stopping stopping = new Stopping(config, cycle);

            int cycles = 0;
            boolean rest = false;
            while (!rest && cycles < seconds / cycle + CYCLES_MORE) {
                double velocity = v[0];
                double acceleration = a[0];
                rest = stopping.step(q, v, a);
                cycles++;
                double difference = (v[0] - velocity) / cycle;
                if (Math.abs(difference) > joint.accelerationMax() * ROUNDING
                        || Math.abs(difference - acceleration) > joint.jerkMax() * cycle * ROUNDING + 1e-6) {
                    throw new AssertionError("seed " + seed + ", cycle " + cycles + ": acceleration from "
                            + acceleration + " to " + difference + " of " + joint);
                }
            }
            assertThat(rest).as("seed %d rests after %d cycles", seed, cycles).isTrue();
        }
    }

    private static RobotConfig robot(RobotConfig.Joint joint) {
        return new RobotConfig(
                "HV-1",
                0,
                1,
                List.of(joint),
                List.of(0.0),
                0,
                0,
                RobotKey.none(),
                Optional.empty(),
                RobotConfig.LINK_TIMEOUT_MILLIS,
                false);
    }
}
