package dev.mortise.sim.robot;

/**
 * Brings one axis to rest from any velocity and acceleration, a cycle at a time, within its acceleration and jerk.
 *
 * <p>From a velocity v the last n cycles take away accelerations that fall by equal steps, n, n-1 .. 1 of them; their sum is
 * the velocity. The smallest n whose step is within the jerk is the quickest end that rests exactly, at v and a of 0.
 */
final class StopRamp {

    /** Rounding of a velocity that is meant to be 0; m/s or rad/s. */
    private static final double ROUNDING = 1e-9;

    private StopRamp() {}

    /** Acceleration of the next cycle. */
    static double acceleration(double velocity, double acceleration, RobotConfig.Joint joint, double cycleSeconds) {
        double change = joint.jerkMax() * cycleSeconds;
        double steps = Math.abs(velocity) / (change * cycleSeconds);
        double cycles = Math.max(1, Math.ceil((Math.sqrt(1 + 8 * steps) - 1) / 2));
        double ending = 2 * Math.abs(velocity) / ((cycles + 1) * cycleSeconds);
        double wanted = -Math.signum(velocity) * Math.min(joint.accelerationMax(), ending);
        return acceleration + Math.max(-change, Math.min(change, wanted - acceleration));
    }

    static boolean atRest(double velocity, double acceleration, RobotConfig.Joint joint, double cycleSeconds) {
        return Math.abs(velocity) <= ROUNDING
                && Math.abs(acceleration) <= joint.jerkMax() * cycleSeconds * (1 + ROUNDING);
    }
}
