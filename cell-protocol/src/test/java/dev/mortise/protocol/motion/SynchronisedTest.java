package dev.mortise.protocol.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Several axes that move already, each in its own way, are to rest at their targets at the same instant. */
class SynchronisedTest {

    private static final int RUNS = 20_000;
    private static final int AXES = 4;
    private static final double EXACT = 1e-9;

    /** Arriving to a microsecond of 1 s together is far below a cycle. */
    private static final double TOGETHER = 1e-6;

    private final Synchronised motion = new Synchronised(AXES);
    private final SevenSegments alone = new SevenSegments();

    /** A state that an axis can be in, where it is to go, and its limits. */
    private record Axis(double way, double v, double a, double vMax, double aMax, double jMax) {

        static Axis from(Random chance) {
            double vMax = Math.pow(10, -1 + 2 * chance.nextDouble());
            double aMax = Math.pow(10, 2 * chance.nextDouble());
            double jMax = Math.pow(10, 1 + 2 * chance.nextDouble());
            double a = chance.nextInt(4) == 0 ? 0 : aMax * (2 * chance.nextDouble() - 1);
            a = Math.signum(a) * Math.min(Math.abs(a), Math.sqrt(2 * jMax * vMax));
            double rest = a * Math.abs(a) / (2 * jMax);
            double v = chance.nextInt(4) == 0 ? 0 : vMax * (2 * chance.nextDouble() - 1) - rest;
            v = Math.max(-vMax - Math.min(0, rest), Math.min(vMax - Math.max(0, rest), v));
            double scale = vMax * (vMax / aMax + aMax / jMax);
            double way = chance.nextInt(8) == 0
                    ? 0
                    : scale * (2 * chance.nextDouble() - 1) * Math.pow(10, -2 + 3 * chance.nextDouble());
            return new Axis(way, v, a, vMax, aMax, jMax);
        }

        /** It is there and has nothing to wait for. */
        boolean rests() {
            return way == 0 && v == 0 && a == 0;
        }

        SevenSegments plan(SevenSegments into) {
            return into.plan(way, v, a, vMax, aMax, jMax);
        }
    }

    private static Axis[] axes(long seed) {
        Random chance = new Random(seed);
        Axis[] axes = new Axis[AXES];
        for (int i = 0; i < AXES; i++) {
            axes[i] = Axis.from(chance);
        }
        return axes;
    }

    private double plan(Axis[] axes) {
        for (int i = 0; i < AXES; i++) {
            axes[i].plan(motion.axis(i));
        }
        return motion.together().seconds();
    }

    @Test
    void allArriveTogetherAsEarlyAsTheSlowestCanAndNoneEarlierThanItCouldAlone() {
        for (long seed = 0; seed < RUNS; seed++) {
            Axis[] axes = axes(seed);
            double seconds = plan(axes);
            double slowest = 0;
            for (int i = 0; i < AXES; i++) {
                double quickest = axes[i].plan(alone).seconds();
                slowest = Math.max(slowest, quickest);
                assertThat(axes[i].rests() ? seconds : motion.axis(i).seconds())
                        .as("seed %d %s arrives with the others", seed, axes[i])
                        .isCloseTo(seconds, within(TOGETHER * seconds))
                        .isGreaterThanOrEqualTo(quickest * (1 - EXACT));
            }
            assertThat(seconds).as("seed %d", seed).isEqualTo(slowest);
        }
    }

    /** The oracle knows the accelerations alone and integrates them, by Simpson's rule, between their changes: exact. */
    @Test
    void integratedEveryAxisBeginsAsItMovesEndsAtRestAtItsTargetAndLeavesNoLimit() {
        for (long seed = 0; seed < RUNS; seed++) {
            Axis[] axes = axes(seed);
            double seconds = plan(axes);
            for (int i = 0; i < AXES; i++) {
                String what = "seed " + seed + " axis " + i + " " + axes[i];
                integrate(what, axes[i], motion.axis(i), seconds);
            }
        }
    }

    private static void integrate(String what, Axis axis, SevenSegments planned, double seconds) {
        double grainOfSpeed = 1e-7 * (axis.vMax + axis.aMax * 1e-3);
        double x = 0;
        double v = axis.v;
        assertThat(planned.acceleration(0)).as(what).isCloseTo(axis.a, within(EXACT * axis.aMax));
        assertThat(planned.velocity(0)).as(what).isCloseTo(axis.v, within(EXACT * axis.vMax));
        double t = 0;
        while (t < planned.seconds()) {
            double next = Math.min(planned.nextChange(t), planned.seconds());
            double h = next - t;
            double a0 = planned.acceleration(t + h * 1e-9);
            double a2 = planned.acceleration(next - h * 1e-9);
            double a1 = (a0 + a2) / 2;
            x += v * h + h * h * (a0 + 2 * a1) / 6;
            v += h * (a0 + 4 * a1 + a2) / 6;
            atMost(what + " acceleration at " + t, Math.max(Math.abs(a0), Math.abs(a2)), axis.aMax * (1 + EXACT));
            atMost(what + " velocity at " + next, Math.abs(v), axis.vMax + grainOfSpeed);
            if (h > 1e-6 * seconds) {
                atMost(what + " jerk at " + t, Math.abs(a2 - a0) / h, axis.jMax * (1 + 1e-4));
            }
            t = next;
        }
        assertThat(v).as(what).isCloseTo(0, within(grainOfSpeed));
        assertThat(x).as(what).isCloseTo(axis.way, within(1e-7 * (Math.abs(axis.way) + axis.vMax * seconds)));
        assertThat(planned.position(planned.seconds())).as(what).isEqualTo(axis.way);
        assertThat(planned.velocity(seconds * (1 + 1e-6))).as(what).isZero();
    }

    private static void atMost(String what, double value, double limit) {
        if (!(value <= limit)) {
            throw new AssertionError(what + ": " + value + " is beyond " + limit);
        }
    }

    /** With a target that is passed at speed some durations are blocked; with one to rest at none is, from any state. */
    @Test
    void everyDurationBeyondTheQuickestCanBeHad() {
        for (long seed = 0; seed < RUNS; seed++) {
            Random chance = new Random(seed);
            Axis axis = Axis.from(chance);
            double quickest = axis.plan(alone).seconds();
            double wanted = quickest * (1 + Math.pow(10, -6 + 7 * chance.nextDouble())) + 1e-9;

            assertThat(axis.rests() ? wanted : alone.lasting(wanted).seconds())
                    .as("seed %d %s in %s s", seed, axis, wanted)
                    .isCloseTo(wanted, within(TOGETHER * wanted));
        }
    }

    @Test
    void aDurationThatIsTooShortGivesTheQuickestMotion() {
        double quickest = alone.plan(1, 0.5, 1, 2, 4, 8).seconds();

        assertThat(alone.lasting(quickest / 2).seconds()).isEqualTo(quickest);
    }

    @Test
    void anAxisThatCanOnlyJustStopAtItsTargetWaitsThereForTheOthers() {
        double stop = new Ramp().plan(2, 0, 0, 4, 8).distance();

        double seconds = alone.plan(stop, 2, 0, 2, 4, 8).lasting(10).seconds();

        assertThat(seconds).isLessThanOrEqualTo(10);
        assertThat(alone.position(10)).isEqualTo(stop);
        assertThat(alone.velocity(10)).isZero();
    }

    @Test
    void planningAllocatesNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Axis[] axes = axes(1);
        double sum = 0;
        long before = 0;
        for (int i = 0; i < 1_000; i++) {
            if (i == 500) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            sum += plan(axes);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sum).isNotNaN();
        assertThat(allocated)
                .as("bytes of 500 plans, the counter's own included")
                .isLessThan(4_000);
    }
}
