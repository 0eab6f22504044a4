package dev.mortise.controller.domain.access;

/** What somebody may want of the controller, as far as roles tell it apart. */
public enum Act {
    /** state, alarms, records */
    READ,
    /** hold or abort a cell: whoever sees a reason to stop may ask for it */
    REQUEST_STOP,
    /** order a rack, release a cell, clear it, answer a question of a rack */
    RUN,
    /** say what became of a command in doubt */
    RESOLVE_DOUBT,
    /** certificates, users */
    KEEP_KEYS
}
