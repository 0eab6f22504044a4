package dev.mortise.controller.adapter.store;

import dev.mortise.controller.port.LeaseTable;
import java.time.Duration;

class SimulatedLeaseTest extends LeaseContract {

    private Duration now = Duration.ofDays(1);
    private final SimulatedLease lease = new SimulatedLease(() -> now);

    @Override
    LeaseTable table() {
        return lease;
    }

    @Override
    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    boolean takesEventOf(long epoch) {
        return lease.admits(epoch);
    }
}
