package dev.mortise.sim.world;

/**
 * One physical effect: the only way the world changes, live and when a ledger is replayed.
 *
 * @param slot slot concerned, or empty
 * @param detail place, serial, or empty
 */
public record Effect(Kind kind, String slot, String detail) {

    /** What can happen to racks and parts. */
    public enum Kind {
        RACK_AT,
        PART_HELD,
        HAND_EMPTY,
        PART_SEATED,
        PART_EXTRACTED,
        LATCHED,
        UNLATCHED,
        CLAMPED,
        UNCLAMPED,
        COUPLING_LEAKS,
        SCREWS_DRIVEN,
        SCREWS_LOOSENED,
        LEAK_TESTED,
        FILLED,
        DRAINED,
        POWERED,
        UNPOWERED,
        MEASURED
    }

    public static Effect of(Kind kind) {
        return new Effect(kind, "", "");
    }

    public static Effect of(Kind kind, String slot, String detail) {
        return new Effect(kind, slot, detail);
    }

    /** As the ledger writes it: {@code PART_SEATED:C07:SN-1}. */
    @Override
    public String toString() {
        return kind + ":" + slot + ":" + detail;
    }

    static Effect parse(String text) {
        String[] parts = text.split(":", 3);
        return new Effect(Kind.valueOf(parts[0]), parts[1], parts[2]);
    }
}
