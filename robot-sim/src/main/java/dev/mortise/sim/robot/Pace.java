package dev.mortise.sim.robot;

/**
 * When the next cycle is due. Cycles that a pause of the machine took away are not made up for: in a burst of them a robot
 * would run through set-points in no time, and its controller could answer none of its states before the next.
 */
final class Pace {

    private final long cycleNanos;
    private long next;

    Pace(long cycleNanos) {
        this.cycleNanos = cycleNanos;
    }

    void starts(long nowNanos) {
        next = nowNanos;
    }

    /** A cycle after the last one was due; at once when that is more than a cycle ago. */
    long next(long nowNanos) {
        next += cycleNanos;
        if (nowNanos - next > cycleNanos) {
            next = nowNanos;
        }
        return next;
    }
}
