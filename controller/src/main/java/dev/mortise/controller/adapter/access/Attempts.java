package dev.mortise.controller.adapter.access;

import dev.mortise.controller.domain.access.LockOut;
import dev.mortise.controller.port.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The count of what was wrong, at all doors together. */
final class Attempts {

    private final Time clock;
    private LockOut lockOut = LockOut.NONE;

    Attempts(Time clock) {
        this.clock = clock;
    }

    /**
     * Asks, when it may be asked. Guesses side by side count, too.
     *
     * @param counted whose count it is
     * @param what more of which are not asked for a while
     * @param wrong asks, and says what is wrong
     * @return empty when nothing is wrong
     */
    Optional<Accounts.Entry> refused(String counted, String what, Supplier<Optional<String>> wrong) {
        Duration now = clock.uptime();
        synchronized (this) {
            Optional<Duration> rest = lockOut.lockedFor(counted, now);
            if (rest.isPresent()) {
                return Optional.of(new Accounts.Entry.Refused(
                        "too many wrong " + what + "; asked again in "
                                + rest.orElseThrow().toSeconds() + " s",
                        false));
            }
            lockOut = lockOut.wrong(counted, now); // taken back when it was right
        }
        Optional<String> why = wrong.get();
        if (why.isPresent()) {
            return why.map(Accounts.Entry.Refused::new);
        }
        synchronized (this) {
            lockOut = lockOut.right(counted);
        }
        return Optional.empty();
    }
}
