package dev.mortise.controller.adapter.history;

/** Of an instant, or of a journal, nothing is known; the message says why, and what would be right. */
public final class Unknown extends Exception {
    private static final long serialVersionUID = 1L;

    public Unknown(String message) {
        super(message);
    }
}
