package dev.mortise.controller.domain.line;

/**
 * What the line has to know of a cell to give it work.
 *
 * @param whyNot one sentence when it is not available; empty otherwise
 * @param executing true while it has work in hand
 */
public record CellStatus(boolean available, String whyNot, boolean executing) {

    static final CellStatus UNKNOWN = new CellStatus(false, "nothing was heard of it yet", false);
}
