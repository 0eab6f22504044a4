package dev.mortise.controller.domain.alarm;

import dev.mortise.controller.domain.cause.Cause.Kind;

/**
 * One thing that can go wrong with one thing of the plant. It keeps its name however often it comes and goes.
 *
 * @param source the cell, rack, robot or line that the cause is about
 */
public record AlarmId(String source, Kind kind) {

    /** As people and the API write it: {@code TRAY-A.LINK_DOWN}. */
    @Override
    public String toString() {
        return source + "." + kind;
    }
}
