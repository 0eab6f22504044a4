package dev.mortise.controller.domain.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One line of a timeline.
 *
 * @param to when it was over; the same as {@code from} of what takes no time, empty of what is not over
 * @param outcome what came of it, one word or a few; empty where nothing comes of such a thing
 * @param good false where somebody wants to look at it: a failure, an interruption, a wait
 * @param by who did it; empty where nobody did
 */
public record Entry(
        What what, Instant from, Optional<Instant> to, String text, String outcome, boolean good, String by) {

    /** What sort of thing it is. */
    public enum What {
        ORDER,
        OPERATION,
        STEP,
        MOVE,
        HOLD,
        /** It stood still, and the text says why. */
        WAIT,
        /** Evidence became void: what rests on it is done again. */
        REWORK,
        ALARM,
        QUESTION,
        WAIVER,
        /** Another life of the controller took over. */
        CONTROLLER,
        /** Released, or given up. */
        END
    }

    /** As it happened; of what begins together the longest first. */
    public static final Comparator<Entry> ORDER = Comparator.comparing(Entry::from)
            .thenComparing(entry -> entry.to().orElse(Instant.MAX), Comparator.reverseOrder())
            .thenComparing(Entry::what)
            .thenComparing(Entry::text);

    static Entry instant(What what, Instant at, String text, String by) {
        return new Entry(what, at, Optional.of(at), text, "", true, by);
    }

    static Entry begun(What what, Instant at, String text, String by) {
        return new Entry(what, at, Optional.empty(), text, "", true, by);
    }

    Entry ended(Instant at, String how, boolean well) {
        return new Entry(what, from, Optional.of(at), text, how, well, by);
    }

    Entry noted(String how) {
        return new Entry(what, from, to, text, how, good, by);
    }

    Entry bad() {
        return new Entry(what, from, to, text, outcome, false, by);
    }

    /** Whether any of it lies in a time. */
    public boolean within(Instant begin, Instant end) {
        return from.isBefore(end) && to.map(over -> !over.isBefore(begin)).orElse(true);
    }
}
