package dev.mortise.protocol.motion;

/**
 * Motion over a distance from rest to rest in seven segments: no limit of velocity, acceleration or jerk is exceeded, and
 * none of them could be used better. Units follow the distance: m or rad, and s.
 *
 * <p>Closed form after Biagiotti and Melchiorri, Trajectory Planning for Automatic Machines and Robots (2008), section 3.4,
 * for zero velocities at both ends.
 */
final class RestToRest {

    private final double distance;
    private final double jerk;
    private final double jerkSeconds;
    private final double rampSeconds;
    private final double cruiseSeconds;
    private final double speed;

    private RestToRest(double distance, double jerk, double jerkSeconds, double rampSeconds) {
        this.distance = distance;
        this.jerk = jerk;
        this.jerkSeconds = jerkSeconds;
        this.rampSeconds = rampSeconds;
        this.speed = jerk * jerkSeconds * (rampSeconds - jerkSeconds);
        this.cruiseSeconds = speed > 0 ? Math.max(0, distance / speed - rampSeconds) : 0;
    }

    /**
     * Plans a motion.
     *
     * @param distance not negative
     * @param velocity limit, positive; so are the others
     */
    static RestToRest over(double distance, double velocity, double acceleration, double jerk) {
        double jerkSeconds = Math.min(acceleration / jerk, Math.sqrt(velocity / jerk));
        double rampSeconds = jerkSeconds + velocity / (jerk * jerkSeconds);
        if (velocity * rampSeconds <= distance) {
            return new RestToRest(distance, jerk, jerkSeconds, rampSeconds);
        }
        double fullAcceleration = 2 * Math.pow(acceleration, 3) / (jerk * jerk);
        if (distance >= fullAcceleration) {
            double half = acceleration / (2 * jerk);
            return new RestToRest(
                    distance, jerk, acceleration / jerk, half + Math.sqrt(half * half + distance / acceleration));
        }
        double short3 = Math.cbrt(distance / (2 * jerk));
        return new RestToRest(distance, jerk, short3, 2 * short3);
    }

    double seconds() {
        return 2 * rampSeconds + cruiseSeconds;
    }

    /** Distance covered after so many seconds; before the start 0, after the end all of it. */
    double position(double seconds) {
        if (seconds <= 0) {
            return 0;
        }
        if (seconds >= seconds()) {
            return distance;
        }
        if (seconds <= rampSeconds) {
            return ramp(seconds);
        }
        if (seconds <= rampSeconds + cruiseSeconds) {
            return speed * (seconds - rampSeconds / 2);
        }
        return distance - ramp(seconds() - seconds);
    }

    /** Distance of the speeding up; slowing down is its mirror image. */
    private double ramp(double t) {
        if (t < jerkSeconds) {
            return jerk * t * t * t / 6;
        }
        if (t < rampSeconds - jerkSeconds) {
            return jerk * jerkSeconds * (3 * t * t - 3 * jerkSeconds * t + jerkSeconds * jerkSeconds) / 6;
        }
        double left = rampSeconds - t;
        return speed * (t - rampSeconds / 2) + jerk * left * left * left / 6;
    }
}
