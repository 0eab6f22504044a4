package dev.mortise.controller.adapter.web;

import dev.mortise.controller.adapter.record.AsBuilt;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.PlantView;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a cell has measured lately and what it was judged by: from the evidence of the racks on the line. */
final class TrendRoutes {

    /** Of one quantity: four audits of forty screws. More are no trend any more on a chart a third of a screen wide. */
    private static final int POINTS_MAX = 160;

    /** The n-th of its kind in one step: screws are tightened one after the other, and judged alike. */
    private static final Pattern NTH = Pattern.compile("\\[\\d+]$");

    private final Board board;
    private final Builds builds;
    private final Past past;

    private TrendRoutes(Web.Setup setup) {
        this.board = setup.board();
        this.builds = Builds.of(setup);
        this.past = new Past(setup.history());
    }

    /**
     * One quantity of one kind of operation, oldest point first; the torques of all screws are one quantity.
     *
     * @param operation its name in the rack type, the same for every slot
     */
    private record Trend(String operation, String name, String unit, List<Point> points) {}

    /**
     * One measured value with the limits of its own attempt.
     *
     * @param name with its number: {@code torque[7]}
     */
    private record Point(
            Instant at,
            String name,
            double value,
            Optional<Double> low,
            Optional<Double> high,
            boolean within,
            String rack,
            String operation,
            int attempt) {}

    static List<Route> routes(Web.Setup setup) {
        TrendRoutes trends = new TrendRoutes(setup);
        return List.of(new Route(
                "GET",
                "/api/v1/cells/{id}/trends",
                Need.READ,
                trends.past.or(
                        trends::then,
                        context -> context.contentType("application/json")
                                .result(Json.write(trends.now(context.pathParam("id")))))));
    }

    private List<Trend> now(String cell) throws Problem {
        PlantView view = board.now();
        if (view.cells().stream().noneMatch(known -> known.id().equals(cell))) {
            throw Problem.notFound("no cell " + cell);
        }
        return of(
                cell,
                view.racks().stream()
                        .flatMap(rack -> board.build(new RackId(rack.id())).stream())
                        .toList());
    }

    /** Of the racks that were on the line then, as much as was known of them. */
    private JsonNode then(JsonNode plant, Context context) throws Problem {
        String cell = context.pathParam("id");
        if (Past.element(plant, "cells", cell).isEmpty()) {
            throw Problem.notFound("no cell " + cell + " was shown at that time");
        }
        List<RackBuild> racks = new ArrayList<>();
        for (JsonNode rack : plant.path("racks")) {
            RackId id = new RackId(rack.path("id").asString(""));
            past.build(context, builds.known(id)).ifPresent(racks::add);
        }
        return Json.tree(of(cell, racks));
    }

    private static List<Trend> of(String cell, List<RackBuild> racks) {
        Map<String, Trend> trends = new TreeMap<>();
        racks.forEach(rack -> collect(AsBuilt.of(rack), cell, trends));
        return trends.values().stream().map(TrendRoutes::newest).toList();
    }

    private static void collect(AsBuilt record, String cell, Map<String, Trend> trends) {
        for (AsBuilt.OperationRecord operation : record.operations()) {
            for (AsBuilt.Attempt attempt : operation.attempts()) {
                if (attempt.cell().equals(cell)) {
                    attempt.steps().stream()
                            .flatMap(step -> step.measurements().stream())
                            .filter(one -> one.low().isPresent() || one.high().isPresent())
                            .forEach(one -> trend(trends, operation.template(), one)
                                    .points()
                                    .add(point(record, operation, attempt, one)));
                }
            }
        }
    }

    private static Trend trend(Map<String, Trend> trends, String template, AsBuilt.Measured one) {
        String name = NTH.matcher(one.name()).replaceFirst("");
        return trends.computeIfAbsent(
                template + " " + name, key -> new Trend(template, name, one.unit(), new ArrayList<>()));
    }

    private static Point point(
            AsBuilt record, AsBuilt.OperationRecord operation, AsBuilt.Attempt attempt, AsBuilt.Measured one) {
        return new Point(
                attempt.finishedAt(),
                one.name(),
                one.value(),
                one.low(),
                one.high(),
                one.within(),
                record.rack(),
                operation.id(),
                attempt.attempt());
    }

    private static Trend newest(Trend trend) {
        List<Point> sorted =
                trend.points().stream().sorted(Comparator.comparing(Point::at)).toList();
        return new Trend(
                trend.operation(),
                trend.name(),
                trend.unit(),
                sorted.subList(Math.max(0, sorted.size() - POINTS_MAX), sorted.size()));
    }
}
