package dev.mortise.controller.domain.line;

import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.RackCommand;
import dev.mortise.controller.domain.rack.RackId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What comes of an act on a rack. Whether it may start is the line's to know, because the line lets it in: to decide both in
 * one place is why a start can be taken back for certain. All else is the rack's own.
 */
public final class ActRules {

    private final RackId id;
    private final String by;
    private final Instant at;

    private ActRules(RackId id, String by, Instant at) {
        this.id = id;
        this.by = by;
        this.at = at;
    }

    /**
     * Decides.
     *
     * @param by who wants it
     */
    public static ActDecision decide(LineState line, RackId id, RackAct act, String by, Instant at) {
        ActRules rules = new ActRules(id, by, at);
        return Optional.ofNullable(line.racks().get(id))
                .map(rack -> rules.decide(rack, act))
                .orElseGet(() -> refuse(line.knows(id) ? id + " has left the line" : "no rack " + id));
    }

    private ActDecision decide(LineState.OnLine rack, RackAct act) {
        if (act instanceof RackAct.Hold hold) {
            return toRack(List.of(), new RackCommand.Hold(hold.reason(), by, at));
        }
        if (act instanceof RackAct.Unhold) {
            return toRack(List.of(), new RackCommand.Unhold(by, at));
        }
        if (act instanceof RackAct.ProposeWaiver waiver) {
            return toRack(List.of(), new RackCommand.ProposeWaiver(waiver.operation(), waiver.reason(), by, at));
        }
        if (act instanceof RackAct.GrantWaiver waiver) {
            return toRack(List.of(), new RackCommand.GrantWaiver(waiver.operation(), by, at));
        }
        if (act instanceof RackAct.Abandon abandon) {
            return abandon(rack, abandon);
        }
        if (act instanceof RackAct.AllowStart) {
            return rack.mayStart() ? store() : store(new LineEvent.StartAllowed(id, by, at));
        }
        if (rack.entered()) {
            return refuse(id + " has entered the line");
        }
        if (act instanceof RackAct.Prioritize wanted) {
            return rack.priority() == wanted.priority()
                    ? store()
                    : store(new LineEvent.PrioritySet(id, wanted.priority(), by, at));
        }
        return rack.mayStart() ? store(new LineEvent.StartRevoked(id, by, at)) : store();
    }

    /** One that has not entered must not enter meanwhile; to give it up is to take its order back, unless it is to be aborted. */
    private ActDecision abandon(LineState.OnLine rack, RackAct.Abandon act) {
        if (rack.entered()) {
            return act.how() == Abandonment.CANCEL
                    ? refuse(id + " has entered the line; it can be stopped or aborted")
                    : toRack(List.of(), new RackCommand.Abandon(act.reason(), by, act.how(), at));
        }
        Abandonment how = act.how() == Abandonment.STOP ? Abandonment.CANCEL : act.how();
        List<LineEvent> first = rack.mayStart() ? List.of(new LineEvent.StartRevoked(id, by, at)) : List.of();
        return toRack(first, new RackCommand.Abandon(act.reason(), by, how, at));
    }

    private static ActDecision toRack(List<LineEvent> first, RackCommand command) {
        return new ActDecision.Accepted(first, Optional.of(command));
    }

    private static ActDecision store(LineEvent... events) {
        return new ActDecision.Accepted(List.of(events), Optional.empty());
    }

    private static ActDecision refuse(String reason) {
        return new ActDecision.Refused(reason);
    }
}
