package dev.mortise.sim.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Faults that somebody asked for: each strikes where it matches, a number of times, or now and then by its rate. The n-th
 * chance at a place has the same fate in every run with the same seed, whatever happens elsewhere.
 */
public final class Faults {

    /** What can be made to go wrong. */
    public enum Kind {
        OVERFORCE,
        EARLY_CONTACT,
        MISALIGNED,
        SKEWED,
        LEAK,
        TORQUE_LOW,
        CROSS_THREAD,
        VISION_REJECT,
        NOT_LATCHED,
        LINK_DOWN,
        STATION_FAULT,
        AIR_LOSS
    }

    private static final List<String> KEYS = List.of("cell", "op", "slot", "kind", "times", "rate", "seconds");
    private static final String SECONDS = "seconds";

    /** Long enough that what hangs on the air falls, too. */
    private static final String SECONDS_WITHOUT_AIR = "5";

    private static final double MILLIS = 1_000;

    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> chances = new HashMap<>();
    private final List<String> cells;
    private final long seed;

    /** For a plant whose cells have these ids. */
    public Faults(List<String> cells, long seed) {
        this.cells = List.copyOf(cells);
        this.seed = seed;
    }

    /** One order for trouble; an empty cell, operation or slot matches any. */
    private static final class Fault {
        private final Map<String, String> where;
        private final Kind kind;
        private final double rate;
        private int left;

        Fault(Map<String, String> where, Kind kind, int times, double rate) {
            this.where = where;
            this.kind = kind;
            this.left = times;
            this.rate = rate;
        }

        boolean matches(String cell, String operation, String slot) {
            return left > 0 && fits("cell", cell) && fits("op", operation) && (kind == Kind.LEAK || fits("slot", slot));
        }

        private boolean fits(String key, String value) {
            String wanted = where.getOrDefault(key, "");
            return wanted.isEmpty() || wanted.equals(value);
        }
    }

    /** An order that cannot be understood; says what would be right. */
    public static final class BadFault extends Exception {
        private static final long serialVersionUID = 1L;

        BadFault(String message) {
            super(message);
        }
    }

    /** Takes {@code cell=TRAY-A op=insert-compute-tray slot=C07 kind=overforce times=1}, or {@code kind=leak rate=0.02}. */
    public void order(String text) throws BadFault {
        Map<String, String> values = new HashMap<>();
        for (String word : text.trim().split("\\s+", -1)) {
            int equals = word.indexOf('=');
            String key = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 || !KEYS.contains(key)) {
                throw new BadFault(
                        "fault '" + text + "': found '" + word + "'; expected key=value with a key of " + KEYS);
            }
            values.put(key, word.substring(equals + 1));
        }
        String cell = values.getOrDefault("cell", "");
        if (!cell.isEmpty() && !cells.contains(cell)) {
            throw new BadFault("fault '" + text + "': cell is '" + cell + "'; expected one of " + cells);
        }
        Kind kind = kind(text, values);
        checkSeconds(text, kind, values);
        faults.add(new Fault(values, kind, times(text, values), rate(text, values)));
    }

    private static void checkSeconds(String text, Kind kind, Map<String, String> values) throws BadFault {
        String seconds = values.getOrDefault(SECONDS, SECONDS_WITHOUT_AIR);
        if (values.containsKey(SECONDS) && kind != Kind.AIR_LOSS) {
            throw new BadFault(
                    "fault '" + text + "': seconds is '" + seconds + "'; expected none: only air-loss lasts");
        }
        if (!seconds.matches("[0-9]{1,5}(\\.[0-9]{1,3})?") || Double.parseDouble(seconds) == 0) {
            throw new BadFault(
                    "fault '" + text + "': seconds is '" + seconds + "'; expected a number above 0 and below 100000");
        }
    }

    private static Kind kind(String text, Map<String, String> values) throws BadFault {
        String name = values.getOrDefault("kind", "").replace('-', '_').toUpperCase(Locale.ROOT);
        try {
            return Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            List<String> known = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                known.add(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
            throw new BadFault("fault '" + text + "': kind is '" + values.getOrDefault("kind", "")
                    + "'; expected one of " + known);
        }
    }

    /** Once when nothing is said; a rate alone goes on for ever. */
    private static int times(String text, Map<String, String> values) throws BadFault {
        String otherwise = values.containsKey("rate") ? Integer.toString(Integer.MAX_VALUE) : "1";
        String times = values.getOrDefault("times", otherwise);
        if (!times.matches("[1-9][0-9]{0,8}|" + Integer.MAX_VALUE)) {
            throw new BadFault("fault '" + text + "': times is '" + times + "'; expected a whole number from 1 on");
        }
        return Integer.parseInt(times);
    }

    private static double rate(String text, Map<String, String> values) throws BadFault {
        String rate = values.getOrDefault("rate", "1");
        if (!rate.matches("0?\\.[0-9]{1,9}|1(\\.0)?") || Double.parseDouble(rate) == 0) {
            throw new BadFault("fault '" + text + "': rate is '" + rate
                    + "'; expected the share of chances in which it strikes, above 0 and up to 1, like 0.02");
        }
        return Double.parseDouble(rate);
    }

    /** True when such a fault strikes here now; it is used up by one. */
    boolean strikes(Kind kind, String cell, String operation, String slot) {
        return take(kind, cell, operation, slot).isPresent();
    }

    /** The slot a leak was ordered for, when one strikes here now. */
    Optional<String> leakSlot(String cell, String operation) {
        return take(Kind.LEAK, cell, operation, "").map(fault -> fault.where.getOrDefault("slot", ""));
    }

    /** How long the air fails for, in milliseconds, when it fails here now. */
    Optional<Long> airFails(String cell, String operation, String slot) {
        return take(Kind.AIR_LOSS, cell, operation, slot)
                .map(fault -> Double.parseDouble(fault.where.getOrDefault(SECONDS, SECONDS_WITHOUT_AIR)))
                .map(seconds -> Math.round(seconds * MILLIS));
    }

    private synchronized Optional<Fault> take(Kind kind, String cell, String operation, String slot) {
        String place = kind + "/" + cell + "/" + operation + "/" + slot;
        int chance = chances.merge(place, 1, Integer::sum);
        double drawn = new SplittableRandom(seed * World.SEED_STEP + (place + "/" + chance).hashCode()).nextDouble();
        for (Fault fault : faults) {
            if (fault.kind == kind && drawn < fault.rate && fault.matches(cell, operation, slot)) {
                fault.left--;
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
