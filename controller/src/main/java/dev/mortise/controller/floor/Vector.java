package dev.mortise.controller.floor;

/** m, or a direction; x to the right, y away from whoever looks, z up. */
record Vector(double x, double y, double z) {

    static final Vector ZERO = new Vector(0, 0, 0);
    static final Vector X = new Vector(1, 0, 0);
    static final Vector Y = new Vector(0, 1, 0);
    static final Vector Z = new Vector(0, 0, 1);

    Vector times(double factor) {
        return new Vector(x * factor, y * factor, z * factor);
    }

    Vector plus(Vector other) {
        return new Vector(x + other.x, y + other.y, z + other.z);
    }

    Vector minus(Vector other) {
        return plus(other.times(-1));
    }

    double dot(Vector other) {
        return x * other.x + y * other.y + z * other.z;
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    Vector cross(Vector other) {
        return new Vector(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }
}
