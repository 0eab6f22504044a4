package dev.mortise.sim.wire;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Fates drawn from a seed by their share. Whether a fault strikes the n-th datagram depends on the seed, the way, the fault
 * and n alone: not on the other faults that are ordered, and not on when it comes.
 */
public final class SeededFates implements Fates {

    private final WireOrder order;
    private final Map<Direction, Seeds> seeds = new EnumMap<>(Direction.class);

    /** Where the numbers of one way begin. */
    private record Seeds(Map<WireFault, Long> faults, long drawn) {}

    public SeededFates(long seed, WireOrder order) {
        this.order = order;
        SplittableRandom random = new SplittableRandom(seed);
        for (Direction direction : Direction.values()) {
            Map<WireFault, Long> faults = new EnumMap<>(WireFault.class);
            for (WireFault fault : WireFault.values()) {
                faults.put(fault, random.nextLong());
            }
            seeds.put(direction, new Seeds(faults, random.nextLong()));
        }
    }

    @Override
    public Fate of(Direction direction, long number, ByteBuffer content) {
        Seeds way = Objects.requireNonNull(seeds.get(direction));
        Set<WireFault> struck = EnumSet.noneOf(WireFault.class);
        way.faults().forEach((fault, seed) -> {
            if (strikes(order.share(direction, fault), fault == WireFault.LOSS ? order.burst() : 1, seed, number)) {
                struck.add(fault);
            }
        });
        return struck.isEmpty() ? Fate.PASSES : new Fate(struck, drawn(way.drawn(), number));
    }

    @Override
    public Duration delay() {
        return order.delay();
    }

    @Override
    public Duration outage() {
        return order.outage();
    }

    private static boolean strikes(double share, int burst, long seed, long number) {
        for (long begin = Math.max(0, number - burst + 1); begin <= number && share > 0; begin++) {
            if (drawn(seed, begin) < share) {
                return true;
            }
        }
        return false;
    }

    private static double drawn(long seed, long number) {
        return new SplittableRandom(seed + number).nextDouble();
    }
}
