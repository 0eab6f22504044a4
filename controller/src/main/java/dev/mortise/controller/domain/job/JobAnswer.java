package dev.mortise.controller.domain.job;

/** What a method answers. */
public enum JobAnswer {
    DONE("done"),
    UNKNOWN_ORDER("there is no job order of this id"),
    WRONG_STATE("the job order is not in a state for this"),
    NOT_TAKEN("the line does not take the job order"),
    ID_USED("there is or was a job order of this id; nothing was done again"),
    FULL("as many job orders are open as the line takes"),
    NOT_KNOWN("the line did not answer in time: it may have been done; look before repeating it"),
    UNREAD("the history of the rack could not be read; the log says why"),
    INVALID("the request cannot be read as what the method takes");

    private final String words;

    JobAnswer(String words) {
        this.words = words;
    }

    /** For the log. */
    public String words() {
        return words;
    }
}
