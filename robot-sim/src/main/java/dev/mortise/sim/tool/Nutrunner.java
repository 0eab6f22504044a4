package dev.mortise.sim.tool;

import java.util.random.RandomGenerator;

/**
 * Tightens one screw: rundown, snug, angle-controlled rise to the target, overshoot by the tool's delay. Closed form of the
 * overshoot: rate · (ω · delay + ω² / 2 · brake).
 *
 * @param targetNewtonMetres cut-off torque
 */
public record Nutrunner(double targetNewtonMetres) {

    /** What is wrong with the screw. */
    public enum Screw {
        GOOD,
        CROSS_THREADED,
        STRIPPED
    }

    /** Peak torque and the angle turned after snug. */
    public record Tightening(double torqueNewtonMetres, double angleDegrees) {}

    static final double FINAL_SPEED_RADIANS_PER_SECOND = 6.0;
    static final double DELAY_SECONDS = 0.002;
    static final double BRAKE_RADIANS_PER_SECOND_SQUARED = 2_000;

    /** A hard joint: 30 to 60 degrees from snug to target, scattered by the joint. */
    private static final double RISE_DEGREES_MEAN = 45;

    private static final double RISE_DEGREES_SCATTER = 4;

    private static final double STRIPS_AT_SHARE = 0.6;
    private static final double CROSS_THREAD_SHARE = 0.2;

    public Tightening tighten(Screw screw, RandomGenerator chance) {
        double riseDegrees = RISE_DEGREES_MEAN + RISE_DEGREES_SCATTER * chance.nextGaussian();
        return switch (screw) {
            case GOOD -> new Tightening(targetNewtonMetres + overshoot(riseDegrees), riseDegrees);
            case CROSS_THREADED ->
                new Tightening(targetNewtonMetres + overshoot(riseDegrees), riseDegrees * CROSS_THREAD_SHARE);
            case STRIPPED -> new Tightening(targetNewtonMetres * STRIPS_AT_SHARE, RISE_DEGREES_MEAN * 4);
        };
    }

    double overshoot(double riseDegrees) {
        double rate = targetNewtonMetres / Math.toRadians(riseDegrees);
        return rate
                * (FINAL_SPEED_RADIANS_PER_SECOND * DELAY_SECONDS
                        + FINAL_SPEED_RADIANS_PER_SECOND
                                * FINAL_SPEED_RADIANS_PER_SECOND
                                / (2 * BRAKE_RADIANS_PER_SECOND_SQUARED));
    }
}
