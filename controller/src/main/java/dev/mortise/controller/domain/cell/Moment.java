package dev.mortise.controller.domain.cell;

import java.time.Duration;
import java.time.Instant;

/**
 * An instant by both clocks of a machine.
 *
 * @param now by the wall clock: for records alone; people and time servers set it back and forth
 * @param uptime by the clock that only runs, from an arbitrary beginning: for durations
 */
public record Moment(Instant now, Duration uptime) {

    /** Time that really passed since then. */
    Duration since(Duration earlierUptime) {
        return uptime.minus(earlierUptime);
    }
}
