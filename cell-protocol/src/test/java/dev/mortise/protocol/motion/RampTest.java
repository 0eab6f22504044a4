package dev.mortise.protocol.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RampTest {

    private static final int STATES = 200_000;
    private static final double EXACT = 1e-9;

    private final Ramp ramp = new Ramp();

    /** A state that an axis can be in, and its limits; all from one seed. */
    private record Moving(long seed, double v, double a, double vMax, double aMax, double jMax) {

        static Moving from(long seed) {
            Random chance = new Random(seed);
            double vMax = Math.pow(10, -2 + 3 * chance.nextDouble());
            double aMax = Math.pow(10, -1 + 3 * chance.nextDouble());
            double jMax = Math.pow(10, 4 * chance.nextDouble());
            double a = aMax * (2 * chance.nextDouble() - 1);
            // what the acceleration still adds before any jerk has ended it must fit below the velocity's limit
            a = Math.signum(a) * Math.min(Math.abs(a), Math.sqrt(2 * jMax * vMax));
            double rest = a * Math.abs(a) / (2 * jMax);
            double v = Math.max(-vMax, Math.min(vMax, vMax * (2 * chance.nextDouble() - 1) - rest));
            v = Math.max(-vMax - Math.min(0, rest), Math.min(vMax - Math.max(0, rest), v));
            return new Moving(seed, v, a, vMax, aMax, jMax);
        }

        double aEndsAt() {
            return v + a * Math.abs(a) / (2 * jMax);
        }

        Ramp stop(Ramp ramp) {
            return ramp.plan(v, a, 0, aMax, jMax);
        }
    }

    @Test
    void fromAnyMovingStateAnAxisComesToRestWithinItsLimits() {
        for (long seed = 0; seed < STATES; seed++) {
            Moving state = Moving.from(seed);
            state.stop(ramp);

            double h = ramp.seconds() / 61;
            for (int i = 0; i <= 61; i++) {
                double t = i * h;
                double v = ramp.velocity(t);
                double a = ramp.acceleration(t);
                if (Math.abs(v) > state.vMax * (1 + EXACT)
                        || Math.abs(a) > state.aMax * (1 + EXACT)
                        || Math.abs(ramp.acceleration(t + h) - a) > state.jMax * h * (1 + 1e-6)) {
                    throw new AssertionError(state + " leaves its limits after " + t + " s: v " + v + ", a " + a);
                }
            }
            double justBefore = ramp.seconds() * (1 - 1e-9);
            double left = state.jMax * ramp.seconds() * 2e-9;
            if (Math.abs(ramp.acceleration(justBefore)) > left + state.aMax * EXACT
                    || Math.abs(ramp.velocity(justBefore)) > left * ramp.seconds() + state.vMax * EXACT) {
                throw new AssertionError(state + " does not rest at the end: v " + ramp.velocity(justBefore) + ", a "
                        + ramp.acceleration(justBefore));
            }
        }
    }

    /** The oracle knows the jerk alone: it takes it from the accelerations and integrates twice, by Simpson's rule piece by piece. */
    @Test
    void positionAndVelocityAreWhatIntegrationOfTheAccelerationGives() {
        for (long seed = 0; seed < STATES / 10; seed++) {
            Moving state = Moving.from(seed);
            state.stop(ramp);
            int steps = 400;
            double h = ramp.seconds() / steps;
            double v = state.v;
            double x = 0;
            for (int i = 0; i < steps; i++) {
                double begin = ramp.acceleration(i * h);
                double middle = ramp.acceleration((i + 0.5) * h);
                double end = ramp.acceleration((i + 1) * h);
                x += v * h + h * h * (begin + 2 * middle) / 6;
                v += h * (begin + 4 * middle + end) / 6;
            }
            // Simpson's rule is exact but where the jerk changes, three times: an error of at most jerk h² each
            double rounding = 3 * state.jMax * h * h + 1e-12;
            assertThat(v).as("%s", state).isCloseTo(0, within(rounding));
            assertThat(ramp.distance()).as("%s", state).isCloseTo(x, within(rounding * ramp.seconds() + 1e-12));
        }
    }

    @Test
    void aMovingAxisNeverTurnsBackWhenItsBrakingCanBeEndedInTime() {
        for (long seed = 0; seed < STATES; seed++) {
            Moving state = Moving.from(seed);
            if (state.aEndsAt() * state.v <= 0) {
                continue; // no jerk within the limit could help it
            }
            state.stop(ramp);
            for (int i = 0; i <= 50; i++) {
                double v = ramp.velocity(i * ramp.seconds() / 50);
                if (v * Math.signum(state.v) < -state.vMax * EXACT) {
                    throw new AssertionError(state + " turns back at " + i + "/50");
                }
            }
        }
    }

    @Test
    void theFarthestPointOfAStopIsWhereSamplingFindsIt() {
        for (long seed = 0; seed < STATES / 10; seed++) {
            Moving state = Moving.from(seed);
            state.stop(ramp);
            double most = 0;
            double least = 0;
            for (int i = 0; i <= 1_000; i++) {
                double x = ramp.position(i * ramp.seconds() / 1_000);
                most = Math.max(most, x);
                least = Math.min(least, x);
            }
            double between = state.aMax * Math.pow(ramp.seconds() / 1_000, 2) + 1e-12;
            assertThat(ramp.farthest(true)).as("%s", state).isBetween(most - 1e-12, most + between);
            assertThat(ramp.farthest(false)).as("%s", state).isBetween(least - between, least + 1e-12);
        }
    }

    @Test
    void noStopLeadsFartherThanThatFromTheGreatestVelocityAndAcceleration() {
        Random chance = new Random(1);
        for (int i = 0; i < STATES; i++) {
            double velocityMax = 0.1 + 3 * chance.nextDouble();
            double accelerationMax = 0.5 + 20 * chance.nextDouble();
            double jerkMax = 5 + 400 * chance.nextDouble();
            double velocity = velocityMax * (2 * chance.nextDouble() - 1);
            double acceleration = accelerationMax * (2 * chance.nextDouble() - 1);
            double most = ramp.plan(velocityMax, accelerationMax, 0, accelerationMax, jerkMax)
                    .farthest(true);

            ramp.plan(velocity, acceleration, 0, accelerationMax, jerkMax);

            assertThat(ramp.farthest(true))
                    .as("from %s and %s", velocity, acceleration)
                    .isLessThanOrEqualTo(most + 1e-12);
            assertThat(-ramp.farthest(false))
                    .as("from %s and %s", velocity, acceleration)
                    .isLessThanOrEqualTo(most + 1e-12);
        }
    }

    @Test
    void stopsInNumbersWorkedOutByHand() {
        // v 2, a limit 4, jerk 8: 0.5 s to full braking and from it, each way 1 m/s taken, so nothing is left for the
        // middle
        assertThat(ramp.plan(2, 0, 0, 4, 8).seconds()).isCloseTo(1.0, within(EXACT));
        assertThat(ramp.distance()).isCloseTo(1.0, within(EXACT));
        // v 4: 2 m/s more at 4 m/s² take 0.5 s; the ramp is symmetric, so its way is the mean speed times 1.5 s
        assertThat(ramp.plan(4, 0, 0, 4, 8).seconds()).isCloseTo(1.5, within(EXACT));
        assertThat(ramp.distance()).isCloseTo(3.0, within(EXACT));
        // all jerk: v 0.5, jerk 8: peak sqrt(4) = 2 below 4; 0.25 s there and back
        assertThat(ramp.plan(0.5, 0, 0, 4, 8).seconds()).isCloseTo(0.5, within(EXACT));
        // braking at 4 m/s² already, just so that the jerk ends it: 0.5 s, v = a²/2j = 1
        assertThat(ramp.plan(1, -4, 0, 4, 8).seconds()).isCloseTo(0.5, within(EXACT));
        assertThat(ramp.distance()).isCloseTo(8 * 0.125 / 6, within(EXACT));
        // still speeding up: 0.25 s to end 2 m/s², which adds 0.25 m/s, then as from rest at that speed
        assertThat(ramp.plan(1.75, 2, 0, 4, 8).seconds()).isCloseTo(1.25, within(EXACT));
        assertThat(ramp.plan(0, 0, 0, 4, 8).seconds()).isZero();
    }

    @Test
    void aStopAndItsMirrorImageAreTheSame() {
        Ramp mirror = new Ramp();
        for (long seed = 0; seed < STATES / 10; seed++) {
            Moving state = Moving.from(seed);
            state.stop(ramp);
            mirror.plan(-state.v, -state.a, 0, state.aMax, state.jMax);

            assertThat(mirror.seconds()).as("%s", state).isCloseTo(ramp.seconds(), within(1e-9 * ramp.seconds()));
            assertThat(mirror.distance())
                    .as("%s", state)
                    .isCloseTo(-ramp.distance(), within(1e-9 * state.vMax * ramp.seconds()));
        }
    }

    /**
     * Every way to stop whose jerk is -1, 0 or 1 for whole units of time, found by breadth-first search: none is quicker, and
     * where the shortest stop changes its jerk at whole units the search finds just it.
     */
    @Test
    void noStopIsQuickerThanThePlannedOne() {
        int limit = 6;
        Map<Long, Integer> units = searchBackFromRest(limit, 20);
        assertThat(units).hasSizeGreaterThan(1_000);
        int same = 0;
        for (Map.Entry<Long, Integer> found : units.entrySet()) {
            double v = (int) (found.getKey() >> 32) / 2.0;
            double a = (int) (long) found.getKey();
            double seconds = ramp.plan(v, a, 0, limit, 1).seconds();
            assertThat(seconds).as("v %s a %s", v, a).isLessThanOrEqualTo(found.getValue() + EXACT);
            same += seconds > found.getValue() - EXACT ? 1 : 0;
        }
        assertThat(same).as("stops that are as quick as the search's").isGreaterThan(100);
    }

    /** Units of time to rest by (2v, a), each a whole number. */
    private static Map<Long, Integer> searchBackFromRest(int aMax, int unitsMax) {
        Map<Long, Integer> units = new HashMap<>();
        Queue<Long> open = new ArrayDeque<>();
        units.put(0L, 0);
        open.add(0L);
        while (!open.isEmpty()) {
            long state = open.remove();
            int twiceV = (int) (state >> 32);
            int a = (int) state;
            int spent = units.getOrDefault(state, 0);
            for (int jerk = -1; jerk <= 1 && spent < unitsMax; jerk++) {
                int before = a - jerk;
                long earlier = ((long) (twiceV - before - a) << 32) | (before & 0xffffffffL);
                if (Math.abs(before) <= aMax && units.putIfAbsent(earlier, spent + 1) == null) {
                    open.add(earlier);
                }
            }
        }
        return units;
    }

    @Test
    void anyOtherVelocityIsReachedLikeAStopFromTheDifference() {
        Ramp other = new Ramp();
        for (long seed = 0; seed < STATES / 10; seed++) {
            Moving state = Moving.from(seed);
            double target = state.vMax * (2 * new Random(~seed).nextDouble() - 1);
            ramp.plan(state.v, state.a, target, state.aMax, state.jMax);
            other.plan(state.v - target, state.a, 0, state.aMax, state.jMax);

            assertThat(ramp.seconds()).as("%s", state).isEqualTo(other.seconds());
            assertThat(ramp.velocity(ramp.seconds())).as("%s", state).isEqualTo(target);
            assertThat(ramp.distance())
                    .as("%s", state)
                    .isCloseTo(
                            other.distance() + target * ramp.seconds(),
                            within(1e-9 * (state.vMax * ramp.seconds() + 1e-9)));
        }
    }

    @Test
    void anAccelerationBeyondTheLimitIsBroughtBackAtTheGreatestJerk() {
        ramp.plan(10, -6, 0, 4, 8);

        assertThat(ramp.acceleration(0.125)).isCloseTo(-5, within(EXACT));
        assertThat(ramp.acceleration(0.25)).isCloseTo(-4, within(EXACT));
        assertThat(ramp.acceleration(1)).isCloseTo(-4, within(EXACT));
        assertThat(ramp.velocity(ramp.seconds() * (1 - 1e-12))).isCloseTo(0, within(EXACT));
    }

    @Test
    void planningAndAskingAllocateNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        double sum = 0;
        long before = 0;
        for (int i = 0; i < 40_000; i++) {
            if (i == 20_000) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            ramp.plan(2 - i * 1e-4, 1, 0, 4, 8);
            sum += ramp.position(0.3) + ramp.velocity(0.6) + ramp.acceleration(0.9) + ramp.farthest(true);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sum).isNotNaN();
        assertThat(allocated)
                .as("bytes of 20,000 stops, the counter's own included")
                .isLessThan(20_000);
    }
}
