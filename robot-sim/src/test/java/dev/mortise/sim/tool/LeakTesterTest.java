package dev.mortise.sim.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakTesterTest {

    private static final double VOLUME = 0.003;
    private static final double GAUGE = 2e5;
    private static final double START = LeakTester.AMBIENT_PASCAL + GAUGE;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 3, 60})
    void aStabilisedTestMeasuresTheTrueLeakWithinItsNoise(double sccm) {
        LeakTester tester = new LeakTester(VOLUME, 12, 2, 0.4);

        double measured =
                tester.test(GAUGE, 20, 10, sccm, new SplittableRandom(1)).apparentSccm(VOLUME, 10);

        // the fill heats by 12 K: at the wall's temperature the pressure, and with it the viscous flow, is lower
        double cooled = START * LeakTester.WALL_KELVIN / (LeakTester.WALL_KELVIN + 12);
        double flow = sccm
                * (square(cooled) - square(LeakTester.AMBIENT_PASCAL))
                / (square(START) - square(LeakTester.AMBIENT_PASCAL));
        // 0.4 Pa twice and 0.5 Pa of rest cooling are 0.2 sccm; 60 sccm take 0.7 % of the pressure meanwhile
        assertThat(measured).isCloseTo(flow, within(0.6 + 0.01 * sccm));
    }

    private static double square(double value) {
        return value * value;
    }

    @Test
    void aTightVolumeThatCoolsLosesPressureAsItsGasLosesTemperature() {
        LeakTester tester = new LeakTester(VOLUME, 12, 2, 0);

        LeakTester.Decay decay = tester.test(GAUGE, 0, 5, 0, new SplittableRandom(1));

        double drift = 12 * (1 - Math.exp(-5 / 2.0));
        double hot = LeakTester.WALL_KELVIN + 12;
        assertThat(decay.driftKelvin()).isCloseTo(drift, Percentage.withPercentage(0.5));
        assertThat(decay.dropPascal()).isCloseTo(START * drift / hot, Percentage.withPercentage(1));
        assertThat(decay.apparentSccm(VOLUME, 5))
                .as("impatience looks like a leak")
                .isGreaterThan(1_000);
    }

    /** Viscous flow q = k (P² − Pa²): (P − Pa)/(P + Pa) falls exponentially with 2 k Pa / V. */
    @Test
    void aLargeLeakFollowsTheClosedFormOfViscousFlow() {
        LeakTester tester = new LeakTester(VOLUME, 0, 2, 0);
        double sccm = 6_000;
        double ambient = LeakTester.AMBIENT_PASCAL;
        double k = sccm * LeakTester.SCCM / (START * START - ambient * ambient);

        double drop = tester.test(GAUGE, 0, 30, sccm, new SplittableRandom(1)).dropPascal();

        double ratio = (START - ambient) / (START + ambient) * Math.exp(-2 * k * ambient / VOLUME * 30);
        double end = ambient * (1 + ratio) / (1 - ratio);
        assertThat(drop).isCloseTo(START - end, Percentage.withPercentage(0.2));
    }

    @Test
    void theCurveBeginsAtTestPressureAndIsShortEnoughForThePlc() {
        LeakTester.Decay decay = new LeakTester(VOLUME, 12, 2, 0.4).test(GAUGE, 20, 10, 60, new SplittableRandom(1));

        assertThat(decay.pascal().get(0)).isEqualTo(START);
        assertThat(decay.pascal()).hasSameSizeAs(decay.seconds()).hasSizeLessThanOrEqualTo(500);
        assertThat(decay.seconds().get(decay.seconds().size() - 1)).isCloseTo(30, within(0.3));
    }
}
