package dev.mortise.controller.adapter.bench;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** How late the kernel wakes a thread that sleeps until a time: what a controller with a clock of its own would add to every cycle. */
final class Wakeups {

    private static final int SIGNIFICANT_DIGITS = 3;

    private Wakeups() {}

    static Measured measure(int cycles, long cycleNanos) {
        Histogram lateness = new Histogram(SIGNIFICANT_DIGITS);
        long due = System.nanoTime() + cycleNanos;
        for (int i = 0; i < cycles; i++) {
            long now = System.nanoTime();
            while (now < due) {
                LockSupport.parkNanos(due - now);
                now = System.nanoTime();
            }
            lateness.recordValueWithExpectedInterval(now - due, cycleNanos);
            due = Math.max(due, now) + cycleNanos;
        }
        return new Measured(lateness, cycles, 0, cycleNanos);
    }
}
