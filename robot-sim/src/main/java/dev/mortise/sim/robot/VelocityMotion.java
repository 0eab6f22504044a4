package dev.mortise.sim.robot;

import dev.mortise.protocol.realtime.v1.quick.StopReason;

/**
 * A motion led by velocities, a cycle at a time: each axis goes to the velocity of the cycle as quickly as its acceleration and
 * jerk allow, and never so fast towards an end of its range that it could not stop before it.
 */
final class VelocityMotion {

    /** A velocity comes as a float. */
    private static final double ROUNDING = 1 + 1e-6;

    private final RobotConfig config;
    private final double cycleSeconds;
    private final Stopping stopping;
    private final double[] nextVelocity;
    private final double[] nextAcceleration;
    private boolean ending;

    VelocityMotion(RobotConfig config, double cycleSeconds, Stopping stopping) {
        this.config = config;
        this.cycleSeconds = cycleSeconds;
        this.stopping = stopping;
        this.nextVelocity = new double[config.axes()];
        this.nextAcceleration = new double[config.axes()];
    }

    void begin() {
        ending = false;
    }

    /** The last velocity was said: what follows needs none. */
    boolean isEnding() {
        return ending;
    }

    /**
     * One cycle on, when there is a velocity for it, or the motion is ending.
     *
     * @return why not: then nothing has moved
     */
    StopReason step(double[] q, double[] v, double[] a, SetpointBuffer buffer, long cycle) {
        for (int axis = 0; axis < q.length; axis++) {
            RobotConfig.Joint joint = config.joints().get(axis);
            double wanted = ending ? 0 : buffer.get(cycle, axis);
            // turned round so that NaN does not pass
            if (!(Math.abs(wanted) <= joint.velocityMax() * ROUNDING)) {
                return StopReason.STOP_REASON_VELOCITY_LIMIT;
            }
            follow(axis, wanted, v[axis], a[axis]);
            double position = q[axis] + nextVelocity[axis] * cycleSeconds;
            boolean moves = nextVelocity[axis] != 0 || nextAcceleration[axis] != 0;
            if (moves && !stopping.staysWithin(joint, position, nextVelocity[axis], nextAcceleration[axis])) {
                return StopReason.STOP_REASON_POSITION_LIMIT;
            }
        }
        for (int axis = 0; axis < q.length; axis++) {
            q[axis] += nextVelocity[axis] * cycleSeconds;
            v[axis] = nextVelocity[axis];
            a[axis] = nextAcceleration[axis];
        }
        ending |= buffer.has(cycle) && buffer.last(cycle);
        return StopReason.STOP_REASON_NONE;
    }

    private void follow(int axis, double wanted, double velocity, double acceleration) {
        if (velocity == wanted && acceleration == 0) {
            nextVelocity[axis] = wanted;
            nextAcceleration[axis] = 0;
            return;
        }
        nextAcceleration[axis] =
                stopping.towards(wanted, velocity, acceleration, config.joints().get(axis));
        nextVelocity[axis] = velocity + nextAcceleration[axis] * cycleSeconds;
        if (Math.abs(nextVelocity[axis] - wanted) <= Stopping.REST) {
            nextVelocity[axis] = wanted;
            nextAcceleration[axis] = 0;
        }
    }
}
