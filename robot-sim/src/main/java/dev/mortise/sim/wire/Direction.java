package dev.mortise.sim.wire;

import java.util.Locale;

/** Which way something goes on a wire between a controller and a PLC or a robot. */
public enum Direction {
    TO_EQUIPMENT,
    FROM_EQUIPMENT;

    /** As people write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
