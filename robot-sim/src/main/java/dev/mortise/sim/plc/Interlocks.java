package dev.mortise.sim.plc;

import java.util.Optional;

/**
 * The operational interlocks of a simulated cell: its compressed air, and the fixture that is kept closed by it. The second falls
 * after the first, so that there is a first-out to be seen.
 */
final class Interlocks {

    static final String AIR = "air pressure";
    static final String FIXTURE = "fixture closed";

    /** What is left in its hoses keeps a fixture closed: long enough that nobody reads both in one look. */
    static final long RESERVE_MILLIS = 2_000;

    private final Image image;
    private boolean air = true;
    private boolean fixture = true;
    private boolean cleared = true;
    private long failedAt;
    private long backAt;

    Interlocks(Image image) {
        this.image = image;
        image.show("Interlocks/Names", new String[] {AIR, FIXTURE});
        show();
    }

    /** The air fails for so long; failing already, it comes back that much later. */
    void airFails(long nowMillis, long millis) {
        failedAt = air ? nowMillis : failedAt;
        air = false;
        backAt = nowMillis + millis;
    }

    /** Somebody was at the cell: what opened may close again. */
    void unitCleared() {
        cleared = true;
    }

    /** One scan; true when something is shown that was not. */
    boolean scan(long nowMillis) {
        if (!air && fixture && nowMillis - failedAt >= RESERVE_MILLIS) {
            fixture = false;
            cleared = false;
        }
        air = air || nowMillis >= backAt;
        fixture = fixture || (air && cleared);
        return show();
    }

    /** The first that is open, in one sentence. */
    Optional<String> open() {
        if (!air) {
            return Optional.of("no " + AIR);
        }
        return fixture ? Optional.empty() : Optional.of("not " + FIXTURE + "; abort and clear the unit");
    }

    private boolean show() {
        Boolean[] before = (Boolean[]) image.read("Interlocks/Satisfied");
        boolean changed = before.length != 2 || before[0] != air || before[1] != fixture;
        if (changed) {
            image.show("Interlocks/Satisfied", new Boolean[] {air, fixture});
        }
        return changed;
    }
}
