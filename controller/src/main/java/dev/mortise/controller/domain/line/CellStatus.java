package dev.mortise.controller.domain.line;

import dev.mortise.controller.domain.cause.Cause;
import java.util.Optional;

/**
 * What the line has to know of a cell to give it work.
 *
 * @param cause why it is not available; empty when it is
 * @param executing true while it has work in hand
 */
public record CellStatus(Optional<Cause> cause, boolean executing) {

    static CellStatus unheard(String cell) {
        return new CellStatus(
                Optional.of(Cause.root(
                        Cause.Kind.NOT_HEARD_YET,
                        cell,
                        "nothing was heard of it yet",
                        "the controller has just started; it takes a moment")),
                false);
    }

    public boolean available() {
        return cause.isEmpty();
    }
}
