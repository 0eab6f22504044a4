package dev.mortise.sim.robot;

/**
 * Brings one axis to rest from any velocity and acceleration, a cycle at a time, within its acceleration and jerk: the
 * deceleration asked for is the one from which the remaining velocity can still be taken away by jerk alone.
 */
final class StopRamp {

    /** Slower than this is rest: a hundredth of a micrometre in a cycle. */
    private static final double REST = 1e-6;

    private StopRamp() {}

    /** Acceleration of the next cycle. */
    static double acceleration(double velocity, double acceleration, RobotConfig.Joint joint, double cycleSeconds) {
        double wanted = -Math.signum(velocity)
                * Math.min(joint.accelerationMax(), Math.sqrt(2 * joint.jerkMax() * Math.abs(velocity)));
        double change = joint.jerkMax() * cycleSeconds;
        return acceleration + Math.max(-change, Math.min(change, wanted - acceleration));
    }

    static boolean atRest(double velocity, double acceleration, RobotConfig.Joint joint, double cycleSeconds) {
        double oneCycle = joint.jerkMax() * cycleSeconds;
        return Math.abs(velocity) <= REST + oneCycle * cycleSeconds && Math.abs(acceleration) <= 2 * oneCycle;
    }
}
