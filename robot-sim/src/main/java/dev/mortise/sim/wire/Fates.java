package dev.mortise.sim.wire;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;

/**
 * Decides what happens to what is on a wire: pure, so that the same numbers and bytes always meet the same fate. On a UDP
 * wire one decision is for a datagram; on a TCP wire for a piece, that is what was there to read at once.
 */
@FunctionalInterface
public interface Fates {

    /** Everything comes as it was sent. */
    Fates NONE = (direction, number, content) -> Fate.PASSES;

    /**
     * The fate of one datagram or piece.
     *
     * @param number how many went this way before it
     * @param content what it says, from position 0 to the limit; not to be changed
     */
    Fate of(Direction direction, long number, ByteBuffer content);

    /** How much later what is delayed comes. */
    default Duration delay() {
        return WireOrder.DELAY;
    }

    /** How long a cut or a hang lasts that is one's fate. */
    default Duration outage() {
        return WireOrder.OUTAGE;
    }

    /**
     * What happens to one datagram or piece. Loss leaves nothing for the other faults of a datagram.
     *
     * @param drawn from 0 up to 1: which bit is flipped, which old datagram comes again
     */
    record Fate(Set<WireFault> faults, double drawn) {

        public static final Fate PASSES = new Fate(Set.of(), 0);

        public Fate {
            faults = Set.copyOf(faults);
        }

        /** With the first of what could be drawn. */
        public static Fate of(WireFault... faults) {
            return new Fate(Set.of(faults), 0);
        }

        boolean has(WireFault fault) {
            return faults.contains(fault);
        }
    }
}
