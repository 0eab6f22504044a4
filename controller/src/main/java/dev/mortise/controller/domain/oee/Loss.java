package dev.mortise.controller.domain.oee;

import dev.mortise.controller.domain.cause.Cause;

/** The buckets that time falls into, each with the figure it lowers. Clients count by the names. */
public enum Loss {
    /** An operation runs, within its planned duration, and its evidence was not NOK. The only one that is no loss. */
    GOOD(Group.GOOD, "good work"),

    /** An attempt whose evidence is NOK. */
    FAILED(Group.QUALITY, "work that failed"),
    /** Something is taken back, or done again although it had been good: its evidence became void. */
    REWORK(Group.QUALITY, "rework"),

    /** An operation runs for longer than planned. */
    SLOW(Group.PERFORMANCE, "slower than planned"),
    /** The same, after somebody had taken velocity from the cell's robots during the attempt. */
    REDUCED_SPEED(Group.PERFORMANCE, "reduced speed"),
    /** An attempt that did not run to its end: it is done again, and says nothing about the part. */
    BROKEN_OFF(Group.PERFORMANCE, "work broken off"),
    /** A rack is in the cell, something is due on it here, and nothing stands in the way. */
    BETWEEN_OPERATIONS(Group.PERFORMANCE, "between operations"),

    EMERGENCY_STOP(Group.DOWN, "emergency stop observed"),
    PROTECTIVE_STOP(Group.DOWN, "protective stop observed"),
    GUARD_OPEN(Group.DOWN, "guard open"),
    /** The unit is not in mode Produce: somebody sets it up or mends it. */
    UNIT_MODE(Group.DOWN, "unit not in Produce"),
    ABORTED(Group.DOWN, "unit aborted"),
    /** The PLC is held or suspended for a reason that it has not told. */
    HELD_BY_UNIT(Group.DOWN, "held by its PLC"),
    /** An operational condition of the cell: a part is missing, no air, a feeder is open. */
    INTERLOCK(Group.DOWN, "interlock, missing part"),
    REFUSED_BY_PLC(Group.DOWN, "refused by its PLC"),
    LINK_DOWN(Group.DOWN, "PLC link down"),
    ROBOT_LINK_DOWN(Group.DOWN, "robot link down"),
    CALIBRATION_EXPIRED(Group.DOWN, "tool out of calibration"),
    /** The controller's store is slow, or a journal is damaged. */
    STORE(Group.DOWN, "store slow or damaged"),

    /** A person or Mortise itself holds the cell. */
    HELD(Group.WAITING, "held by a person"),
    RACK_HELD(Group.WAITING, "rack held by a person"),
    /** Somebody has to say whether a command was carried out. */
    IN_DOUBT(Group.WAITING, "command in doubt"),
    /** Somebody has to say how it goes on with the rack in the cell. */
    QUESTION_OPEN(Group.WAITING, "question open"),
    /** The rack in the cell is done here, and where it goes next cannot take it. */
    BLOCKED(Group.WAITING, "blocked"),
    /** The rack in the cell is done here, and waits to be carried away. */
    TRANSPORT(Group.WAITING, "waits for transport"),
    /** There are racks to build, none of them here. */
    STARVED(Group.WAITING, "starved: no rack here"),
    /** The controller has just started and has not heard of the cell. */
    STARTING(Group.WAITING, "controller starting"),

    /** Nobody wrote down what was: no controller ran, or it could not write. */
    NO_RECORD(Group.UNKNOWN, "unknown: no record"),

    /** No rack is ordered that might start: nothing was planned, and nothing is lost. */
    NO_ORDER(Group.NOT_PLANNED, "no order");

    /** Which figure a bucket lowers. */
    public enum Group {
        GOOD,
        /** lowers Q */
        QUALITY,
        /** lowers P */
        PERFORMANCE,
        /** lowers A: the cell cannot work (SEMI E10: downtime) */
        DOWN,
        /** lowers A: the cell could work (SEMI E10: standby) */
        WAITING,
        /** lowers A, because nobody can say that it was not lost */
        UNKNOWN,
        /** no part of the planned time */
        NOT_PLANNED
    }

    private final Group group;
    private final String title;

    Loss(Group group, String title) {
        this.group = group;
        this.title = title;
    }

    public Group group() {
        return group;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    public boolean planned() {
        return group != Group.NOT_PLANNED;
    }

    /** What a cell loses by a root that stands in its way; harmless ones are looked at more closely. */
    static Loss of(Cause.Kind kind) {
        return switch (kind) {
            case EMERGENCY_STOP_OBSERVED -> EMERGENCY_STOP;
            case PROTECTIVE_STOP_OBSERVED -> PROTECTIVE_STOP;
            case GUARD_OPEN -> GUARD_OPEN;
            case UNIT_MODE -> UNIT_MODE;
            case UNIT_ABORTED -> ABORTED;
            case UNIT_WAITS, DISCREPANCY -> HELD_BY_UNIT;
            case INTERLOCK -> INTERLOCK;
            case REFUSED_BY_PLC -> REFUSED_BY_PLC;
            case LINK_DOWN -> LINK_DOWN;
            // no cell stands for what is forged: where one does, it is its robot's link
            case ROBOT_LINK_DOWN, FORGED_DATAGRAMS -> ROBOT_LINK_DOWN;
            case CALIBRATION_EXPIRED -> CALIBRATION_EXPIRED;
            case STORE_SLOW, JOURNAL_DAMAGED -> STORE;
            case HELD -> HELD;
            case IN_DOUBT -> IN_DOUBT;
            case QUESTION_OPEN -> QUESTION_OPEN;
            case NOT_HEARD_YET -> STARTING;
            case NO_CELL_CAN, WAITS_FOR_CELL, OCCUPIED, LINE_FULL, NEEDS -> BLOCKED;
            case PROGRESS, DONE, ABANDONED, NO_WORK -> BETWEEN_OPERATIONS;
        };
    }
}
