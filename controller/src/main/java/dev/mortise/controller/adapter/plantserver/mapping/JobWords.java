package dev.mortise.controller.adapter.plantserver.mapping;

import dev.mortise.controller.domain.job.JobAct;
import dev.mortise.controller.domain.job.JobAnswer;
import dev.mortise.controller.domain.job.JobState;

/** A rack's order as a job order of OPC 10031-4 v2.0. */
public final class JobWords {

    private JobWords() {}

    /** ISA95StateDataType; the text is the one that the other doors show. */
    public record State(int number, String text) {}

    public static State state(JobState state) {
        int number = switch (state) {
            case NOT_ALLOWED_TO_START -> 1;
            case ALLOWED_TO_START -> 2;
            case RUNNING -> 3;
            case INTERRUPTED -> 4;
            case ENDED -> 5;
            case ABORTED -> 6;
        };
        return new State(number, state.text());
    }

    /** A method of ISA95JobOrderReceiverObjectType. */
    public static String method(JobAct act) {
        return switch (act) {
            case STORE -> "Store";
            case STORE_AND_START -> "StoreAndStart";
            case START -> "Start";
            case REVOKE_START -> "RevokeStart";
            case UPDATE -> "Update";
            case PAUSE -> "Pause";
            case RESUME -> "Resume";
            case STOP -> "Stop";
            case ABORT -> "Abort";
            case CANCEL -> "Cancel";
            case CLEAR -> "Clear";
        };
    }

    /** ReturnStatus is a map of bits, Annex B.2; 33 and up are the line's own. */
    public static long bits(JobAnswer answer) {
        return switch (answer) {
            case DONE -> bit(0);
            case UNKNOWN_ORDER -> bit(1);
            case WRONG_STATE -> bit(3);
            case NOT_TAKEN -> bit(4);
            case ID_USED -> bit(4) | bit(34);
            case FULL -> bit(4) | bit(35);
            case INVALID -> bit(32);
            case NOT_KNOWN -> bit(32) | bit(36);
            case UNREAD -> bit(32) | bit(37);
        };
    }

    private static long bit(int number) {
        return 1L << number;
    }
}
