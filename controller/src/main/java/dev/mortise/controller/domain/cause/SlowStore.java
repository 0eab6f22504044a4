package dev.mortise.controller.domain.cause;

import java.time.Duration;
import java.util.List;

/** The cause of what waits for a store that answers, but slowly. */
public final class SlowStore {

    private SlowStore() {}

    /**
     * In front of what else is known of a cell or a rack: whatever that is, it goes no further before its event is stored.
     *
     * @param takes so long for one event
     */
    public static Cause before(Cause seen, Duration takes) {
        Cause slow = of(seen.subject(), takes);
        if (seen.kind() == Cause.Kind.DONE) {
            return seen;
        }
        return seen.harmless()
                ? slow
                : new Cause(
                        slow.kind(),
                        slow.subject(),
                        slow.text() + "; besides: " + seen.text(),
                        slow.remedy(),
                        List.of(slow, seen));
    }

    private static Cause of(String subject, Duration takes) {
        return Cause.root(
                Cause.Kind.STORE_SLOW,
                subject,
                "the store is slow: an event takes it more than " + takes.toSeconds() + " s, the limit is "
                        + StorePace.SLOW_AFTER.toSeconds() + " s; nothing begins before its event is stored",
                "what slows the disk or the database is found (other work on it, a lock on its tables, the network between);"
                        + " it goes on by itself");
    }
}
