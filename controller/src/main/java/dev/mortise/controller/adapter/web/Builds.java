package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Desk;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** What is known of racks, wherever they are by now. */
record Builds(Board board, Desk desk) {

    static Builds of(Web.Setup setup) {
        return new Builds(setup.board(), setup.desk());
    }

    /** Of a rack on the line from the board, of one that has left since from the store. */
    Optional<RackBuild> known(RackId id) throws Problem {
        Optional<RackBuild> onLine = board.build(id);
        try {
            return onLine.isPresent()
                    ? onLine
                    : desk.record(id).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new Problem(Timelines.UNAVAILABLE, "the history of " + id + " cannot be read now: " + e.getCause());
        }
    }
}
