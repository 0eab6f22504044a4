package dev.mortise.controller.adapter.access;

import dev.mortise.controller.port.Time;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until a test moves it. */
public final class MovedClock implements Time {

    private volatile Duration uptime = Duration.ofDays(3);

    @Override
    public Instant instant() {
        return Instant.parse("2026-11-26T12:00:00Z");
    }

    @Override
    public Duration uptime() {
        return uptime;
    }

    public void move(Duration by) {
        uptime = uptime.plus(by);
    }
}
