package dev.mortise.sim.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Faults that somebody asked for: each strikes a number of times where it matches. */
public final class Faults {

    /** What can be made to go wrong. */
    public enum Kind {
        OVERFORCE,
        EARLY_CONTACT,
        LEAK,
        TORQUE_LOW,
        CROSS_THREAD,
        VISION_REJECT,
        NOT_LATCHED,
        LINK_DOWN,
        STATION_FAULT
    }

    private static final List<String> KEYS = List.of("cell", "op", "slot", "kind", "times");

    private final List<Fault> faults = new ArrayList<>();
    private final List<String> cells;

    /** For a plant whose cells have these ids. */
    public Faults(List<String> cells) {
        this.cells = List.copyOf(cells);
    }

    /** One order for trouble; an empty cell, operation or slot matches any. */
    private static final class Fault {
        private final Map<String, String> where;
        private final Kind kind;
        private int left;

        Fault(Map<String, String> where, Kind kind, int times) {
            this.where = where;
            this.kind = kind;
            this.left = times;
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

    /** Takes {@code cell=TRAY-A op=insert-compute-tray slot=C07 kind=overforce times=1}. */
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
        faults.add(new Fault(values, kind(text, values), times(text, values)));
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

    private static int times(String text, Map<String, String> values) throws BadFault {
        String times = values.getOrDefault("times", "1");
        if (!times.matches("[1-9][0-9]{0,8}")) {
            throw new BadFault("fault '" + text + "': times is '" + times + "'; expected a whole number from 1 on");
        }
        return Integer.parseInt(times);
    }

    /** True when such a fault strikes here now; it is used up by one. */
    boolean strikes(Kind kind, String cell, String operation, String slot) {
        return take(kind, cell, operation, slot).isPresent();
    }

    /** The slot a leak was ordered for, when one strikes here now. */
    Optional<String> leakSlot(String cell, String operation) {
        return take(Kind.LEAK, cell, operation, "").map(fault -> fault.where.getOrDefault("slot", ""));
    }

    private synchronized Optional<Fault> take(Kind kind, String cell, String operation, String slot) {
        for (Fault fault : faults) {
            if (fault.kind == kind && fault.matches(cell, operation, slot)) {
                fault.left--;
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
