package dev.mortise.sim.robot;

import dev.mortise.protocol.motion.Ramp;

/**
 * A robot's own stop, a cycle at a time: every axis comes to rest on its own, as quickly as its acceleration and jerk allow.
 *
 * <p>Velocity and acceleration of a robot are differences of its positions. Each cycle takes the acceleration to which the
 * quickest ramp comes by its end, so that no difference exceeds a limit; the last two cycles end what is left of less than a
 * cycle's jerk.
 */
final class Stopping {

    /** Rounding of a difference that is meant to be at its limit. */
    private static final double ROUNDING = 1 + 1e-9;

    /** Rounding of a velocity that is meant to be 0, or another one; m/s or rad/s. */
    static final double REST = 1e-9;

    private final RobotConfig config;
    private final double cycleSeconds;
    private final Ramp ramp = new Ramp();

    Stopping(RobotConfig config, double cycleSeconds) {
        this.config = config;
        this.cycleSeconds = cycleSeconds;
    }

    /** Whether an axis that is there with such a velocity comes to rest within its range, with a cycle to spare. */
    boolean staysWithin(RobotConfig.Joint joint, double position, double velocity, double acceleration) {
        ramp.plan(velocity, acceleration, 0, joint.accelerationMax(), joint.jerkMax());
        double cycle = Math.abs(velocity) * cycleSeconds;
        return position + ramp.farthest(true) + cycle <= joint.max()
                && position + ramp.farthest(false) - cycle >= joint.min();
    }

    /**
     * One cycle on.
     *
     * @return true when all axes were at rest
     */
    boolean step(double[] q, double[] v, double[] a) {
        boolean rest = true;
        for (int axis = 0; axis < q.length; axis++) {
            if (v[axis] == 0 && a[axis] == 0) {
                continue;
            }
            rest = false;
            RobotConfig.Joint joint = config.joints().get(axis);
            a[axis] = towards(0, v[axis], a[axis], joint);
            v[axis] += a[axis] * cycleSeconds;
            if (Math.abs(v[axis]) <= REST) {
                v[axis] = 0;
                a[axis] = 0;
            }
            q[axis] = Math.max(joint.min(), Math.min(joint.max(), q[axis] + v[axis] * cycleSeconds));
        }
        return rest;
    }

    /** Acceleration of the next cycle on the quickest way to a velocity. */
    double towards(double target, double velocity, double acceleration, RobotConfig.Joint joint) {
        double change = joint.jerkMax() * cycleSeconds * ROUNDING;
        double ending = (target - velocity) / cycleSeconds;
        if (Math.abs(ending - acceleration) <= change
                && Math.abs(ending) <= Math.min(change, joint.accelerationMax())) {
            return ending;
        }
        // half a cycle's acceleration taken off, a difference of positions follows the acceleration as in a ramp
        double now = velocity - acceleration * cycleSeconds / 2;
        return ramp.plan(now, acceleration, target, joint.accelerationMax(), joint.jerkMax())
                .acceleration(cycleSeconds);
    }
}
