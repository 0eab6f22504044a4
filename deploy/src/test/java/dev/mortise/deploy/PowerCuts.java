package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

/** What was there before each cut and after it. */
final class PowerCuts {
    private final String store;
    private final StringBuilder text = new StringBuilder();
    private int cuts;
    private int lost;
    private int events;
    private int gone;

    PowerCuts(String store) {
        this.store = store;
    }

    void add(int acknowledged, int kept) {
        assertThat(acknowledged).as("events before the cut").isPositive();
        cuts++;
        events += acknowledged;
        gone += Math.max(0, acknowledged - kept);
        lost += kept < acknowledged ? 1 : 0;
        text.append(String.format(Locale.ROOT, "    cut %d: %d acknowledged, %d kept%n", cuts, acknowledged, kept));
    }

    /** Cuts that lost something acknowledged. */
    int lost() {
        return lost;
    }

    void tell() {
        System.out.printf(
                Locale.ROOT,
                "  cut power under %s: %d of %d cuts lost acknowledged events (%d of %d)%n%s",
                store,
                lost,
                cuts,
                gone,
                events,
                text);
    }
}
