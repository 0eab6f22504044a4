package dev.mortise.controller.simulation;

import java.util.SplittableRandom;

/**
 * How hard a run is: drawn per seed, and often with one kind of trouble left out altogether, because one kind can hide
 * another.
 *
 * @param killSeconds mean time between kills of the controller; 0: none
 * @param cutSeconds mean time between cuts of a wire; 0: none
 * @param restartSeconds mean time between restarts of a PLC; 0: none
 * @param coldShare of these restarts lose the PLC's memory
 * @param robotRestartSeconds mean time between restarts of a robot, which forgets its motions; 0: none
 * @param failures weight of part failures and station faults, 0 to 3
 * @param failingWrites share of writes that fail
 * @param holdSeconds mean time between holds by a person; 0: none
 */
record Conditions(
        int racks,
        int killSeconds,
        int cutSeconds,
        int restartSeconds,
        double coldShare,
        int robotRestartSeconds,
        double failures,
        double failingWrites,
        int holdSeconds,
        Wires.Latency latency) {

    private static final long OF_THE_ROBOTS = 0x726f626f7473L;

    /** What robots suffer is drawn beside the rest, so that a seed that has none of it stays the run that it was. */
    static Conditions drawn(Kernel kernel, long seed) {
        SplittableRandom robots = new SplittableRandom(seed ^ OF_THE_ROBOTS);
        return new Conditions(
                1 + kernel.chance.nextInt(3),
                seconds(kernel, 4, 20),
                seconds(kernel, 4, 20),
                seconds(kernel, 8, 30),
                kernel.happens(0.5) ? 0 : 0.5,
                robots.nextBoolean() ? 0 : robots.nextInt(8, 30),
                kernel.happens(0.3) ? 0 : kernel.chance.nextDouble(3),
                kernel.happens(0.7) ? 0 : kernel.chance.nextDouble(0.02),
                seconds(kernel, 8, 30),
                new Wires.Latency(
                        kernel.chance.nextInt(5, 60),
                        kernel.happens(0.5) ? 0 : kernel.chance.nextDouble(0.05),
                        kernel.chance.nextInt(500, 6_000)));
    }

    private static int seconds(Kernel kernel, int low, int high) {
        return kernel.happens(0.3) ? 0 : kernel.chance.nextInt(low, high);
    }
}
