package dev.mortise.sim.wire;

import java.util.Locale;

/** What can be wrong with a wire. */
public enum WireFault {
    /** A datagram does not come. */
    LOSS(true, false),
    /** A datagram comes twice. */
    DUPLICATE(true, false),
    /** A datagram comes after the one that was sent next. */
    REORDER(true, false),
    /** With a datagram comes an old one, of this session or an earlier one. */
    REPLAY(true, false),
    /** One bit of a datagram is another one. */
    CORRUPT(true, false),
    /** It comes later. */
    DELAY(true, true),
    /** Nothing comes through. Connections stand, new ones are made, and what was written to them comes late. */
    HANG(true, true),
    /** Every connection ends, and new ones end at once. */
    CUT(false, true),
    /** A connection ends by a TCP reset, and what was on its way is gone; new ones are made. */
    RESET(false, true),
    /** A new connection is reset at once; those that stand are left alone. */
    REFUSE(false, true);

    private final boolean datagrams;
    private final boolean streams;

    WireFault(boolean datagrams, boolean streams) {
        this.datagrams = datagrams;
        this.streams = streams;
    }

    /** Whether a robot's UDP wire can have it. */
    boolean ofDatagrams() {
        return datagrams;
    }

    /** Whether a PLC's TCP wire can have it. */
    boolean ofStreams() {
        return streams;
    }

    /** As people write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
