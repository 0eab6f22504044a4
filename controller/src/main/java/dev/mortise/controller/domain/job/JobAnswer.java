package dev.mortise.controller.domain.job;

/** What a method answers: ReturnStatus is a map of bits, OPC 10031-4 v2.0, Annex B.2; 33 and up are the line's own. */
public enum JobAnswer {
    DONE(bit(0), "done"),
    UNKNOWN_ORDER(bit(1), "there is no job order of this id"),
    WRONG_STATE(bit(3), "the job order is not in a state for this"),
    NOT_TAKEN(bit(4), "the line does not take the job order"),
    ID_USED(bit(4) | bit(34), "there is or was a job order of this id; nothing was done again"),
    FULL(bit(4) | bit(35), "as many job orders are open as the line takes"),
    NOT_KNOWN(bit(32) | bit(36), "the line did not answer in time: it may have been done; look before repeating it"),
    UNREAD(bit(32) | bit(37), "the history of the rack could not be read; the log says why"),
    INVALID(bit(32), "the request cannot be read as what the method takes");

    private final long bits;
    private final String words;

    JobAnswer(long bits, String words) {
        this.bits = bits;
        this.words = words;
    }

    private static long bit(int number) {
        return 1L << number;
    }

    /** ReturnStatus. */
    public long bits() {
        return bits;
    }

    /** For the log. */
    public String words() {
        return words;
    }
}
