package dev.mortise.controller.adapter.realtime;

/** Share of a robot's last cycles of which a state came. */
final class Quality {

    /** A link whose states are lost is seen within a tenth of a second at 500 Hz. */
    private static final int CYCLES = 50;

    private int first;
    private int states;
    private double share;

    void restart() {
        states = 0;
    }

    void heard(int cycle) {
        if (states == 0 || cycle - first < 0) {
            first = cycle;
            states = 0;
        }
        states++;
        int cycles = cycle - first + 1;
        if (cycles >= CYCLES) {
            share = Math.min(1, states / (double) cycles);
            states = 0;
        } else if (share == 0) {
            share = Math.min(1, states / (double) cycles);
        }
    }

    double share() {
        return share;
    }
}
