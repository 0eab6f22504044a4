package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.alarm.AlarmRequest;
import dev.mortise.controller.port.Desk;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Alarms: what is open, what happened, and what a person can do about one. */
final class AlarmRoutes {

    private static final String ALARMS = "/api/v1/alarms";

    private final Desk desk;

    private AlarmRoutes(Desk desk) {
        this.desk = desk;
    }

    /** From a body to what is asked. */
    private interface Reader {
        AlarmRequest read(JsonNode body) throws Problem;
    }

    static List<Route> routes(Web.Setup setup) {
        AlarmRoutes routes = new AlarmRoutes(setup.desk());
        return List.of(
                new Route(
                        "GET",
                        ALARMS,
                        Need.READ,
                        new Past(setup.history())
                                .orField(
                                        "alarms",
                                        context -> context.contentType("application/json")
                                                .result(Json.write(
                                                        setup.board().now().alarms())))),
                new Route(
                        "GET",
                        ALARMS + "/history",
                        Need.READ,
                        context -> AlarmHistory.answer(context, setup.board().alarmHistory())),
                routes.post(
                        "acknowledge",
                        body -> new AlarmRequest.Acknowledge(
                                body.path("comment").asString(""), raisedAt(body))),
                routes.post(
                        "confirm",
                        body -> new AlarmRequest.Confirm(body.path("comment").asString(""), raisedAt(body))),
                routes.post(
                        "comment",
                        body -> new AlarmRequest.Comment(Json.text(body, "comment", "the spare part is ordered"))),
                routes.post("shelve", AlarmRoutes::shelve),
                routes.post("unshelve", body -> new AlarmRequest.Unshelve()));
    }

    /** Of the alarm that was seen; empty where nobody says. */
    private static Optional<Instant> raisedAt(JsonNode body) throws Problem {
        String raisedAt = body.path("raisedAt").asString("");
        try {
            return raisedAt.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(raisedAt));
        } catch (DateTimeParseException e) {
            throw Problem.badRequest(
                    "\"raisedAt\" is " + raisedAt + "; expected that of the alarm, for example 2026-11-24T03:00:00Z");
        }
    }

    private static AlarmRequest shelve(JsonNode body) throws Problem {
        if (body.path("untilGone").asBoolean(false)) {
            if (body.has("minutes")) {
                throw Problem.badRequest("\"minutes\" and \"untilGone\" are both given; expected one of them");
            }
            return new AlarmRequest.ShelveUntilGone(Json.text(body, "reason", "the spare part is ordered"));
        }
        JsonNode minutes = body.path("minutes");
        if (!minutes.isInt()) {
            throw Problem.badRequest("\"minutes\" is not a whole number; expected, for example,"
                    + " {\"minutes\": 30, \"reason\": \"the spare part is ordered\"}");
        }
        return new AlarmRequest.Shelve(minutes.asInt(), Json.text(body, "reason", "the spare part is ordered"));
    }

    private Route post(String verb, Reader reader) {
        return new Route("POST", ALARMS + "/{id}/" + verb, new Need.To(Act.RUN), context -> act(context, reader));
    }

    private void act(Context context, Reader reader) throws Problem {
        AlarmRequest request = reader.read(Json.read(context));
        Acting.reply(
                context,
                desk.alarm(context.pathParam("id"), request, Visitor.of(context).name()),
                200);
    }
}
