package dev.mortise.controller.domain.cell;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long a unit has been in which mode and state. Times nobody observed, while its PLC was silent, are counted nowhere.
 *
 * @param now where it is; empty while its PLC is silent
 * @param enteredMode when it came into its mode, by uptime
 * @param enteredState when it came into its state in this mode, by uptime
 * @param seen until when it is counted, by uptime
 * @param sums of what has passed, in each mode and state
 */
public record UnitTimes(
        Optional<Place> now, Duration enteredMode, Duration enteredState, Duration seen, Map<Place, Duration> sums) {

    /** Of {@link UnitState#number()}. */
    private static final int STATES = UnitState.values().length + 1;

    private static final int MODES = UnitMode.values().length;

    public static final UnitTimes NOTHING_SEEN =
            new UnitTimes(Optional.empty(), Duration.ZERO, Duration.ZERO, Duration.ZERO, Map.of());

    /** A mode with a state. */
    public record Place(UnitMode mode, UnitState state) {}

    public UnitTimes {
        sums = Map.copyOf(sums);
    }

    /** Where the unit is at this uptime; empty when its PLC is silent. */
    public UnitTimes at(Optional<Place> place, Duration uptime) {
        Map<Place, Duration> counted = new HashMap<>(sums);
        now.ifPresent(was -> counted.merge(was, uptime.minus(seen), Duration::plus));
        boolean sameState = place.isPresent() && place.equals(now);
        boolean sameMode = place.isPresent() && place.map(Place::mode).equals(now.map(Place::mode));
        return new UnitTimes(
                place, sameMode ? enteredMode : uptime, sameState ? enteredState : uptime, uptime, counted);
    }

    /** By the mode's number: seconds since it came into its mode; 0 for all others. */
    public int[] modeCurrent() {
        int[] seconds = new int[MODES];
        now.ifPresent(place -> seconds[place.mode().number()] = seconds(seen.minus(enteredMode)));
        return seconds;
    }

    /** By the mode's number: seconds altogether. */
    public int[] modeCumulative() {
        Duration[] sum = new Duration[MODES];
        Arrays.fill(sum, Duration.ZERO);
        sums.forEach(
                (place, time) -> sum[place.mode().number()] = sum[place.mode().number()].plus(time));
        return Arrays.stream(sum).mapToInt(UnitTimes::seconds).toArray();
    }

    /** By the numbers of mode and state: seconds since it came into its state; 0 for all others. */
    public int[][] stateCurrent() {
        int[][] seconds = new int[MODES][STATES];
        now.ifPresent(
                place -> seconds[place.mode().number()][place.state().number()] = seconds(seen.minus(enteredState)));
        return seconds;
    }

    /** By the numbers of mode and state: seconds altogether. */
    public int[][] stateCumulative() {
        int[][] seconds = new int[MODES][STATES];
        sums.forEach(
                (place, time) -> seconds[place.mode().number()][place.state().number()] = seconds(time));
        return seconds;
    }

    /** Whole seconds that have passed. */
    private static int seconds(Duration time) {
        return (int) Math.min(Integer.MAX_VALUE, time.toSeconds());
    }
}
