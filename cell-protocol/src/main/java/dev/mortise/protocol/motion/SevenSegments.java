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
        accelerationMax = accelerationLimit;
        jerkMax = jerkLimit;
        double early =
                stop.plan(velocity, acceleration, 0, accelerationMax, jerkMax).distance();
        double cruise = way >= early ? velocityLimit : -velocityLimit;
        away.plan(velocity, acceleration, cruise, accelerationMax, jerkMax);
        double late = stopping(away.seconds());
        boolean cruises = cruise > 0 ? way >= late : way <= late;
        if (way == early) {
            stopAt = 0;
        } else {
            stopAt = cruises ? away.seconds() + (way - late) / cruise : halved(cruise);
        }
        stopping(stopAt);
        return this;
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
