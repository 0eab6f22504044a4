package dev.mortise.sim.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which wires of a plant are to be bad, and how. */
public final class WireOrders {

    /** All PLCs, or all robots. */
    private static final String PLCS = "plcs";

    private static final String ROBOTS = "robots";
    private static final List<String> KEYS = List.of("to", "way", "burst", "delay_ms", "outage_ms");
    private static final int BURST_MAX = 1_000;
    private static final int MILLIS_MAX = 60_000;

    private final List<String> plcs;
    private final List<String> robots;
    private final Map<String, WireOrder> orders = new LinkedHashMap<>();

    /**
     * For a plant with these.
     *
     * @param plcs ids of the cells
     */
    public WireOrders(List<String> plcs, List<String> robots) {
        this.plcs = List.copyOf(plcs);
        this.robots = List.copyOf(robots);
    }

    /** All wires are good. */
    public static WireOrders none() {
        return new WireOrders(List.of(), List.of());
    }

    /** The order for the wire to this PLC or robot; nothing when it is to be good. */
    public Optional<WireOrder> to(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    /** Takes {@code to=HV-1 loss=0.02 burst=3 duplicate=0.01} or {@code to=plcs reset=0.001}; a later one replaces an earlier one. */
    public void order(String text) throws BadWire {
        Reading reading = new Reading(text, new LinkedHashMap<>());
        for (String word : text.trim().split("\\s+", -1)) {
            int equals = word.indexOf('=');
            if (equals < 0 || !isKey(word.substring(0, equals))) {
                throw reading.bad("found '" + word + "'; expected key=value with a key of " + allKeys());
            }
            reading.values().put(word.substring(0, equals), word.substring(equals + 1));
        }
        String to = reading.values().getOrDefault("to", "");
        List<String> ids = ids(reading, to);
        WireOrder order = new WireOrder(
                reading.ways(),
                reading.shares(to.equals(ROBOTS) || robots.contains(to)),
                reading.millis("delay_ms", WireOrder.DELAY),
                reading.whole("burst", 1, BURST_MAX),
                reading.millis("outage_ms", WireOrder.OUTAGE));
        ids.forEach(id -> orders.put(id, order));
    }

    private List<String> ids(Reading reading, String to) throws BadWire {
        if (to.equals(PLCS) || to.equals(ROBOTS)) {
            return to.equals(PLCS) ? plcs : robots;
        }
        if (!plcs.contains(to) && !robots.contains(to)) {
            throw reading.bad("to is '" + to + "'; expected " + PLCS + ", " + ROBOTS + ", a cell of " + plcs
                    + " or a robot of " + robots);
        }
        return List.of(to);
    }

    private static boolean isKey(String key) {
        return allKeys().contains(key);
    }

    private static List<String> allKeys() {
        List<String> keys = new ArrayList<>(KEYS);
        Arrays.stream(WireFault.values()).map(WireFault::word).forEach(keys::add);
        return keys;
    }

    /** The words of one order. */
    private record Reading(String text, Map<String, String> values) {

        BadWire bad(String what) {
            return new BadWire("wire '" + text + "': " + what);
        }

        Set<Direction> ways() throws BadWire {
            String way = values.getOrDefault("way", "both");
            Set<Direction> ways = Arrays.stream(Direction.values())
                    .filter(direction -> way.equals("both") || way.equals(direction.word()))
                    .collect(Collectors.toSet());
            if (ways.isEmpty()) {
                throw bad("way is '" + way + "'; expected both, to-equipment or from-equipment");
            }
            return ways;
        }

        Map<WireFault, Double> shares(boolean ofRobots) throws BadWire {
            Map<WireFault, Double> shares = new EnumMap<>(WireFault.class);
            for (WireFault fault : WireFault.values()) {
                String share = values.getOrDefault(fault.word(), "");
                if (share.isEmpty() && !values.containsKey(fault.word())) {
                    continue;
                }
                if (!(ofRobots ? fault.ofDatagrams() : fault.ofStreams())) {
                    throw bad("a wire to a " + (ofRobots ? "robot" : "PLC") + " knows no " + fault.word()
                            + "; expected some of " + possible(ofRobots));
                }
                if (!share.matches("0?\\.[0-9]{1,9}|1(\\.0)?") || Double.parseDouble(share) == 0) {
                    throw bad(fault.word() + " is '" + share
                            + "'; expected the share that meets it, above 0 and up to 1, like 0.02");
                }
                shares.put(fault, Double.parseDouble(share));
            }
            if (shares.isEmpty()) {
                throw bad("no fault is named; expected some of " + possible(ofRobots) + ", like "
                        + possible(ofRobots).get(0) + "=0.02");
            }
            return shares;
        }

        private static List<String> possible(boolean ofRobots) {
            return Arrays.stream(WireFault.values())
                    .filter(fault -> ofRobots ? fault.ofDatagrams() : fault.ofStreams())
                    .map(WireFault::word)
                    .toList();
        }

        Duration millis(String key, Duration otherwise) throws BadWire {
            return Duration.ofMillis(whole(key, (int) otherwise.toMillis(), MILLIS_MAX));
        }

        int whole(String key, int otherwise, int most) throws BadWire {
            String value = values.getOrDefault(key, Integer.toString(otherwise));
            if (!value.matches("[1-9][0-9]{0,5}") || Integer.parseInt(value) > most) {
                throw bad(key + " is '" + value
                        + String.format(Locale.ROOT, "'; expected a whole number from 1 to %d", most));
            }
            return Integer.parseInt(value);
        }
    }
}
