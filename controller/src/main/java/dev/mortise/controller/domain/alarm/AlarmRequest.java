package dev.mortise.controller.domain.alarm;

import java.time.Instant;
import java.util.Optional;

/** What a person may ask of an alarm. */
public sealed interface AlarmRequest {

    /**
     * I know of it.
     *
     * @param raisedAt of the alarm that was seen; empty where whoever acknowledges does not say
     */
    record Acknowledge(String comment, Optional<Instant> raisedAt) implements AlarmRequest {}

    /**
     * What it asked for was done.
     *
     * @param raisedAt of the alarm that was seen; empty where whoever confirms does not say
     */
    record Confirm(String comment, Optional<Instant> raisedAt) implements AlarmRequest {}

    /** I do not want to be told of it for so long. */
    record Shelve(int minutes, String reason) implements AlarmRequest {}

    /** I do not want to be told of it until it comes anew; for a shift at most. */
    record ShelveUntilGone(String reason) implements AlarmRequest {}

    /** Tell me again. */
    record Unshelve() implements AlarmRequest {}

    /** Others should know this of it. */
    record Comment(String comment) implements AlarmRequest {}
}
