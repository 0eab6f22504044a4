package dev.mortise.controller.port;

import dev.mortise.controller.domain.cell.Moment;
import java.time.Duration;
import java.time.Instant;

/** The two clocks of the machine. */
public interface Time {

    /** The wall clock: what stands in records. It jumps when somebody sets it. */
    Instant instant();

    /** Time since an arbitrary beginning, on a clock that nobody sets. */
    Duration uptime();

    default Moment moment() {
        return new Moment(instant(), uptime());
    }

    /** This machine's. */
    static Time ofTheMachine() {
        return new Time() {
            @Override
            public Instant instant() {
                return Instant.now();
            }

            @Override
            public Duration uptime() {
                return Duration.ofNanos(System.nanoTime());
            }
        };
    }
}
