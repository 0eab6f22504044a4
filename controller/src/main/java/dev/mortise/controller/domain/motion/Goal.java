package dev.mortise.controller.domain.motion;

/** What a motion is led to: what was asked for, or how it ends without that. */
enum Goal {
    PROGRAM,
    RETRACT,
    STAY,
    HELD
}
