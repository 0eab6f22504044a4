package dev.mortise.controller.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How often people hold racks, give them up and keep them from starting, and which. Drawn from a source of its own: a run in
 * which they do nothing of this is what it was before they could.
 */
final class RackTrouble {

    private static final long OF_THE_RACKS = 0x7261636b73L;

    private final SplittableRandom chance;
    private final int racks;
    private final int holdSeconds;
    private final int abandonSeconds;
    private final int keepSeconds;

    RackTrouble(long seed, int racks) {
        this.chance = new SplittableRandom(seed ^ OF_THE_RACKS);
        this.racks = racks;
        this.holdSeconds = seconds(6, 25);
        this.abandonSeconds = seconds(20, 80);
        this.keepSeconds = seconds(4, 20);
    }

    private int seconds(int low, int high) {
        return chance.nextBoolean() ? 0 : chance.nextInt(low, high);
    }

    /** Mean time between holds; 0: none. */
    int holdSeconds() {
        return holdSeconds;
    }

    int abandonSeconds() {
        return abandonSeconds;
    }

    int keepSeconds() {
        return keepSeconds;
    }

    Duration between(long fromMillis, long toMillis) {
        return Duration.ofMillis(chance.nextLong(fromMillis, toMillis));
    }

    String someRack() {
        return "R-" + (1 + chance.nextInt(racks));
    }

    <T> T some(List<T> of) {
        return of.get(chance.nextInt(of.size()));
    }
}
