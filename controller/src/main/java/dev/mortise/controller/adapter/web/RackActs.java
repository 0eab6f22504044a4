package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.line.RackAct;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Desk;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What can be done with a rack that is ordered. */
final class RackActs {

    private final Desk desk;

    private RackActs(Desk desk) {
        this.desk = desk;
    }

    /** From a request's body to what is wanted. */
    private interface Wish {
        RackAct of(JsonNode body) throws Problem;
    }

    static List<Route> routes(Desk desk) {
        RackActs acts = new RackActs(desk);
        return List.of(
                acts.rack(
                        "hold",
                        Act.REQUEST_STOP,
                        body -> new RackAct.Hold(Acting.reason(body, "quality wants to look at it"))),
                acts.rack("unhold", Act.RUN, body -> new RackAct.Unhold()),
                acts.rack("start", Act.RUN, body -> new RackAct.AllowStart()),
                acts.rack("revoke-start", Act.RUN, body -> new RackAct.RevokeStart()),
                acts.rack("priority", Act.RUN, body -> new RackAct.Prioritize(OrderRoutes.priority(body))),
                acts.rack(
                        "propose-waiver",
                        Act.RUN,
                        body -> new RackAct.ProposeWaiver(
                                operation(body), Acting.reason(body, "the mark is cosmetic, deviation report 12"))),
                acts.rack("grant-waiver", Act.WAIVE, body -> new RackAct.GrantWaiver(operation(body))),
                acts.rack(
                        "abandon",
                        Act.RUN,
                        body -> new RackAct.Abandon(Acting.reason(body, "the customer left"), how(body))));
    }

    private static OperationId operation(JsonNode body) throws Problem {
        return new OperationId(Json.text(body, "operation", "mount-bus-bar"));
    }

    private static Abandonment how(JsonNode body) throws Problem {
        String how = body.path("how").asString("stop");
        for (Abandonment known : Abandonment.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(how)) {
                return known;
            }
        }
        throw Problem.badRequest("how is " + how + "; expected stop, abort or cancel");
    }

    private Route rack(String verb, Act act, Wish wish) {
        return Acting.post(
                "/api/v1/racks/{id}/" + verb,
                new Need.To(act),
                (id, body, by) -> desk.act(new RackId(id), wish.of(body), by));
    }
}
