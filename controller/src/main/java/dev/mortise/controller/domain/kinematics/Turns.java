package dev.mortise.controller.domain.kinematics;

/** Rotations of space as 3 by 3 matrices, row after row, and as vectors along their axis as long as their angle in rad. */
final class Turns {

    /** Below this angle, in rad, sine and angle are the same double. */
    private static final double TINY = 1e-9;

    /** Nearer than this to half a turn the axis is read off the diagonal: the differences beside it are rounding. */
    private static final double NEARLY_HALF = 1e-4;

    private Turns() {}

    static void identity(double[] into) {
        for (int i = 0; i < Place.MATRIX; i++) {
            into[i] = i % 4 == 0 ? 1 : 0;
        }
    }

    /** About a unit vector, by Rodrigues' formula. */
    static void about(double x, double y, double z, double radians, double[] into) {
        double sine = Math.sin(radians);
        double cosine = Math.cos(radians);
        double rest = 1 - cosine;
        into[0] = cosine + x * x * rest;
        into[1] = x * y * rest - z * sine;
        into[2] = x * z * rest + y * sine;
        into[3] = y * x * rest + z * sine;
        into[4] = cosine + y * y * rest;
        into[5] = y * z * rest - x * sine;
        into[6] = z * x * rest - y * sine;
        into[7] = z * y * rest + x * sine;
        into[8] = cosine + z * z * rest;
    }

    /** Of a vector along its axis, as long as its angle. */
    static void of(double[] vector, double share, double[] into) {
        double angle = Math.sqrt(vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
        if (angle < TINY) {
            identity(into);
        } else {
            about(vector[0] / angle, vector[1] / angle, vector[2] / angle, angle * share, into);
        }
    }

    /** First b, then a; into neither of them. */
    static void product(double[] a, double[] b, double[] into) {
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                into[3 * row + column] =
                        a[3 * row] * b[column] + a[3 * row + 1] * b[3 + column] + a[3 * row + 2] * b[6 + column];
            }
        }
    }

    /** One coordinate of a vector that is turned. */
    static double row(double[] a, int row, double x, double y, double z) {
        return a[3 * row] * x + a[3 * row + 1] * y + a[3 * row + 2] * z;
    }

    /**
     * The vector, seen from outside, about which the first has to be turned to be the second; at most half a turn.
     *
     * @param turn room for what is in between
     */
    static void between(double[] first, double[] second, double[] turn, double[] into) {
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                turn[3 * row + column] = second[3 * row] * first[3 * column]
                        + second[3 * row + 1] * first[3 * column + 1]
                        + second[3 * row + 2] * first[3 * column + 2];
            }
        }
        double x = turn[7] - turn[5];
        double y = turn[2] - turn[6];
        double z = turn[3] - turn[1];
        double sine = Math.sqrt(x * x + y * y + z * z) / 2;
        double cosine = (turn[0] + turn[4] + turn[8] - 1) / 2;
        double angle = Math.atan2(sine, cosine);
        if (Math.PI - angle < NEARLY_HALF) {
            halfTurn(turn, angle, into);
            boolean against = into[0] * x + into[1] * y + into[2] * z < 0;
            for (int i = 0; i < 3; i++) {
                into[i] = against ? -into[i] : into[i];
            }
            return;
        }
        double scale = sine < TINY ? 0.5 : angle / (2 * sine);
        into[0] = x * scale;
        into[1] = y * scale;
        into[2] = z * scale;
    }

    private static void halfTurn(double[] turn, double angle, double[] into) {
        double cosine = Math.cos(angle);
        int most = turn[0] >= turn[4] && turn[0] >= turn[8] ? 0 : turn[4] >= turn[8] ? 1 : 2;
        double along = Math.sqrt(Math.max(0, (turn[4 * most] - cosine) / (1 - cosine)));
        for (int i = 0; i < 3; i++) {
            double share = (turn[3 * most + i] + turn[3 * i + most]) / (2 * along * (1 - cosine));
            into[i] = (i == most ? along : share) * angle;
        }
    }
}
