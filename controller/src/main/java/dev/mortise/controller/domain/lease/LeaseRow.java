package dev.mortise.controller.domain.lease;

import java.time.Duration;
import java.util.Optional;

/**
 * The lease as a store keeps it, by the store's clock, given as the time since any fixed point. What postgresql-1.sql and the
 * statements of the PostgreSQL store do in SQL, said once in words of the domain; one contract test holds both.
 *
 * @param holder a name that no other start of any controller ever had
 * @param who for people
 * @param epoch grows with every holder
 * @param until from then on another may have it
 */
public record LeaseRow(String holder, String who, long epoch, Duration until) {

    /** Empty while another has it. The same holder, too, has to wait and gets a new epoch. */
    public static Optional<LeaseRow> taken(Optional<LeaseRow> before, String holder, String who, Duration now) {
        return before.filter(row -> row.until.compareTo(now) >= 0).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new LeaseRow(holder, who, before.map(LeaseRow::epoch).orElse(0L) + 1, now.plus(Terms.TTL)));
    }

    /** Empty when it is another's, or had run out already. */
    public Optional<LeaseRow> renewed(String asking, Duration now) {
        return holder.equals(asking) && until.compareTo(now) > 0
                ? Optional.of(new LeaseRow(holder, who, epoch, now.plus(Terms.TTL)))
                : Optional.empty();
    }

    /** Free at once, where it was the holder's. */
    public LeaseRow released(String asking, Duration now) {
        return holder.equals(asking) ? new LeaseRow(holder, who, epoch, now.minusMillis(1)) : this;
    }

    /** The fence: whether events of a writer with this epoch are let into the journals. */
    public boolean admits(long writerEpoch) {
        return writerEpoch == epoch;
    }
}
