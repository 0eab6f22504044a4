package dev.mortise.controller.domain.cause;

import java.util.List;
import java.util.stream.Stream;

/**
 * Why something does not move on. A tree: below a symptom stands what causes it, several where several stand in the way;
 * its leaves are the roots, and each root says what would free it.
 *
 * @param subject the rack or cell it is about
 * @param text one sentence
 * @param remedy what would free it; empty where nothing need be done
 * @param because what stands behind it; empty at a root
 */
public record Cause(Kind kind, String subject, String text, String remedy, List<Cause> because) {

    /** How many steps people are shown from a symptom to its roots: racks in each other's way are seldom more. */
    public static final int DEPTH_MAX = 6;

    /** What sort of thing stands in the way; clients count and filter by it. */
    public enum Kind {
        /** Nothing stands in the way: it is being worked on, or carried. */
        PROGRESS,
        /** Released. */
        DONE,
        /** Given up: nothing is done to it any more. */
        ABANDONED,
        /** Nobody has asked anything of it. */
        NO_WORK,
        /** Nothing was heard of it since the controller started. */
        NOT_HEARD_YET,
        LINK_DOWN,
        ROBOT_LINK_DOWN,
        /** Somebody without its key sends in a robot's name. An alarm and never what a cell waits for. */
        FORGED_DATAGRAMS,
        EMERGENCY_STOP_OBSERVED,
        PROTECTIVE_STOP_OBSERVED,
        GUARD_OPEN,
        UNIT_MODE,
        UNIT_ABORTED,
        /** Its unit holds, suspends or stops itself: it goes on when something at the cell lets it. */
        UNIT_WAITS,
        /** Its unit was asked for something and does not follow: what was ordered is not what is. */
        DISCREPANCY,
        INTERLOCK,
        REFUSED_BY_PLC,
        /** A person or Mortise itself holds it. */
        HELD,
        IN_DOUBT,
        /** What happened to it cannot be read from the store. */
        JOURNAL_DAMAGED,
        /** The store answers, but takes long to write an event. */
        STORE_SLOW,
        CALIBRATION_EXPIRED,
        /** No cell of the plant can do it. */
        NO_CELL_CAN,
        /** It is due, and each cell that could do it has a cause of its own. */
        WAITS_FOR_CELL,
        OCCUPIED,
        LINE_FULL,
        /** Its evidence rests on other evidence that is not valid. */
        NEEDS,
        /** Budgets are used up: only a person can say how it goes on. */
        QUESTION_OPEN
    }

    public Cause {
        because = List.copyOf(because);
        if (text.isBlank()) {
            throw new IllegalArgumentException("a cause without words: " + kind + " of " + subject);
        }
    }

    /** A cause that has nothing behind it. */
    public static Cause root(Kind kind, String subject, String text, String remedy) {
        return new Cause(kind, subject, text, remedy, List.of());
    }

    public Cause because(List<Cause> behind) {
        return new Cause(kind, subject, text, remedy, behind);
    }

    /** True where nothing need be done: it moves, it is done or given up, or nobody has asked anything of it. */
    public boolean harmless() {
        return kind == Kind.PROGRESS || kind == Kind.DONE || kind == Kind.ABANDONED || kind == Kind.NO_WORK;
    }

    /** What stands behind everything else. */
    public Stream<Cause> roots() {
        return because.isEmpty() ? Stream.of(this) : because.stream().flatMap(Cause::roots);
    }
}
