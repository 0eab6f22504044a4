package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.process.MotionProgram.Segment.Insert;

/**
 * How far a push yields to what it feels: as if the part were drawn by a constant force through a damper, so its speed is
 * (reference − force) / damping, never more than its leg allows, and none at the reference. The mass of the model is the jerk
 * limit of the leg, which every change of speed keeps. Without damping a push does not yield. Pure.
 */
final class Admittance {

    /** Speeds told apart, in shares of the leg's: a plan is made anew for each change. */
    private static final double STEPS = 16;

    /** Pressing for so long at the reference without getting on is no insertion. */
    private static final double PATIENCE_SECONDS = 1;

    private Admittance() {}

    /** Midway between the force that tells the hard stop and the one that is too much: both are told apart from it. */
    static double referenceNewtons(Insert guard) {
        return (guard.seatForceNewtons() + guard.forceMaxNewtons()) / 2;
    }

    /**
     * Share of a leg's speed to go on with.
     *
     * @param legMetresPerSecond what the leg allows
     * @return 0..1, rounded up to a sixteenth
     */
    static double share(Insert guard, double newtons, double legMetresPerSecond) {
        if (guard.dampingNewtonSecondsPerMetre() <= 0) {
            return 1;
        }
        double speed = (referenceNewtons(guard) - newtons) / guard.dampingNewtonSecondsPerMetre();
        double share = Math.max(0, Math.min(1, speed / legMetresPerSecond));
        return Math.ceil(share * STEPS) / STEPS;
    }

    static int patienceCycles(double cycleSeconds) {
        return (int) Math.round(PATIENCE_SECONDS / cycleSeconds);
    }
}
