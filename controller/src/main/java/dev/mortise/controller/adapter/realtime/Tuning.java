package dev.mortise.controller.adapter.realtime;

import java.util.OptionalInt;

/**
 * How the real-time thread runs; what each choice costs stands in the manual.
 *
 * @param warmUpCycles cycles of a made-up robot before the first session; so long nothing is commanded
 * @param priority of SCHED_FIFO, 1 to 98: before every ordinary thread of the machine; empty: as every other thread
 * @param cpu the one it stays on; empty: any
 * @param silenceMillis without a state for so long, a robot's link is down; 0, as an earlier release tells it: {@link #SILENCE_MILLIS}
 */
public record Tuning(Idle idle, int warmUpCycles, OptionalInt priority, OptionalInt cpu, int silenceMillis) {

    /** A hundred times the longest cycle that is allowed; the robot's own watch is as long again. */
    public static final int SILENCE_MILLIS = 500;

    /** A thread like every other, that is not warmed up. */
    public static final Tuning NONE = new Tuning(Idle.PARK, 0, OptionalInt.empty(), OptionalInt.empty(), 0);

    public Tuning {
        silenceMillis = silenceMillis == 0 ? SILENCE_MILLIS : silenceMillis;
    }

    /** How the thread waits for the robots. */
    public enum Idle {
        /** in the kernel: costs nothing while nothing comes, and a wake-up when something does */
        PARK,
        /** looks again and again, and lets others run between: a core, when nobody else wants it */
        YIELD,
        /** looks again and again: a whole core, which has to be its own */
        SPIN
    }
}
