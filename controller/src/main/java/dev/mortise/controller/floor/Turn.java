package dev.mortise.controller.floor;

/** A rotation as a unit quaternion. */
record Turn(double x, double y, double z, double w) {

    static final Turn NONE = new Turn(0, 0, 0, 1);

    /** Counter-clockwise about an axis of length 1. */
    static Turn about(Vector axis, double radians) {
        double sine = Math.sin(radians / 2);
        return new Turn(axis.x() * sine, axis.y() * sine, axis.z() * sine, Math.cos(radians / 2));
    }
}
