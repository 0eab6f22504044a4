package dev.mortise.controller.adapter.store;

import dev.mortise.controller.domain.lease.Candidacy;
import dev.mortise.controller.domain.lease.LeaseRow;
import dev.mortise.controller.port.LeaseTable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The lease in memory, on a clock that the owner of this turns. */
public final class SimulatedLease implements LeaseTable {

    private final Supplier<Duration> clock;
    private Optional<LeaseRow> row = Optional.empty();

    /** The clock is the store's: the time since any fixed point. */
    public SimulatedLease(Supplier<Duration> clock) {
        this.clock = clock;
    }

    @Override
    public OptionalLong take(String holder, String who) {
        Optional<LeaseRow> taken = LeaseRow.taken(row, holder, who, clock.get());
        row = taken.isPresent() ? taken : row;
        return taken.map(now -> OptionalLong.of(now.epoch())).orElse(OptionalLong.empty());
    }

    @Override
    public boolean renew(String holder) {
        Optional<LeaseRow> renewed = row.flatMap(now -> now.renewed(holder, clock.get()));
        row = renewed.isPresent() ? renewed : row;
        return renewed.isPresent();
    }

    @Override
    public Optional<Candidacy.Held> held() {
        return row.map(now -> new Candidacy.Held(now.who(), now.until().toString()));
    }

    @Override
    public void release(String holder) {
        row = row.map(now -> now.released(holder, clock.get()));
    }

    /** The fence in front of the journals. */
    public boolean admits(long epoch) {
        return row.filter(now -> now.admits(epoch)).isPresent();
    }
}
