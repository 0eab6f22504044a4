package dev.mortise.protocol.motion;

/**
 * Brings several axes, each from its own position, velocity and acceleration, to rest at their targets: within the limits of
 * each, all at the same instant, and that one as early as the slowest of them allows. The way in space is straight only where
 * the axes begin alike.
 *
 * <p>Time counts from the planning. Planning and asking allocate nothing.
 */
public final class Synchronised {

    private final SevenSegments[] axes;
    private double seconds;

    public Synchronised(int axes) {
        this.axes = new SevenSegments[axes];
        for (int axis = 0; axis < axes; axis++) {
            this.axes[axis] = new SevenSegments();
        }
    }

    /** One axis, to be given its motion by {@link SevenSegments#plan} before all of them are {@link #together}. */
    public SevenSegments axis(int axis) {
        return axes[axis];
    }

    /**
     * Gives all axes the duration of the slowest.
     *
     * @return this
     */
    public Synchronised together() {
        seconds = 0;
        for (SevenSegments axis : axes) {
            seconds = Math.max(seconds, axis.seconds());
        }
        for (SevenSegments axis : axes) {
            axis.lasting(seconds);
        }
        return this;
    }

    /** How long it takes. */
    public double seconds() {
        return seconds;
    }
}
