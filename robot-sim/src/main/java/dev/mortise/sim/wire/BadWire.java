package dev.mortise.sim.wire;

/** An order for a bad wire that cannot be understood; the message says what would be right. */
public final class BadWire extends Exception {
    private static final long serialVersionUID = 1L;

    BadWire(String message) {
        super(message);
    }
}
