package dev.mortise.protocol.motion;

/**
 * Brings one axis, or a point on its path, from any velocity and acceleration to rest at a target, in the shortest time that
 * its velocity, acceleration and jerk allow. Units follow the distance: m, rad or a share of a path, and s.
 *
 * <p>At most seven pieces of constant jerk: three of a {@link Ramp} to the greatest velocity, which is followed as long as the
 * way allows, cruising, and three of the stop. For each instant at which the stop may begin it ends at another place, and the
 * later the farther; so the instant is found by halving, where the stop's place is the target. It is the quickest because both
 * ramps are, and no other control gets farther in the same time. An axis that cannot stop before its target goes beyond it and
 * comes back.
 *
 * <p>A state within the limits stays within them; one from which no jerk within the limit keeps the velocity below its own is
 * brought back at the greatest jerk. Time counts from the planning. Planning and asking allocate nothing.
 */
public final class SevenSegments {

    /** Bits of a double's fraction and some for a quick stop in a long ramp: more would change nothing. */
    private static final int HALVINGS = 64;

    private final Ramp away = new Ramp();
    private final Ramp stop = new Ramp();
    private double accelerationMax;
    private double jerkMax;
    private double distance;
    private double startVelocity;
    private double startAcceleration;
    private double cruiseMax;
    private double stopAt;

    /**
     * Plans anew.
     *
     * @param way from the start to the target, backwards below 0
     * @param velocity at the start; so is the acceleration
     * @param velocityLimit positive; so are the others
     * @return this
     */
    public SevenSegments plan(
            double way,
            double velocity,
            double acceleration,
            double velocityLimit,
            double accelerationLimit,
            double jerkLimit) {
        distance = way;
        startVelocity = velocity;
        startAcceleration = acceleration;
        cruiseMax = velocityLimit;
        accelerationMax = accelerationLimit;
        jerkMax = jerkLimit;
        within(velocityLimit);
        return this;
    }

    /**
     * Plans the same motion anew to last so long, at a lower greatest velocity. What is shorter than the quickest one stays the
     * quickest one; an axis that can only stop at its target rests there until the others are there.
     *
     * <p>Every such duration can be had: an axis may rest at its target and wait, the states that obey limits are a convex set,
     * and so are the ways that they can make in a given time, which only become more with more time. No duration is blocked
     * then, as some are for a target that is passed at speed; and with the greatest velocity going down the duration goes up
     * without a gap. So the velocity is found by halving. To the last bit it is shorter rather than longer.
     *
     * @param seconds from the start on
     * @return this
     */
    public SevenSegments lasting(double seconds) {
        if (seconds() >= seconds) {
            return this;
        }
        double low = 0;
        double high = cruiseMax;
        for (int halving = 0; halving < HALVINGS && seconds() != seconds; halving++) {
            double middle = (low + high) / 2;
            within(middle);
            low = seconds() > seconds ? middle : low;
            high = seconds() > seconds ? high : middle;
        }
        within(high);
        return this;
    }

    private void within(double velocityLimit) {
        double early = stop.plan(startVelocity, startAcceleration, 0, accelerationMax, jerkMax)
                .distance();
        double way = distance;
        double cruise = way >= early ? velocityLimit : -velocityLimit;
        away.plan(startVelocity, startAcceleration, cruise, accelerationMax, jerkMax);
        double late = stopping(away.seconds());
        boolean cruises = cruise > 0 ? way >= late : way <= late;
        if (way == early) {
            stopAt = 0;
        } else {
            stopAt = cruises ? away.seconds() + (way - late) / cruise : halved(cruise);
        }
        stopping(stopAt);
    }

    /** The instant from which a stop ends at the target, within the ramp to the greatest velocity. */
    private double halved(double cruise) {
        double low = 0;
        double high = away.seconds();
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            double end = stopping(middle);
            if (cruise > 0 ? end < distance : end > distance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Plans the stop from this instant on, and tells where it ends. */
    private double stopping(double instant) {
        stop.plan(away.velocity(instant), away.acceleration(instant), 0, accelerationMax, jerkMax);
        return away.position(instant) + stop.distance();
    }

    /** How long it takes. */
    public double seconds() {
        return stopAt + stop.seconds();
    }

    /** The next instant after this one at which the jerk changes; infinite after the end. */
    public double nextChange(double seconds) {
        return seconds < stopAt ? Math.min(away.nextChange(0, seconds), stopAt) : stop.nextChange(stopAt, seconds);
    }

    /** Way since the start; after the end all of it, exactly. */
    public double position(double seconds) {
        if (seconds >= seconds()) {
            return distance;
        }
        return seconds < stopAt ? away.position(seconds) : distance - stop.distance() + stop.position(seconds - stopAt);
    }

    public double velocity(double seconds) {
        return seconds < stopAt ? away.velocity(seconds) : stop.velocity(seconds - stopAt);
    }

    public double acceleration(double seconds) {
        return seconds < stopAt ? away.acceleration(seconds) : stop.acceleration(seconds - stopAt);
    }
}
