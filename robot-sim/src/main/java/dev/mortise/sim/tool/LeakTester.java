package dev.mortise.sim.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Pressure decay of a rigid volume: dP/dt = P/T · dT/dt − q/V, the gas cools to the wall after filling, the leak is
 * viscous (q ~ P² − Pa²).
 *
 * @param volumeCubicMetres of the loop under test
 * @param heatedKelvin how much the fill heats the gas
 * @param relaxationSeconds of its cooling
 * @param noisePascal of the sensor, standard deviation
 */
public record LeakTester(double volumeCubicMetres, double heatedKelvin, double relaxationSeconds, double noisePascal) {

    static final double AMBIENT_PASCAL = 101_325;
    static final double WALL_KELVIN = 293.15;

    /** One standard cubic centimetre a minute in Pa·m³/s. */
    public static final double SCCM = 101_325e-6 / 60;

    private static final double STEP_SECONDS = 0.01;
    private static final int CURVE_POINTS = 100;

    /** A finished test; the curve is absolute pressure over time. */
    public record Decay(double dropPascal, double driftKelvin, List<Double> seconds, List<Double> pascal) {

        /** The leak that the drop looks like, as a tester computes it. */
        public double apparentSccm(double volumeCubicMetres, double measureSeconds) {
            return dropPascal * volumeCubicMetres / measureSeconds / SCCM;
        }
    }

    /**
     * Pressurises, stabilises and measures one volume.
     *
     * @param gaugePascal test pressure above ambient
     * @param leakSccm true leak at test pressure
     */
    public Decay test(
            double gaugePascal,
            double stabiliseSeconds,
            double measureSeconds,
            double leakSccm,
            RandomGenerator chance) {
        double temperature = WALL_KELVIN + heatedKelvin;
        double pressure = AMBIENT_PASCAL + gaugePascal;
        double conductance = leakSccm * SCCM / (pressure * pressure - AMBIENT_PASCAL * AMBIENT_PASCAL);
        int steps = (int) Math.round((stabiliseSeconds + measureSeconds) / STEP_SECONDS);
        int begin = (int) Math.round(stabiliseSeconds / STEP_SECONDS);
        int every = Math.max(1, steps / CURVE_POINTS);
        double first = 0;
        double firstTemperature = 0;
        List<Double> seconds = new ArrayList<>();
        List<Double> pascal = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            if (i == begin) {
                first = pressure + noisePascal * chance.nextGaussian();
                firstTemperature = temperature;
            }
            if (i % every == 0) {
                seconds.add(i * STEP_SECONDS);
                pascal.add(pressure);
            }
            double cooling = -(temperature - WALL_KELVIN) / relaxationSeconds * STEP_SECONDS;
            double flow = conductance * (pressure * pressure - AMBIENT_PASCAL * AMBIENT_PASCAL);
            pressure += pressure / temperature * cooling - flow / volumeCubicMetres * STEP_SECONDS;
            temperature += cooling;
        }
        double last = pressure + noisePascal * chance.nextGaussian();
        return new Decay(first - last, firstTemperature - temperature, seconds, pascal);
    }
}
