package dev.mortise.controller.domain.motion;

/** How far a motion is. */
enum Stage {
    TO_BEGIN,
    MOVING,
    BREAKING_OFF,
    ENDED
}
