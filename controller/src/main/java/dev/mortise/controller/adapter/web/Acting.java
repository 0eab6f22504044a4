package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.port.Desk;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/** What can be done. Every answer is the desk's: stored, or refused with a reason. */
final class Acting {

    /** Who did it, as far as this door knows. */
    private static final String BY = "X-Mortise-By";

    private static final int CREATED = 201;
    private static final int BY_MAX_CHARACTERS = 60;

    private final Desk desk;

    private Acting(Desk desk) {
        this.desk = desk;
    }

    /** One act: from its subject, its body and its author to the desk's reply. */
    interface Act {
        CompletionStage<Desk.Reply> ask(String subject, JsonNode body, String by) throws Problem;
    }

    static List<Route> routes(Web.Setup setup) {
        Acting acting = new Acting(setup.desk());
        List<Route> routes = new ArrayList<>(RackActs.routes(setup.desk()));
        routes.addAll(List.of(
                new Route("POST", "/api/v1/orders", acting::order),
                cell(
                        "hold",
                        (id, body, by) -> acting.desk.hold(new CellId(id), reason(body, "change the gripper"), by)),
                cell("unhold", (id, body, by) -> acting.desk.unhold(new CellId(id), by)),
                cell("abort", (id, body, by) -> acting.desk.abort(new CellId(id), reason(body, "something fell"), by)),
                cell("clear", (id, body, by) -> acting.desk.clear(new CellId(id), by)),
                post(
                        "/api/v1/questions/{id}/answer",
                        (id, body, by) -> acting.desk.answer(id, Json.text(body, "choice", "retry"), by))));
        return routes;
    }

    private void order(Context context) throws Problem {
        JsonNode body = Json.read(context.body());
        String type = Json.text(body, "type", "nvl72");
        boolean mayStart = !body.path("store").asBoolean(false);
        Desk.Order order = new Desk.Order(body.path("rack").asString(""), type, mayStart, 0);
        reply(context, desk.order(order, by(context)), CREATED);
    }

    static String reason(JsonNode body, String example) throws Problem {
        return Json.text(body, "reason", example);
    }

    private static Route cell(String verb, Act act) {
        return post("/api/v1/cells/{id}/" + verb, act);
    }

    static Route post(String path, Act act) {
        Handler handler = context ->
                reply(context, act.ask(context.pathParam("id"), Json.read(context.body()), by(context)), 200);
        return new Route("POST", path, handler);
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

    static String by(Context context) {
        String by = Optional.ofNullable(context.header(BY)).orElse("web");
        return by.isBlank() ? "web" : by.substring(0, Math.min(BY_MAX_CHARACTERS, by.length()));
    }
}
