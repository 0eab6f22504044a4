package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.port.Desk;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/** What can be done. Every answer is the desk's: stored, or refused with a reason. */
final class Acting {

    private final Desk desk;

    private Acting(Desk desk) {
        this.desk = desk;
    }

    /** From the act's subject, its body and its author to the desk's reply. */
    interface Wish {
        CompletionStage<Desk.Reply> ask(String subject, JsonNode body, String by) throws Problem;
    }

    static List<Route> routes(Web.Setup setup) {
        Acting acting = new Acting(setup.desk());
        List<Route> routes = new ArrayList<>(RackActs.routes(setup.desk()));
        routes.addAll(List.of(
                cell(
                        "hold",
                        Act.REQUEST_STOP,
                        (id, body, by) -> acting.desk.hold(new CellId(id), reason(body, "change the gripper"), by)),
                cell("unhold", Act.RUN, (id, body, by) -> acting.desk.unhold(new CellId(id), by)),
                cell(
                        "abort",
                        Act.REQUEST_STOP,
                        (id, body, by) -> acting.desk.abort(new CellId(id), reason(body, "something fell"), by)),
                cell(
                        "speed",
                        Act.RUN,
                        (id, body, by) -> acting.desk.speed(new CellId(id), Json.whole(body, "percent", 30), by)),
                cell("clear", Act.RUN, (id, body, by) -> acting.desk.clear(new CellId(id), by)),
                post(
                        "/api/v1/questions/{id}/answer",
                        Need.WHAT_THE_QUESTION_NEEDS,
                        (id, body, by) -> acting.desk.answer(id, Json.text(body, "choice", "retry"), by))));
        return routes;
    }

    static String reason(JsonNode body, String example) throws Problem {
        return Json.text(body, "reason", example);
    }

    private static Route cell(String verb, Act act, Wish wish) {
        return post("/api/v1/cells/{id}/" + verb, new Need.To(act), wish);
    }

    static Route post(String path, Need need, Wish wish) {
        Handler handler = context -> reply(
                context,
                wish.ask(
                        context.pathParam("id"),
                        Json.read(context),
                        Visitor.of(context).name()),
                200);
        return new Route("POST", path, need, handler);
    }

    static void reply(Context context, CompletionStage<Desk.Reply> asked, int status) throws Problem {
        Desk.Reply reply = asked.toCompletableFuture().join();
        if (reply instanceof Desk.Reply.Refused refused) {
            throw Problem.refused(refused.reason());
        }
        if (reply instanceof Desk.Reply.Unanswered unanswered) {
            throw Problem.refused(unanswered.reason());
        }
        context.status(status)
                .contentType("application/json")
                .result(Json.write(Map.of("accepted", ((Desk.Reply.Accepted) reply).subject())));
    }
}
