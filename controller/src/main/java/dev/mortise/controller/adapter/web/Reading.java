package dev.mortise.controller.adapter.web;

import dev.mortise.controller.adapter.record.AsBuilt;
import dev.mortise.controller.adapter.record.RecordText;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.BlackBoxes;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be read. */
final class Reading {

    private static final int UNAVAILABLE = 503;

    private final Board board;
    private final Desk desk;
    private final Past past;

    private Reading(Board board, Desk desk, Past past) {
        this.board = board;
        this.desk = desk;
        this.past = past;
    }

    static List<Route> routes(Web.Setup setup) {
        Past past = new Past(setup.history());
        Reading reading = new Reading(setup.board(), setup.desk(), past);
        return List.of(
                get("/api/v1/past", past::moment),
                get(
                        "/api/v1/plant",
                        past.or(
                                (plant, context) -> plant,
                                json(context -> setup.board().now()))),
                get(
                        "/api/v1/cells",
                        past.orField(
                                "cells", json(context -> setup.board().now().cells()))),
                get(
                        "/api/v1/cells/{id}",
                        past.orElement(
                                "cells", "cell", context -> answer(context, reading.cell(context.pathParam("id"))))),
                get(
                        "/api/v1/racks",
                        past.orField(
                                "racks", json(context -> setup.board().now().racks()))),
                get(
                        "/api/v1/racks/{id}",
                        past.orElement(
                                "racks", "rack", context -> answer(context, reading.rack(context.pathParam("id"))))),
                get("/api/v1/racks/{id}/record", reading::record),
                get(
                        "/api/v1/why/{subject}",
                        past.orWhy(context -> answer(context, reading.why(context.pathParam("subject"))))),
                get(
                        "/api/v1/questions",
                        past.orField(
                                "questions", json(context -> setup.board().now().questions()))));
    }

    /** What has no past. */
    static List<Route> ofNow(Web.Setup setup) {
        return List.of(
                get(
                        "/api/v1/robots",
                        json(context -> RobotPicture.of(setup.robots().get()))),
                get(
                        "/api/v1/links",
                        json(context -> LinkPicture.of(setup.robots().get()))),
                get("/api/v1/blackboxes", json(context -> setup.blackBoxes().newestFirst())),
                get("/api/v1/blackboxes/{id}/picture", context -> picture(context, setup.blackBoxes())));
    }

    private static void picture(Context context, BlackBoxes boxes) throws Problem {
        String name = context.pathParam("id");
        String svg = boxes.picture(name)
                .orElseThrow(() -> Problem.notFound("no black box " + name + "; /api/v1/blackboxes has their names"));
        context.contentType("image/svg+xml; charset=utf-8").result(svg);
    }

    private PlantView.CellView cell(String id) throws Problem {
        List<PlantView.CellView> cells = board.now().cells();
        return find(cells, PlantView.CellView::id, id)
                .orElseThrow(() -> none("cell", id, cells, PlantView.CellView::id));
    }

    private PlantView.RackView rack(String id) throws Problem {
        List<PlantView.RackView> racks = board.now().racks();
        return find(racks, PlantView.RackView::id, id)
                .orElseThrow(() -> none("rack", id, racks, PlantView.RackView::id));
    }

    private void record(Context context) throws Problem {
        String id = context.pathParam("id");
        Optional<RackBuild> build = history(id);
        if (build.isEmpty()) {
            rack(id);
        }
        RackBuild known =
                build.orElseThrow(() -> Problem.notFound("the rack was ordered a moment ago and has no record yet"));
        AsBuilt record = past.record(context, known).orElseGet(() -> AsBuilt.of(known));
        String format = Optional.ofNullable(context.queryParam("format")).orElse("json");
        switch (format) {
            case "json" -> answer(context, record);
            case "summary" -> context.contentType("text/plain; charset=utf-8").result(RecordText.summary(record));
            case "text" -> context.contentType("text/plain; charset=utf-8").result(RecordText.full(record));
            default -> throw Problem.badRequest("format is " + format + "; expected json, text or summary");
        }
    }

    /** Of a rack on the line from the board, of one that has left from the store. */
    private Optional<RackBuild> history(String id) throws Problem {
        RackId rack = new RackId(id);
        Optional<RackBuild> build = board.build(rack);
        if (build.isPresent()) {
            return build;
        }
        try {
            return desk.record(rack).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new Problem(UNAVAILABLE, "the record of " + id + " cannot be read now: " + e.getCause());
        }
    }

    private Answer why(String subject) throws Problem {
        PlantView now = board.now();
        Optional<Cause> seen = find(now.cells(), PlantView.CellView::id, subject)
                .map(PlantView.CellView::cause)
                .or(() -> find(now.racks(), PlantView.RackView::id, subject).map(PlantView.RackView::cause));
        Optional<RackBuild> build = seen.isEmpty() ? history(subject) : Optional.empty();
        if (seen.isEmpty() && build.isEmpty()) {
            throw Problem.notFound("no rack and no cell is called " + subject);
        }
        Cause cause = seen.orElseGet(() -> gone(subject, build));
        return new Answer(subject, cause.text(), cause);
    }

    private static Cause gone(String subject, Optional<RackBuild> build) {
        return build.flatMap(RackBuild::abandoned).isPresent()
                ? Cause.root(Cause.Kind.ABANDONED, subject, "given up and gone", "")
                : Cause.root(Cause.Kind.DONE, subject, "released and gone", "");
    }

    /** Why, in one sentence and as the tree behind it. */
    private record Answer(String subject, String why, Cause cause) {}

    private static <T> Optional<T> find(List<T> all, Function<T, String> id, String wanted) {
        return all.stream().filter(one -> id.apply(one).equals(wanted)).findFirst();
    }

    private static <T> Problem none(String kind, String wanted, List<T> all, Function<T, String> id) {
        String known = all.stream().map(id).collect(Collectors.joining(", "));
        return Problem.notFound("no " + kind + " " + wanted + "; there is " + (known.isEmpty() ? "none yet" : known));
    }

    private static Route get(String path, Handler handler) {
        return new Route("GET", path, Need.READ, handler);
    }

    private static Handler json(Function<Context, Object> read) {
        return context -> answer(context, read.apply(context));
    }

    private static void answer(Context context, Object value) {
        context.contentType("application/json").result(Json.write(value));
    }
}
