package dev.mortise.controller.domain.plant;

/**
 * Where something stands on the plant's floor, for people who look at it; nothing is controlled by it.
 *
 * @param x m, of its middle
 * @param y m, of its middle
 * @param turnDegrees counter-clockwise, seen from above; at 0 racks come in from where y is greater
 */
public record FloorPlace(double x, double y, double turnDegrees) {

    /** Between two middles, in m. */
    public double metresTo(FloorPlace other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
