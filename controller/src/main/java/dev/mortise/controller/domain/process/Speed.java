package dev.mortise.controller.domain.process;

/**
 * How much of the velocity of its motions a robot may use; accelerations and jerks stay what they are.
 *
 * @param percent 0 to 100; at 0 a robot comes to rest on its way and waits there
 */
public record Speed(int percent) {

    public static final int PERCENT_MAX = 100;

    public static final Speed FULL = new Speed(PERCENT_MAX);

    public Speed {
        if (!isPercent(percent)) {
            throw new IllegalArgumentException("speed is 0 to 100 percent, not " + percent);
        }
    }

    public static boolean isPercent(int number) {
        return number >= 0 && number <= PERCENT_MAX;
    }

    /** 0..1. */
    public double share() {
        return percent / (double) PERCENT_MAX;
    }

    public boolean full() {
        return percent == PERCENT_MAX;
    }
}
