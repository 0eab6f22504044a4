package dev.mortise.controller.adapter.web;

import dev.mortise.controller.adapter.history.Archive;
import dev.mortise.controller.adapter.history.History;
import dev.mortise.controller.adapter.history.Unknown;
import dev.mortise.controller.adapter.record.AsBuilt;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Journals;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The same addresses as of an instant of the past: with {@code ?at=}, what was shown then, and nothing that can be done. */
final class Past {

    /** What a page sends along with an act when it shows the past. */
    static final String MARK = "X-Mortise-At";

    private static final String AT = "at";

    private final History history;

    Past(History history) {
        this.history = history;
    }

    /** From what was shown to the answer. */
    interface View {
        JsonNode of(JsonNode plant, Context context) throws Problem;
    }

    /** Answers what was shown when the address has an instant, and as ever when it has none. */
    Handler or(View view, Handler now) {
        return context -> {
            Optional<Instant> at = Asked.instant(context, AT);
            if (at.isEmpty()) {
                now.handle(context);
                return;
            }
            answer(context, view.of(moment(at.orElseThrow()).picture().plant(at.orElseThrow()), context));
        };
    }

    /** A view that is one field of it. */
    Handler orField(String name, Handler now) {
        return or((plant, context) -> plant.path(name), now);
    }

    /** One of a list, by the id in the path. */
    Handler orElement(String list, String kind, Handler now) {
        return or(
                (plant, context) -> element(plant, list, context.pathParam("id"))
                        .orElseThrow(() -> Problem.notFound(
                                "no " + kind + " " + context.pathParam("id") + " was shown at that time")),
                now);
    }

    /** Why a rack or a cell did not move on then. */
    Handler orWhy(Handler now) {
        return or(
                (plant, context) -> {
                    String subject = context.pathParam("subject");
                    JsonNode shown = element(plant, "cells", subject)
                            .or(() -> element(plant, "racks", subject))
                            .orElseThrow(() -> Problem.notFound("no rack and no cell was called " + subject + " then"));
                    return Json.tree(
                            Map.of("subject", subject, "why", shown.path("why"), "cause", shown.path("cause")));
                },
                now);
    }

    static Optional<JsonNode> element(JsonNode plant, String list, String id) {
        return plant.path(list)
                .valueStream()
                .filter(one -> one.path("id").asString("").equals(id))
                .findFirst();
    }

    /** When changes were, for whoever steps from one to the next. */
    void moment(Context context) throws Problem {
        Instant at = Asked.instant(context, AT)
                .orElseThrow(() ->
                        Problem.badRequest("at is missing; expected an instant, for example at=2026-11-27T08:00:00Z"));
        Archive.Moment moment = moment(at);
        answer(context, new Shown(at, history.archive().begins(), moment.since(), moment.previous(), moment.next()));
    }

    /**
     * Where an instant lies among the changes.
     *
     * @param begins the first instant of which anything is known
     * @param since the change that made what is shown
     */
    private record Shown(
            Instant at, Optional<Instant> begins, Instant since, Optional<Instant> previous, Optional<Instant> next) {}

    private Archive.Moment moment(Instant at) throws Problem {
        try {
            return history.archive().at(at);
        } catch (Unknown e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /**
     * How robots stood.
     *
     * @param robots with the joints that were recorded last, rad or m; none where nobody recorded any
     * @param unknown why nobody knows it; empty where it is known
     */
    private record Stood(JsonNode robots, String unknown) {}

    /** How the robots stood at the instant that is asked for. */
    JsonNode robots(JsonNode plant, Context context) throws Problem {
        Instant at = Asked.instant(context, AT).orElseThrow();
        try {
            JsonNode robots = history.joints().at(at).picture().plant(at).path("robots");
            return Json.tree(new Stood(robots, ""));
        } catch (Unknown e) {
            return Json.tree(new Stood(Json.tree(List.of()), "no robot's joints are known: " + e.getMessage()));
        }
    }

    /** A rack's record as it was: its plan and as much of its events as had been stored. */
    Optional<AsBuilt> record(Context context, RackBuild now) throws Problem {
        Optional<Instant> at = Asked.instant(context, AT);
        if (at.isEmpty()) {
            return Optional.empty();
        }
        Instant until = at.orElseThrow();
        return Optional.of(AsBuilt.of(build(now, until)
                .orElseThrow(() -> Problem.badRequest(until + " is before " + now.id() + " was ordered"))));
    }

    /** A rack as it was; empty before it was ordered. */
    private Optional<RackBuild> build(RackBuild now, Instant until) throws Problem {
        List<RackEvent> events = events(now.id(), until);
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(RackBuild.of(now.id(), now.plan()).applyAll(events));
    }

    /** A rack as it was at the instant that is asked for; empty of one that was not ordered then, or is not known any more. */
    Optional<RackBuild> build(Context context, Optional<RackBuild> now) throws Problem {
        Optional<Instant> at = Asked.instant(context, AT);
        return at.isEmpty() || now.isEmpty() ? now : build(now.orElseThrow(), at.orElseThrow());
    }

    private List<RackEvent> events(RackId rack, Instant until) throws Problem {
        try {
            return history.journals().rack(rack).stream()
                    .filter(event -> !event.at().isAfter(until))
                    .map(Journals.Stored::event)
                    .toList();
        } catch (Journals.Unreadable e) {
            throw new Problem(Timelines.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    /** Nothing is done in the past: an act that comes from a page that shows it is a mistake of whoever pressed. */
    static void refuseActs(Context context) throws Problem {
        String at = Optional.ofNullable(context.header(MARK)).orElse(context.queryParam(AT));
        if (at != null) {
            throw Problem.refused("the page shows the past (" + at + "); nothing is done there, go back to now");
        }
    }

    private static void answer(Context context, Object value) {
        context.contentType("application/json").result(Json.write(value));
    }
}
