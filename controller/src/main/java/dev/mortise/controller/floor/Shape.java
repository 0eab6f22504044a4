package dev.mortise.controller.floor;

/** A simple solid of one paint; lengths in m. */
sealed interface Shape {

    Vector middle();

    Paint paint();

    /**
     * A box along the axes.
     *
     * @param size along x, y and z
     */
    record Box(Vector size, Vector middle, Paint paint) implements Shape {}

    /**
     * A round bar.
     *
     * @param axis of length 1
     */
    record Rod(double radius, double length, Vector axis, Vector middle, Paint paint) implements Shape {}

    /** Something that lies flat and is seen from above. */
    record Sheet(double width, double depth, Vector middle, Paint paint) implements Shape {}

    static Shape box(Vector size, Vector middle, Paint paint) {
        return new Box(size, middle, paint);
    }

    static Shape rod(double radius, double length, Vector axis, Vector middle, Paint paint) {
        return new Rod(radius, length, axis, middle, paint);
    }

    static Vector at(double x, double y, double z) {
        return new Vector(x, y, z);
    }
}
