package dev.mortise.controller.adapter.realtime;

/** Which of a session's counters have come: the newest, and the 63 before it. */
final class Arrivals {

    /** A state that comes later than this many behind the newest is taken for a replay. */
    static final int WINDOW = Long.SIZE;

    /** What a counter is beside those that came before. */
    enum Kind {
        NEWEST,
        REORDERED,
        DUPLICATE,
        TOO_OLD
    }

    private long newest;

    /** Bit i: newest - i has come. Before the session's first one everything has. */
    private long come = -1;

    private boolean begun;
    private long lost;

    /** A new session counts anew; what it begins with is the first. */
    void restart() {
        begun = false;
        come = -1;
    }

    Kind take(long counter) {
        if (!begun) {
            begun = true;
            newest = counter;
            return Kind.NEWEST;
        }
        if (counter > newest) {
            advance(counter - newest);
            newest = counter;
            return Kind.NEWEST;
        }
        long behind = newest - counter;
        if (behind < 0 || behind >= WINDOW) {
            return Kind.TOO_OLD;
        }
        long bit = 1L << behind;
        if ((come & bit) != 0) {
            return Kind.DUPLICATE;
        }
        come |= bit;
        return Kind.REORDERED;
    }

    private void advance(long by) {
        if (by < WINDOW) {
            lost += by - Long.bitCount(come >>> (WINDOW - by));
            come = come << by | 1;
        } else {
            lost += WINDOW - Long.bitCount(come) + (by - WINDOW);
            come = 1;
        }
    }

    /** Counters that have left the window without having come, of all sessions. */
    long lost() {
        return lost;
    }
}
