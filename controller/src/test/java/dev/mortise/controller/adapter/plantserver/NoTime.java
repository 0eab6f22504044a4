package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.port.Time;
import java.time.Duration;
import java.time.Instant;

/** A clock that counts nothing, however long the machine takes. */
final class NoTime implements Time {

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public Duration uptime() {
        return Duration.ZERO;
    }
}
