package dev.mortise.sim.wire;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How bad a wire is to be.
 *
 * @param ways that are bad; the others are good
 * @param shares of all datagrams or pieces that meet a fault, each from 0 to 1; of all connections for {@link WireFault#REFUSE}
 * @param delay how much later what is delayed comes
 * @param burst how many datagrams in a row are lost, from 1 on
 * @param outage how long a cut or a hang lasts
 */
public record WireOrder(
        Set<Direction> ways, Map<WireFault, Double> shares, Duration delay, int burst, Duration outage) {

    /** Ten cycles of a robot at 500 Hz, and slow for a local network. */
    public static final Duration DELAY = Duration.ofMillis(20);

    /** Longer than a link takes to see a hang, shorter than a PLC takes to hold its unit. */
    public static final Duration OUTAGE = Duration.ofMillis(1_500);

    public WireOrder {
        ways = Set.copyOf(ways);
        shares = Map.copyOf(shares);
    }

    /** Both ways alike, with the usual delay and outage. */
    public static WireOrder of(Map<WireFault, Double> shares) {
        return new WireOrder(Set.of(Direction.values()), shares, DELAY, 1, OUTAGE);
    }

    double share(Direction way, WireFault fault) {
        return !ways.contains(way) ? 0 : shares.getOrDefault(fault, 0.0);
    }
}
