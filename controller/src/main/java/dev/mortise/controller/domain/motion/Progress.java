package dev.mortise.controller.domain.motion;

import dev.mortise.protocol.motion.Ramp;
import dev.mortise.protocol.motion.SevenSegments;

/**
 * The share of a way that is done, from 0 at rest to 1 at rest, as quickly as limits of that share allow. How much of the
 * greatest velocity may be used is changed at any instant, down to none: what follows is planned from the velocity and
 * acceleration of that instant, so that the way stays the same and no limit is left. Allocates nothing but itself.
 */
final class Progress {

    private final double velocityMax;
    private final double accelerationMax;
    private final double jerkMax;
    private SevenSegments going = new SevenSegments();

    /** What is undone. */
    private SevenSegments gone = new SevenSegments();

    private double goneBase;
    private double goneSince;
    private boolean goneHalting;
    private final Ramp halt = new Ramp();
    private boolean halting;

    /** Done when the plan was made, and the time since then. */
    private double base;

    private double since;

    /** Limits per s, s² and s³; infinite where there is no way to go. */
    Progress(double velocityMax, double accelerationMax, double jerkMax) {
        this.velocityMax = velocityMax;
        this.accelerationMax = accelerationMax;
        this.jerkMax = jerkMax;
        this.base = Double.isInfinite(velocityMax) ? 1 : 0;
    }

    /** The same from its beginning, with so much of its acceleration and jerk. */
    Progress eased(double share) {
        return new Progress(velocityMax, accelerationMax * share, jerkMax * share);
    }

    /**
     * From now on so much of the greatest velocity is used.
     *
     * @param speed 0..1; at 0 it comes to rest where it is, until it is given speed again
     */
    void speed(double speed) {
        if (over()) {
            return;
        }
        double velocity = halting ? halt.velocity(since) : going.velocity(since);
        double acceleration = halting ? halt.acceleration(since) : going.acceleration(since);
        base = share();
        since = 0;
        halting = speed <= 0;
        if (halting) {
            halt.plan(velocity, acceleration, 0, accelerationMax, jerkMax);
        } else {
            going.plan(1 - base, velocity, acceleration, velocityMax * speed, accelerationMax, jerkMax);
        }
    }

    /** As {@link #speed}, above 0 or while it is not {@link #halts halting} already, until it is {@link #undo undone}. */
    void attempt(double speed) {
        double velocity = velocity(0);
        double acceleration = acceleration(0);
        double done = share();
        goneBase = base;
        goneSince = since;
        goneHalting = halting;
        swap();
        base = done;
        since = 0;
        halting = speed <= 0;
        if (halting) {
            halt.plan(velocity, acceleration, 0, accelerationMax, jerkMax);
        } else {
            going.plan(1 - base, velocity, acceleration, velocityMax * speed, accelerationMax, jerkMax);
        }
    }

    /** The attempt was none. */
    void undo() {
        base = goneBase;
        since = goneSince;
        halting = goneHalting;
        swap();
    }

    private void swap() {
        SevenSegments other = gone;
        gone = going;
        going = other;
    }

    /** Goes on in time; returns what of it is left after the end. */
    double advance(double seconds) {
        since += seconds;
        if (halting || since <= going.seconds()) {
            return 0;
        }
        double left = since - going.seconds();
        since = going.seconds();
        return left;
    }

    double share() {
        if (over()) {
            return 1;
        }
        return base + (halting ? halt.position(since) : going.position(since));
    }

    /** Share after so much more time, if nothing is changed. */
    double share(double later) {
        double at = since + later;
        return over() || (!halting && at >= going.seconds())
                ? 1
                : base + (halting ? halt.position(at) : going.position(at));
    }

    /** Of the share, per s, after so much more time; so is the acceleration. */
    double velocity(double later) {
        return over() ? 0 : halting ? halt.velocity(since + later) : going.velocity(since + later);
    }

    double acceleration(double later) {
        return over() ? 0 : halting ? halt.acceleration(since + later) : going.acceleration(since + later);
    }

    /** Time until its end, if nothing is changed; infinite when it comes to rest before. */
    double left() {
        return over() ? 0 : halting ? Double.POSITIVE_INFINITY : going.seconds() - since;
    }

    /** Time, from now on too, of the next change of its jerk after this time; infinite when none follows. */
    double nextChange(double later) {
        if (over()) {
            return Double.POSITIVE_INFINITY;
        }
        return (halting ? halt.nextChange(0, since + later) : going.nextChange(since + later)) - since;
    }

    /** Share at which it would come to rest if it had no speed from now on. */
    double halt() {
        return over()
                ? 1
                : share()
                        + halt.plan(velocity(0), acceleration(0), 0, accelerationMax, jerkMax)
                                .distance();
    }

    /** From now on it stands there, until it is given speed. */
    void standAt(double share) {
        base = share;
        since = 0;
        halting = true;
        halt.plan(0, 0, 0, accelerationMax, jerkMax);
    }

    boolean over() {
        return base >= 1 || (!halting && since > 0 && since >= going.seconds());
    }

    /** It has no speed from now on, and stands or is about to. */
    boolean halts() {
        return halting;
    }

    /** It stands, and will until it is given speed. */
    boolean halted() {
        return halting && since >= halt.seconds();
    }
}
