package dev.mortise.controller.domain.job;

import static dev.mortise.controller.domain.job.JobState.ABORTED;
import static dev.mortise.controller.domain.job.JobState.ALLOWED_TO_START;
import static dev.mortise.controller.domain.job.JobState.ENDED;
import static dev.mortise.controller.domain.job.JobState.INTERRUPTED;
import static dev.mortise.controller.domain.job.JobState.NOT_ALLOWED_TO_START;
import static dev.mortise.controller.domain.job.JobState.RUNNING;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Methods of a job order receiver, OPC 10031-4 v2.0, and from which states each may be called. */
public enum JobAct {
    STORE,
    STORE_AND_START,
    START,
    REVOKE_START,
    UPDATE,
    PAUSE,
    RESUME,
    STOP,
    ABORT,
    CANCEL,
    CLEAR;

    /** Whether it brings a new order instead of naming one that is there. */
    public boolean brings() {
        return this == STORE || this == STORE_AND_START;
    }

    /**
     * Why it is refused before anything is asked of the line; empty when it is not.
     *
     * @param order state of the order it names; empty when there is none
     */
    public Optional<JobAnswer> refusal(Optional<JobState> order) {
        if (brings() && order.isPresent()) {
            return Optional.of(JobAnswer.ID_USED);
        }
        if (!brings() && order.isEmpty()) {
            return Optional.of(JobAnswer.UNKNOWN_ORDER);
        }
        if (!brings() && !order.map(from()::contains).orElse(false)) {
            return Optional.of(JobAnswer.WRONG_STATE);
        }
        return Optional.empty();
    }

    private Set<JobState> from() {
        return switch (this) {
            case STORE, STORE_AND_START -> EnumSet.noneOf(JobState.class);
            case START -> EnumSet.of(NOT_ALLOWED_TO_START);
            case REVOKE_START -> EnumSet.of(ALLOWED_TO_START);
            case UPDATE, CANCEL -> EnumSet.of(NOT_ALLOWED_TO_START, ALLOWED_TO_START);
            case PAUSE -> EnumSet.of(RUNNING);
            case RESUME -> EnumSet.of(INTERRUPTED);
            case STOP -> EnumSet.of(RUNNING, INTERRUPTED);
            case ABORT -> EnumSet.of(NOT_ALLOWED_TO_START, ALLOWED_TO_START, RUNNING, INTERRUPTED);
            case CLEAR -> EnumSet.of(ENDED, ABORTED);
        };
    }
}
