package dev.mortise.controller.simulation;

/** What is planted to see whether it is found: each is a mistake that a real device, store, wire or plan could have. */
enum Bug {
    NONE,
    /** The PLC carries out a command that it has carried out already. */
    PLC_REPEATS,
    /** The PLC obeys a controller that was succeeded. */
    PLC_HAS_NO_FENCE,
    /** Outcomes do not survive a restart of the PLC, and it says that they do. */
    PLC_FORGETS_OUTCOMES,
    /** A cold start that is not told: of its memory the PLC has kept the epoch alone. */
    PLC_HIDES_COLD_START,
    /** The outcome is stored first, the effect comes a moment later. */
    PLC_TELLS_BEFORE_IT_DOES,
    /** The effect comes first, the outcome is stored a moment later. */
    PLC_STORES_TOO_LATE,
    /** A new command is answered with the outcome of the one before. */
    PLC_ANSWERS_WITH_THE_LAST_OUTCOME,
    /** The robot obeys a controller that was succeeded. */
    ROBOT_HAS_NO_FENCE,
    /** The robot does not know any more which motion it finished. */
    ROBOT_FORGETS,
    /** The robot was restarted and does not say so: it still seems to be the one that was asked. */
    ROBOT_HIDES_RESTART,
    /** A repeated command gets a new id. */
    WIRE_RENAMES_REPEATED_COMMANDS,
    /** An outcome is acknowledged as soon as it is read, before it is stored. */
    WIRE_ACKNOWLEDGES_AT_ONCE,
    /** A link that comes back is not told. */
    WIRE_KEEPS_LINK_UP_TO_ITSELF,
    /** A write is confirmed before it is on disk. */
    STORE_CONFIRMS_TOO_EARLY,
    /** Holds are not found again after a restart. */
    STORE_LOSES_HOLDS,
    /** Holds of racks are not found again after a restart. */
    STORE_LOSES_HOLDS_OF_RACKS,
    /** That a rack was given up is not found again after a restart. */
    STORE_LOSES_ABANDONMENTS,
    /** That a rack may not start is not found again after a restart. */
    STORE_LOSES_REVOKED_STARTS,
    /** The epoch of the last life is not found again. */
    STORE_LOSES_EPOCHS,
    /** The journals take events of a controller whose lease is another's. */
    STORE_HAS_NO_FENCE,
    /** The database gives the lease to one controller while another has it. */
    LEASE_IS_GRANTED_TWICE,
    /** The same epoch for the next holder. */
    LEASE_KEEPS_ITS_EPOCH,
    /** A holder does not look whether its lease has run out. */
    HOLDER_DOES_NOT_LOOK,
    /** People are told that it is done before it is stored. */
    DESK_ANSWERS_TOO_EARLY,
    /** The controller's plan lacks a prerequisite. */
    PLAN_LACKS_A_NEED,
    /** The controller's plan does not take a part out before it is put in anew. */
    PLAN_LACKS_AN_UNDO
}
