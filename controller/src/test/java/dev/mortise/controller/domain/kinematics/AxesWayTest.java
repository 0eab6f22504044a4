package dev.mortise.controller.domain.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How axes go through places. */
class AxesWayTest {

    /** A spline with the right slopes at its ends is the cubic, wherever it is. */
    @Test
    void aCubicIsKeptToTheLetter() {
        int pieces = 8;
        double[] places = new double[pieces + 1];
        for (int i = 0; i <= pieces; i++) {
            places[i] = cubic((double) i / pieces);
        }
        AxesWay way = new AxesWay(1, places, new double[] {3}, new double[] {3 - 10 + 15});
        double[] at = new double[1];
        for (double share = 0; share <= 1; share += 0.01) {
            way.sample(share, at, 0);
            assertThat(at[0]).isCloseTo(cubic(share), within(1e-12));
        }
        for (int piece = 0; piece < pieces; piece++) {
            assertThat(way.changed(0, piece)).isCloseTo(30, within(1e-9));
        }
        assertThat(way.mostBent(0, pieces - 1)).isCloseTo(20, within(1e-9));
        assertThat(way.steepest(0)).isCloseTo(8, within(1e-9));
    }

    private static double cubic(double x) {
        return 2 + 3 * x - 5 * x * x + 5 * x * x * x;
    }

    @Test
    void noSampleIsSteeperOrMoreBentThanItIsSaidToBe() {
        double step = 1e-4;
        for (int seed = 0; seed < 50; seed++) {
            Random chance = new Random(seed);
            double[] places = chance.doubles(2 * 9, -1, 1).toArray();
            AxesWay way = new AxesWay(
                    2,
                    places,
                    chance.doubles(2, -5, 5).toArray(),
                    chance.doubles(2, -5, 5).toArray());
            double[] samples = new double[2 * 4];
            double[] steepest = new double[2];
            for (double share = 0; share + 3 * step <= 1; share += step) {
                for (int i = 0; i < 4; i++) {
                    way.sample(share + i * step, samples, 2 * i);
                }
                for (int axis = 0; axis < 2; axis++) {
                    double slope = (samples[2 + axis] - samples[axis]) / step;
                    double bend = (samples[4 + axis] - 2 * samples[2 + axis] + samples[axis]) / step / step;
                    double change = (samples[6 + axis] - 3 * samples[4 + axis] + 3 * samples[2 + axis] - samples[axis])
                            / step
                            / step
                            / step;
                    steepest[axis] = Math.max(steepest[axis], Math.abs(slope));
                    assertThat(Math.abs(slope)).isLessThanOrEqualTo(way.steepest(axis) + 1e-9);
                    assertThat(Math.abs(bend)).isLessThanOrEqualTo(mostBent(way, axis) + 1e-5);
                    assertThat(Math.abs(change)).isLessThanOrEqualTo(mostChanged(way, axis) * 1.0001 + 0.01);
                }
            }
            assertThat(steepest[0]).as("and not much less").isGreaterThan(0.98 * way.steepest(0));
        }
    }

    private static double mostBent(AxesWay way, int axis) {
        return IntStream.range(0, way.pieces())
                .mapToDouble(piece -> way.mostBent(axis, piece))
                .max()
                .orElseThrow();
    }

    private static double mostChanged(AxesWay way, int axis) {
        return IntStream.range(0, way.pieces())
                .mapToDouble(piece -> way.changed(axis, piece))
                .max()
                .orElseThrow();
    }
}
