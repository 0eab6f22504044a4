package dev.mortise.controller.domain.lease;

import java.time.Duration;
import java.util.Optional;

/**
 * What the holder of a lease may count on, by its own monotonic clock, given as the time since any fixed point. It counts from
 * before it asked, gives up before the store does, and once over stays over: an answer that comes later does not revive it.
 *
 * @param epoch grows with every holder; commands and events of an earlier one are refused
 * @param until from then on the lease is gone, whatever the store says
 * @param ended why it is over; empty while it is not known to be
 */
public record Tenure(long epoch, Duration until, Optional<String> ended) {

    public static Tenure granted(long epoch, Duration asked) {
        return new Tenure(epoch, end(asked), Optional.empty());
    }

    private static Duration end(Duration asked) {
        return asked.plus(Terms.TTL).minus(Terms.MARGIN);
    }

    /** The store prolonged it; {@code asked} is when it was asked to, {@code now} when the answer is here. */
    public Tenure renewed(Duration asked, Duration now) {
        Tenure seen = at(now);
        return seen.ended.isPresent() ? seen : new Tenure(epoch, end(asked), Optional.empty());
    }

    /** The store says that the lease is another's, or free. */
    public Tenure refused(String holder) {
        return over("another controller took the lease of the store (" + holder + ")");
    }

    public Tenure at(Duration now) {
        return now.compareTo(until) > 0
                ? over("the lease of the store ran out; the database did not renew it in time")
                : this;
    }

    private Tenure over(String why) {
        return ended.isPresent() ? this : new Tenure(epoch, until, Optional.of(why));
    }
}
