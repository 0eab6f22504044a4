package dev.mortise.protocol.motion;

/**
 * Brings one axis from any velocity and acceleration to another velocity, at an acceleration of 0 there, in the shortest time
 * that its acceleration and jerk allow. To a velocity of 0 it is the stop of a robot. Units follow the position: m or rad,
 * and s.
 *
 * <p>Three pieces of constant jerk: the acceleration goes to its peak, stays there when the peak is the limit, and goes back
 * to 0. A moving axis never turns back, but when its braking is so strong already that no jerk within the limit ends it in
 * time. An acceleration beyond the limit is brought back within it at the greatest jerk.
 *
 * <p>Time counts from the planning. A plan is kept until the next one; planning and asking allocate nothing.
 */
public final class Ramp {

    private static final int PIECES = 3;

    /** Bits of a double's fraction: more would change nothing. */
    private static final int HALVINGS = 53;

    private final double[] starts = new double[PIECES + 1];
    private final double[] jerks = new double[PIECES];
    private final double[] positions = new double[PIECES + 1];
    private final double[] velocities = new double[PIECES + 1];
    private final double[] accelerations = new double[PIECES + 1];

    /**
     * Plans anew.
     *
     * @param velocity at the start; so is the acceleration
     * @param target velocity to end with
     * @param accelerationMax positive
     * @param jerkMax positive
     * @return this
     */
    public Ramp plan(double velocity, double acceleration, double target, double accelerationMax, double jerkMax) {
        double surplus = velocity - target + acceleration * Math.abs(acceleration) / (2 * jerkMax);
        // a surplus below 0 is the mirror image of one above
        double sign = surplus >= 0 ? 1 : -1;
        double begin = sign * acceleration;
        double squared = jerkMax * sign * surplus + (begin < 0 ? begin * begin : 0);
        double peak = Math.min(accelerationMax, Math.sqrt(squared));
        double first = Math.abs(begin + peak) / jerkMax;
        double third = peak / jerkMax;
        double left = sign * (velocity - target) + (begin - peak) / 2 * first - peak * third / 2;
        double second = peak < accelerationMax ? 0 : Math.max(0, left / peak);

        starts[0] = 0;
        positions[0] = 0;
        velocities[0] = velocity;
        accelerations[0] = acceleration;
        piece(0, first, begin + peak >= 0 ? -sign * jerkMax : sign * jerkMax);
        accelerations[1] = -sign * peak;
        piece(1, second, 0);
        piece(2, third, sign * jerkMax);
        velocities[PIECES] = target;
        accelerations[PIECES] = 0;
        return this;
    }

    private void piece(int index, double seconds, double jerk) {
        jerks[index] = jerk;
        starts[index + 1] = starts[index] + seconds;
        positions[index + 1] = positionIn(index, seconds);
        velocities[index + 1] = velocityIn(index, seconds);
        accelerations[index + 1] = accelerations[index] + jerk * seconds;
    }

    /** How long it takes. */
    public double seconds() {
        return starts[PIECES];
    }

    /** From the start to the end, backwards below 0. */
    public double distance() {
        return positions[PIECES];
    }

    /**
     * The next instant at which the jerk changes, of a ramp that begins at another one.
     *
     * @return later than the instant given, whatever is rounded; infinite after the end
     */
    public double nextChange(double begins, double seconds) {
        for (double start : starts) {
            if (begins + start > seconds) {
                return begins + start;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Way since the start; after the end the axis goes on at its last velocity. */
    public double position(double seconds) {
        int index = index(seconds);
        return index == PIECES
                ? positions[PIECES] + velocities[PIECES] * (seconds - starts[PIECES])
                : positionIn(index, seconds - starts[index]);
    }

    public double velocity(double seconds) {
        int index = index(seconds);
        return index == PIECES ? velocities[PIECES] : velocityIn(index, seconds - starts[index]);
    }

    public double acceleration(double seconds) {
        int index = index(seconds);
        return index == PIECES ? 0 : accelerations[index] + jerks[index] * (seconds - starts[index]);
    }

    /** Greatest way beyond the start in one direction: the end, or where the axis turns back. */
    public double farthest(boolean forwards) {
        double sign = forwards ? 1 : -1;
        double far = Math.max(0, sign * positions[PIECES]);
        for (int index = 0; index < PIECES; index++) {
            far = Math.max(far, sign * positions[index]);
            if (velocities[index] * velocities[index + 1] < 0) {
                far = Math.max(far, sign * positionIn(index, turn(index)));
            }
        }
        return sign * far;
    }

    /** When the velocity is 0 within a piece at whose ends it has different signs. */
    private double turn(int index) {
        double low = 0;
        double high = starts[index + 1] - starts[index];
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (velocityIn(index, middle) * velocities[index] > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int index(double seconds) {
        int index = PIECES;
        while (index > 0 && seconds < starts[index]) {
            index--;
        }
        return index;
    }

    private double positionIn(int index, double t) {
        return positions[index] + t * (velocities[index] + t * (accelerations[index] / 2 + t * jerks[index] / 6));
    }

    private double velocityIn(int index, double t) {
        return velocities[index] + t * (accelerations[index] + t * jerks[index] / 2);
    }
}
