package dev.mortise.controller.domain.access;

/** What somebody may want of the controller, as far as roles tell it apart. */
public enum Act {
    /** state, alarms, records */
    READ,
    /** hold a cell or a rack, abort a cell: whoever sees a reason to stop may ask for it */
    REQUEST_STOP,
    /**
     * order a rack, let it start, give it up; release a cell or a rack, clear a cell, set its speed; answer a question of a
     * rack; acknowledge results
     */
    RUN,
    /** say what became of a command in doubt */
    RESOLVE_DOUBT,
    /** grant that failed evidence is accepted as it is */
    WAIVE,
    /** certificates, users */
    KEEP_KEYS
}
