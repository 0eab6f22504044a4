package dev.mortise.controller.port;

import dev.mortise.controller.domain.alarm.AlarmRequest;
import dev.mortise.controller.domain.line.RackAct;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What people and plant systems may ask of the controller. Every answer is a reply; a refusal carries its reason. */
public interface Desk {

    /**
     * One rack as somebody wants it.
     *
     * @param rack serial wanted, or empty to have one given
     * @param type id of a rack type
     * @param mayStart whether it may enter the line; if not, somebody has to allow it
     * @param priority higher ones go first; 0 unless somebody says otherwise
     */
    record Order(String rack, String type, boolean mayStart, int priority) {

        /** To be built when its turn comes. */
        public static Order of(String rack, String type) {
            return new Order(rack, type, true, 0);
        }
    }

    CompletionStage<Reply> order(Order order, String by);

    /** Does something with a rack that is ordered. */
    CompletionStage<Reply> act(RackId rack, RackAct act, String by);

    CompletionStage<Reply> hold(CellId cell, String reason, String by);

    CompletionStage<Reply> unhold(CellId cell, String by);

    /**
     * Sets how much of their velocity the cell's robots may use, until it is set again.
     *
     * @param percent 0 to 100
     */
    CompletionStage<Reply> speed(CellId cell, int percent, String by);

    CompletionStage<Reply> abort(CellId cell, String reason, String by);

    CompletionStage<Reply> clear(CellId cell, String by);

    /** Answers an open question with one of its choices. */
    CompletionStage<Reply> answer(String question, String choice, String by);

    /**
     * Acknowledges, confirms, shelves or takes back an alarm.
     *
     * @param alarm its name, {@code TRAY-A.LINK_DOWN}
     */
    CompletionStage<Reply> alarm(String alarm, AlarmRequest request, String by);

    /**
     * The history of any rack that was ever ordered, of one that has left the line too; empty when there is none. Fails
     * when it cannot be read; the message says why.
     */
    CompletionStage<Optional<RackBuild>> record(RackId rack);

    sealed interface Reply {
        /** Durably stored; the subject is what it became: the rack's serial, the cell, the question, the alarm. */
        record Accepted(String subject) implements Reply {}

        /** Nothing was changed. */
        record Refused(String reason) implements Reply {}

        /** Nobody answered in time: whether anything was changed is not known. */
        record Unanswered(String reason) implements Reply {}
    }
}
