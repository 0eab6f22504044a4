package dev.mortise.sim.wire;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** What a wire did so far, each way: written by the wire's threads, read by anybody. Each is counted when it is done. */
public final class Tally {

    private final Map<Direction, Counts> counts = new EnumMap<>(Direction.class);

    /** One way's. */
    private static final class Counts {
        private final Map<WireFault, AtomicLong> faults = new EnumMap<>(WireFault.class);
        private final AtomicLong seen = new AtomicLong();
        private final AtomicLong crowdedOut = new AtomicLong();

        Counts() {
            for (WireFault fault : WireFault.values()) {
                faults.put(fault, new AtomicLong());
            }
        }

        AtomicLong of(WireFault fault) {
            return Objects.requireNonNull(faults.get(fault));
        }
    }

    Tally() {
        for (Direction direction : Direction.values()) {
            counts.put(direction, new Counts());
        }
    }

    /** How often a fault struck. */
    public long of(Direction direction, WireFault fault) {
        return way(direction).of(fault).get();
    }

    /** How often a fault struck, both ways together. */
    public long of(WireFault fault) {
        return of(Direction.TO_EQUIPMENT, fault) + of(Direction.FROM_EQUIPMENT, fault);
    }

    /** Datagrams or pieces that were dealt with, whatever became of them; replayed ones and second copies are not counted. */
    public long seen(Direction direction) {
        return way(direction).seen.get();
    }

    /** Datagrams that were dropped because too many were waiting: not what was ordered. */
    public long crowdedOut(Direction direction) {
        return way(direction).crowdedOut.get();
    }

    void count(Direction direction, WireFault fault) {
        way(direction).of(fault).incrementAndGet();
    }

    void countSeen(Direction direction) {
        way(direction).seen.incrementAndGet();
    }

    void countCrowdedOut(Direction direction) {
        way(direction).crowdedOut.incrementAndGet();
    }

    private Counts way(Direction direction) {
        return Objects.requireNonNull(counts.get(direction));
    }

    /** One line: {@code to-equipment 5120 seen, loss 103; from-equipment 5118 seen}. */
    @Override
    public String toString() {
        List<String> ways = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            StringBuilder way = new StringBuilder(direction.word() + " " + seen(direction) + " seen");
            for (WireFault fault : WireFault.values()) {
                long count = of(direction, fault);
                way.append(count == 0 ? "" : ", " + fault.word() + " " + count);
            }
            long crowdedOut = crowdedOut(direction);
            ways.add(way.append(crowdedOut == 0 ? "" : ", crowded out " + crowdedOut)
                    .toString());
        }
        return String.join("; ", ways);
    }
}
