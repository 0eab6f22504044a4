package dev.mortise.controller.domain.cause;

import java.time.Duration;
import java.util.List;

/** The cause of what waits for a store that answers, but slowly. */
public final class SlowStore {

    /** One store, one root, however much waits for it. */
    private static final String STORE = "store";

    private SlowStore() {}

    /**
     * In front of what else is known of a cell or a rack: whatever that is, it goes no further before its event is stored.
     *
     * @param takes so long for one event
     */
    public static Cause before(Cause seen, Duration takes) {
        if (seen.kind() == Cause.Kind.DONE || seen.kind() == Cause.Kind.ABANDONED) {
            return seen;
        }
        Cause slow = of(takes);
        String besides = seen.harmless() ? "" : "; besides: " + seen.text();
        List<Cause> because = seen.harmless() ? List.of(slow) : List.of(slow, seen);
        return new Cause(slow.kind(), seen.subject(), slow.text() + besides, slow.remedy(), because);
    }

    private static Cause of(Duration takes) {
        return Cause.root(
                Cause.Kind.STORE_SLOW,
                STORE,
                "the store is slow: an event takes it more than " + takes.toSeconds() + " s, the limit is "
                        + StorePace.SLOW_AFTER.toSeconds() + " s; nothing begins before its event is stored",
                "what slows the disk or the database is found (other work on it, a lock on its tables, the network between);"
                        + " it goes on by itself");
    }
}
