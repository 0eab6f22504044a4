package dev.mortise.controller.simulation;

import java.time.Duration;

/** How long things take on a wire. */
final class Wires {

    private Wires() {}

    /** Milliseconds; now and then a message comes very late. */
    record Latency(long longestMillis, double lateShare, long lateMillis) {
        Duration draw(Kernel kernel) {
            return kernel.happens(lateShare)
                    ? kernel.between(longestMillis, lateMillis)
                    : kernel.between(1, longestMillis);
        }
    }
}
