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

class SevenSegmentsTest {

    private static final int STATES = 50_000;
    private static final double EXACT = 1e-9;

    private final SevenSegments motion = new SevenSegments();

    /** A state that an axis can be in, where it is to go, and its limits; all from one seed. */
    private record Moving(long seed, double way, double v, double a, double vMax, double aMax, double jMax) {

        static Moving from(long seed) {
            Random chance = new Random(seed);
            double vMax = Math.pow(10, -2 + 3 * chance.nextDouble());
            double aMax = Math.pow(10, -1 + 3 * chance.nextDouble());
            double jMax = Math.pow(10, 4 * chance.nextDouble());
            double a = aMax * (2 * chance.nextDouble() - 1);
            // what the acceleration still adds before any jerk has ended it must fit below the velocity's limit
            a = Math.signum(a) * Math.min(Math.abs(a), Math.sqrt(2 * jMax * vMax));
            double rest = a * Math.abs(a) / (2 * jMax);
            double v = vMax * (2 * chance.nextDouble() - 1) - rest;
            v = Math.max(-vMax - Math.min(0, rest), Math.min(vMax - Math.max(0, rest), v));
            // ways about as long as a stop, so that every shape of motion comes up, and some much longer
            double scale = vMax * (vMax / aMax + aMax / jMax);
            double way = scale * (2 * chance.nextDouble() - 1) * Math.pow(10, -2 + 3 * chance.nextDouble());
            return new Moving(seed, way, v, a, vMax, aMax, jMax);
        }

        SevenSegments plan(SevenSegments motion) {
            return motion.plan(way, v, a, vMax, aMax, jMax);
        }

        /** Length below which nothing counts. */
        double grain(double seconds) {
            return EXACT * (Math.abs(way) + vMax * seconds);
        }
    }

    @Test
    void fromAnyMovingStateAnAxisComesToRestAtItsTargetWithinItsLimits() {
        for (long seed = 0; seed < STATES; seed++) {
            Moving state = Moving.from(seed);
            double seconds = state.plan(motion).seconds();

            assertThat(motion.position(0)).as("%s", state).isCloseTo(0, within(state.grain(seconds)));
            assertThat(motion.velocity(0)).as("%s", state).isCloseTo(state.v, within(EXACT * state.vMax));
            assertThat(motion.acceleration(0)).as("%s", state).isCloseTo(state.a, within(EXACT * state.aMax));
            assertThat(motion.position(seconds)).as("%s", state).isEqualTo(state.way);
            assertThat(motion.position(seconds * (1 - 1e-12)))
                    .as("%s", state)
                    .isCloseTo(state.way, within(state.grain(seconds)));
            assertThat(motion.velocity(seconds * (1 + 1e-12))).isZero();
            assertThat(motion.acceleration(seconds * (1 + 1e-12))).isZero();
            staysWithin(state, seconds);
        }
    }

    private void staysWithin(Moving state, double seconds) {
        double h = seconds / 97;
        for (int i = 0; i < 97; i++) {
            double t = i * h;
            double v = motion.velocity(t);
            double a = motion.acceleration(t);
            double slackOfSpeed = EXACT * (state.vMax + state.aMax * seconds);
            if (Math.abs(v) > state.vMax + slackOfSpeed
                    || Math.abs(a) > state.aMax * (1 + EXACT)
                    || Math.abs(motion.acceleration(t + h) - a) > state.jMax * h * (1 + 1e-6) + EXACT * state.aMax
                    || Math.abs(motion.velocity(t + h) - v) > state.aMax * h * (1 + 1e-6) + slackOfSpeed
                    || Math.abs(motion.position(t + h) - motion.position(t))
                            > state.vMax * h * (1 + 1e-6) + state.grain(seconds)) {
                throw new AssertionError(state + " leaves its limits after " + t + " s: v " + v + ", a " + a);
            }
        }
    }

    /** The oracle knows the jerk alone: it takes it from the accelerations and integrates, by Simpson's rule. */
    @Test
    void positionAndVelocityAreWhatIntegrationOfTheAccelerationGives() {
        for (long seed = 0; seed < STATES / 10; seed++) {
            Moving state = Moving.from(seed);
            double seconds = state.plan(motion).seconds();
            int steps = 700;
            double h = seconds / steps;
            double v = state.v;
            double x = 0;
            for (int i = 0; i < steps; i++) {
                double begin = motion.acceleration(i * h);
                double middle = motion.acceleration((i + 0.5) * h);
                double end = motion.acceleration((i + 1) * h);
                x += v * h + h * h * (begin + 2 * middle) / 6;
                v += h * (begin + 4 * middle + end) / 6;
            }
            // exact but where the jerk changes, seven times: an error of at most jerk h² each
            double rounding = 7 * state.jMax * h * h + EXACT * state.vMax;
            assertThat(v).as("%s", state).isCloseTo(0, within(rounding));
            assertThat(x).as("%s", state).isCloseTo(state.way, within(rounding * seconds + state.grain(seconds)));
        }
    }

    @Test
    void fromRestItIsTheClosedForm() {
        for (long seed = 0; seed < STATES; seed++) {
            Moving state = Moving.from(seed);
            double way = Math.abs(state.way);
            RestToRest known = RestToRest.over(way, state.vMax, state.aMax, state.jMax);
            double seconds = motion.plan(state.way, 0, 0, state.vMax, state.aMax, state.jMax)
                    .seconds();

            assertThat(seconds).as("%s", state).isCloseTo(known.seconds(), within(1e-7 * known.seconds()));
            for (int i = 1; i < 8; i++) {
                double t = i * seconds / 8;
                assertThat(Math.signum(state.way) * motion.position(t))
                        .as("%s after %s", state, t)
                        .isCloseTo(known.position(t), within(1e-7 * way));
            }
        }
    }

    /**
     * Whoever plans anew half-way, with what was planned as its state, gains nothing and loses nothing. The last of a motion is a
     * cube of the time that is left, so a rounding of the 16th digit may be one of the 5th there.
     */
    @Test
    void aPartOfAQuickestMotionIsAQuickestMotion() {
        SevenSegments rest = new SevenSegments();
        for (long seed = 0; seed < STATES; seed++) {
            Moving state = Moving.from(seed);
            double seconds = state.plan(motion).seconds();
            double t = new Random(~seed).nextDouble() * seconds;
            rest.plan(
                    state.way - motion.position(t),
                    motion.velocity(t),
                    motion.acceleration(t),
                    state.vMax,
                    state.aMax,
                    state.jMax);

            assertThat(rest.seconds()).as("%s at %s", state, t).isCloseTo(seconds - t, within(1e-4 * seconds));
        }
    }

    @Test
    void noMotionIsQuickerThanItsSpeedOrItsStopAllows() {
        Ramp stop = new Ramp();
        for (long seed = 0; seed < STATES; seed++) {
            Moving state = Moving.from(seed);
            double seconds = state.plan(motion).seconds() * (1 + EXACT);

            assertThat(seconds)
                    .as("%s", state)
                    .isGreaterThanOrEqualTo(Math.abs(state.way) / state.vMax)
                    .isGreaterThanOrEqualTo(stop.plan(state.v, state.a, 0, state.aMax, state.jMax)
                            .seconds());
        }
    }

    /**
     * Every way to the target whose jerk is -1, 0 or 1 for whole units of time, within the limits, found by breadth-first search:
     * none is quicker than the planned one, and where that changes its jerk at whole units the search finds just it.
     */
    @Test
    void noMotionIsQuickerThanThePlannedOne() {
        int vMax = 4;
        int aMax = 2;
        Map<State, Integer> units = searchBackFromRest(2 * vMax, aMax, 15);
        assertThat(units.size()).isGreaterThan(3_000);
        int same = 0;
        for (Map.Entry<State, Integer> found : units.entrySet()) {
            State state = found.getKey();
            double seconds = motion.plan(-state.sixP / 6.0, state.twoV / 2.0, state.a, vMax, aMax, 1)
                    .seconds();
            assertThat(seconds).as("%s", state).isLessThanOrEqualTo(found.getValue() + 1e-6);
            same += seconds > found.getValue() - 1e-6 ? 1 : 0;
        }
        assertThat(same).as("motions that are as quick as the search's").isGreaterThan(100);
    }

    /** In whole numbers: six times the position, twice the velocity. */
    private record State(int sixP, int twoV, int a) {

        /** Where it was a unit of time before, under this jerk. */
        State before(int jerk) {
            int a0 = a - jerk;
            int twoV0 = twoV - 2 * a0 - jerk;
            return new State(sixP - 3 * twoV0 - 3 * a0 - jerk, twoV0, a0);
        }
    }

    private static Map<State, Integer> searchBackFromRest(int twoVMax, int aMax, int unitsMax) {
        Map<State, Integer> units = new HashMap<>();
        Queue<State> open = new ArrayDeque<>();
        State rest = new State(0, 0, 0);
        units.put(rest, 0);
        open.add(rest);
        while (!open.isEmpty()) {
            State state = open.remove();
            int spent = units.getOrDefault(state, 0);
            for (int jerk = -1; jerk <= 1 && spent < unitsMax; jerk++) {
                State earlier = state.before(jerk);
                if (Math.abs(earlier.a) <= aMax
                        && Math.abs(earlier.twoV) <= twoVMax
                        && units.putIfAbsent(earlier, spent + 1) == null) {
                    open.add(earlier);
                }
            }
        }
        return units;
    }

    @Test
    void aMotionAndItsMirrorImageAreTheSame() {
        SevenSegments mirror = new SevenSegments();
        for (long seed = 0; seed < STATES / 10; seed++) {
            Moving state = Moving.from(seed);
            double seconds = state.plan(motion).seconds();
            mirror.plan(-state.way, -state.v, -state.a, state.vMax, state.aMax, state.jMax);

            assertThat(mirror.seconds()).as("%s", state).isCloseTo(seconds, within(1e-6 * seconds));
            assertThat(mirror.position(seconds / 3))
                    .as("%s", state)
                    .isCloseTo(-motion.position(seconds / 3), within(1e-6 * state.vMax * seconds));
        }
    }

    @Test
    void whoCannotStopInTimeGoesBeyondAndComesBack() {
        // from 2 m/s a stop takes 1 m (a 4, j 8); the target lies at 0.5 m
        motion.plan(0.5, 2, 0, 2, 4, 8);

        assertThat(motion.position(1)).isGreaterThan(0.8);
        assertThat(motion.position(motion.seconds())).isEqualTo(0.5);
    }

    @Test
    void motionsInNumbersWorkedOutByHand() {
        // v 2, a 4, j 8: a ramp takes 1 s and 1 m. At full speed already: 4 m at 2 m/s, 1 s of stop
        assertThat(motion.plan(5, 2, 0, 2, 4, 8).seconds()).isCloseTo(3, within(EXACT));
        // twice the speed that is allowed from now on: 0.5 m/s of it go in 0.5 s of jerk
        assertThat(motion.plan(10, 2.5, 0, 2, 4, 8).velocity(0.5)).isCloseTo(2, within(EXACT));
        assertThat(motion.plan(0, 0, 0, 2, 4, 8).seconds()).isZero();
    }

    @Test
    void planningAndAskingAllocateNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        double sum = 0;
        long before = 0;
        for (int i = 0; i < 8_000; i++) {
            if (i == 4_000) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            motion.plan(2 - i * 1e-4, 1, 1, 2, 4, 8);
            sum += motion.position(0.3) + motion.velocity(0.6) + motion.acceleration(0.9);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sum).isNotNaN();
        assertThat(allocated)
                .as("bytes of 4,000 motions, the counter's own included")
                .isLessThan(4_000);
    }
}
