package dev.mortise.controller.adapter.bench;

import java.util.Locale;

/**
 * What figures mean for robots.
 *
 * @param reason a sentence, with the figures that decided
 */
record Verdict(Grade grade, String reason) {

    /** Share of late answers up to which a link counts as good: a robot bridges each by itself, and few follow each other. */
    static final double GOOD_PERCENT = 0.3;

    /** Franka's control interface warns below 95 % answered in time; the horizon bridges what is late up to there. */
    static final double BRIDGED_PERCENT = 5;

    /** From good to bad. */
    enum Grade {
        FIT("fit"),
        BRIDGED("usable, robots bridge it"),
        UNFIT("not fit");

        private final String words;

        Grade(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * Judges the engine's figures beside those of the floor.
     *
     * @param horizonCycles so many cycles a robot goes on without an answer
     */
    static Verdict of(Measured engine, Measured floor, int horizonCycles) {
        Grade grade = grade(engine, horizonCycles);
        if (grade == Grade.FIT) {
            return new Verdict(grade, late(engine) + "; " + longest(engine, horizonCycles));
        }
        return new Verdict(grade, late(engine) + "; " + longest(engine, horizonCycles) + "; " + cause(engine, floor));
    }

    private static Grade grade(Measured measured, int horizonCycles) {
        if (measured.unanswered() > 0
                || measured.longestCycles() >= horizonCycles
                || measured.missedPercent() > BRIDGED_PERCENT) {
            return Grade.UNFIT;
        }
        return measured.missedPercent() > GOOD_PERCENT ? Grade.BRIDGED : Grade.FIT;
    }

    private static String late(Measured measured) {
        return String.format(Locale.ROOT, "%.2f %% late", measured.missedPercent());
    }

    private static String longest(Measured measured, int horizonCycles) {
        if (measured.unanswered() > 0) {
            return measured.unanswered() + " never answered";
        }
        long cycles = measured.longestCycles();
        if (cycles >= horizonCycles) {
            return "one took " + cycles + " cycles, a robot with a horizon of " + horizonCycles + " would have stopped";
        }
        return cycles == 0
                ? "none took a whole cycle"
                : "the longest took " + cycles + " of " + horizonCycles + " cycles";
    }

    /** A machine that does not even echo in time is not helped by another controller. */
    private static String cause(Measured engine, Measured floor) {
        String late = " (" + late(floor) + ", its longest " + floor.longestCycles() + " cycles)";
        if (floor.missedPercent() * 2 >= engine.missedPercent()) {
            return "the bare echo does hardly better" + late + ": it is the machine, or other work on it";
        }
        return floor.missedPercent() > GOOD_PERCENT
                ? "the bare echo is late at times, too" + late + ": the machine has a part in it"
                : "the bare echo kept up" + late + ": fewer robots, a longer cycle or a quicker core";
    }
}
