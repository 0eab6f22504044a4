package dev.mortise.controller.adapter.plantserver.mapping;

/** What the methods of results say of what was not done; OPC 40001-101 leaves numbers below 0 to us. */
public enum ResultError {
    NONE(0),
    /** there is no result of this id */
    UNKNOWN(-1),
    /** a rack's history could not be read from the store: what is answered is not all there is */
    UNREAD(-2),
    /** the request cannot be read as what the method takes, or filters by what results cannot be filtered by */
    INVALID(-3),
    /** there are more than one answer holds: those answered are the first of them */
    TOO_MANY(-4),
    /** the acknowledgement could not be written */
    NOT_KEPT(-5);

    private final int number;

    ResultError(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
