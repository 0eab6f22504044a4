package dev.mortise.controller.domain.kinematics;

/** Where a tool is, and how it is turned, in its robot's own frame. Written over and over, so that asking allocates nothing. */
public final class Place {

    /** Entries of a 3 by 3 matrix, row after row. */
    static final int MATRIX = 9;

    final double[] at = new double[3];
    final double[] turn = new double[MATRIX];

    /** At the origin of nothing yet. */
    public Place() {
        Turns.identity(turn);
    }

    /** In m along the frame's x, y or z, of which this is the index. */
    public double metres(int direction) {
        return at[direction];
    }

    /** Distance of the tool points, in m. */
    public double metresTo(Place other) {
        double x = at[0] - other.at[0];
        double y = at[1] - other.at[1];
        double z = at[2] - other.at[2];
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** The angle by which one has to be turned to be as the other is, in rad. */
    public double radiansTo(Place other) {
        double[] axis = new double[3];
        Turns.between(turn, other.turn, new double[MATRIX], axis);
        return Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
    }
}
