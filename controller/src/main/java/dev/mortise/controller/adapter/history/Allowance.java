package dev.mortise.controller.adapter.history;

import java.time.Duration;

/** Bytes that may be written: so many a day. What was not used is saved up, within a limit. Of one thread. */
final class Allowance {

    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final long bytesADay;
    private final long savedMax;
    private double saved;
    private long at = Long.MIN_VALUE;

    /**
     * One that begins with all that can be saved up.
     *
     * @param savedMax bytes
     */
    Allowance(long bytesADay, long savedMax) {
        this.bytesADay = bytesADay;
        this.savedMax = savedMax;
        this.saved = savedMax;
    }

    /** Whether anything is left; {@code now} in ms since 1970. A clock that is set back gives nothing and takes nothing. */
    boolean isLeft(long now) {
        if (at != Long.MIN_VALUE && now > at) {
            saved = Math.min((double) savedMax, saved + (double) bytesADay * ((now - at) / DAY_MILLIS));
        }
        at = now;
        return saved > 0;
    }

    /** May be more than is left: then nothing is, until that was made up for. */
    void spend(long bytes) {
        saved -= bytes;
    }
}
