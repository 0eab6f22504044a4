package dev.mortise.controller.simulation;

import java.util.SplittableRandom;

/**
 * How many controllers a run has, and what befalls them as processes. Drawn beside the other conditions, so that a seed that
 * has one controller on an embedded store stays the run that it was.
 *
 * @param processes 1: on an embedded store; more: on one database, one in charge and the others waiting
 * @param pauseSeconds mean time between pauses of a process; 0: none
 * @param cutOffSeconds mean time between cuts of a process from its database; 0: none
 * @param lateShare of the database's requests and answers come late
 * @param unequalClocks clocks of processes run by up to so much faster or slower than the database's
 */
record Fleet(int processes, int pauseSeconds, int cutOffSeconds, double lateShare, double unequalClocks) {

    /** Such a run costs five times as much as one with a single controller, which starts more seldom. */
    private static final int EVERY = 8;

    private static final long OF_THE_FLEET = 0x6d6f7274697365L;

    static Fleet drawn(long seed) {
        SplittableRandom chance = new SplittableRandom(seed ^ OF_THE_FLEET);
        boolean several = seed % EVERY == 3;
        return several
                ? new Fleet(
                        2 + chance.nextInt(2),
                        seconds(chance),
                        seconds(chance),
                        chance.nextBoolean() ? 0 : chance.nextDouble(0.015),
                        chance.nextBoolean() ? 0 : 0.08)
                : new Fleet(1, 0, 0, 0, 0);
    }

    private static int seconds(SplittableRandom chance) {
        return chance.nextInt(4) == 0 ? 0 : chance.nextInt(6, 25);
    }

    boolean isSeveral() {
        return processes > 1;
    }
}
