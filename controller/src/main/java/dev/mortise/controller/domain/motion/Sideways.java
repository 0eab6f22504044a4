package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.protocol.motion.Ramp;

/**
 * One axis that gives way: it follows a velocity within its limits of acceleration and jerk, and only so far that it can still
 * stop where it has to. Allocates nothing but itself.
 */
final class Sideways {

    /** A stop that ends there by rounding. */
    private static final double ROUNDING_METRES = 1e-9;

    private final double velocityMax;
    private final double accelerationMax;
    private final double jerkMax;
    private final double metresMax;
    private final double cycleSeconds;
    private final Ramp ramp = new Ramp();
    private final Ramp stop = new Ramp();
    private double began;
    private double metres;
    private double velocity;
    private double acceleration;
    private double wanted;

    Sideways(JointSpec joint, double velocityMax, double metresMax, double cycleSeconds) {
        this.velocityMax = Math.min(velocityMax, joint.velocityMax());
        this.accelerationMax = joint.accelerationMax();
        this.jerkMax = joint.jerkMax();
        this.metresMax = metresMax;
        this.cycleSeconds = cycleSeconds;
    }

    /** At rest, so far from the line. */
    void begins(double newMetres) {
        began = newMetres;
        metres = newMetres;
        velocity = 0;
        acceleration = 0;
        wanted = 0;
    }

    void wants(double newVelocity) {
        wanted = Math.max(-velocityMax, Math.min(velocityMax, newVelocity));
    }

    /** From the line. */
    double metres() {
        return metres;
    }

    boolean rests() {
        return velocity == 0 && acceleration == 0;
    }

    /**
     * Goes on by a cycle.
     *
     * @param yields false: it comes to rest
     * @return how far it has gone since it began
     */
    double next(boolean yields) {
        ramp.plan(velocity, acceleration, yields ? wanted : 0, accelerationMax, jerkMax);
        stop.plan(ramp.velocity(cycleSeconds), ramp.acceleration(cycleSeconds), 0, accelerationMax, jerkMax);
        double there = metres + ramp.position(cycleSeconds);
        if (isOutside(there + stop.farthest(true)) || isOutside(there + stop.farthest(false))) {
            ramp.plan(velocity, acceleration, 0, accelerationMax, jerkMax);
        }
        metres += ramp.position(cycleSeconds);
        velocity = ramp.velocity(cycleSeconds);
        acceleration = ramp.acceleration(cycleSeconds);
        return metres - began;
    }

    /** Whoever stands outside already may come back, and go no farther. */
    private boolean isOutside(double to) {
        return Math.abs(to) > Math.max(metresMax, Math.abs(metres)) + ROUNDING_METRES;
    }
}
