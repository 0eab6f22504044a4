package dev.mortise.controller.domain.job;

import dev.mortise.controller.domain.rack.Abandonment;
import java.util.List;
import java.util.Optional;

/** Top-level states of a job order, and the transitions between them, OPC 10031-4 v2.0. */
public enum JobState {
    NOT_ALLOWED_TO_START("NotAllowedToStart"),
    ALLOWED_TO_START("AllowedToStart"),
    RUNNING("Running"),
    INTERRUPTED("Interrupted"),
    ENDED("Ended"),
    ABORTED("Aborted");

    private final String text;

    JobState(String text) {
        this.text = text;
    }

    /**
     * The state of an order whose rack is finished.
     *
     * @param abandoned how the rack was given up; empty when it is released
     */
    public static JobState ofFinished(Optional<Abandonment> abandoned) {
        return abandoned.filter(how -> how != Abandonment.STOP).isPresent() ? ABORTED : ENDED;
    }

    /**
     * The state of an order whose rack is being built, or is to be.
     *
     * @param mayStart its rack may enter the line
     * @param onTheLine its rack has entered the line
     * @param waitsForSomebody nothing goes on with it before a person or a device does something
     */
    public static JobState ofRack(boolean mayStart, boolean onTheLine, boolean waitsForSomebody) {
        if (!onTheLine) {
            return mayStart ? ALLOWED_TO_START : NOT_ALLOWED_TO_START;
        }
        return waitsForSomebody ? INTERRUPTED : RUNNING;
    }

    /** The state's name, as every door tells it. */
    public String text() {
        return text;
    }

    /** Whether nothing will be done for the order any more. */
    public boolean over() {
        return this == ENDED || this == ABORTED;
    }

    /** States that one transition leads to. */
    public List<JobState> next() {
        return switch (this) {
            case NOT_ALLOWED_TO_START -> List.of(NOT_ALLOWED_TO_START, ALLOWED_TO_START, ABORTED);
            case ALLOWED_TO_START -> List.of(NOT_ALLOWED_TO_START, ALLOWED_TO_START, RUNNING, ABORTED);
            case RUNNING -> List.of(INTERRUPTED, ENDED, ABORTED);
            case INTERRUPTED -> List.of(RUNNING, ENDED, ABORTED);
            case ENDED, ABORTED -> List.of();
        };
    }

    /**
     * The states an order went through when it was seen here and then there: whoever looks now and then misses those that
     * did not last. Empty when nothing changed, and when no transitions lead there.
     */
    public List<JobState> way(JobState there) {
        if (this == there) {
            return List.of();
        }
        if (next().contains(there)) {
            return List.of(there);
        }
        return next().stream()
                .filter(between -> between != this && between.next().contains(there))
                .findFirst()
                .map(between -> List.of(between, there))
                .orElse(List.of());
    }
}
