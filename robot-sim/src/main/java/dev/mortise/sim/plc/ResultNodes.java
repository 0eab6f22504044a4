package dev.mortise.sim.plc;

import dev.mortise.sim.world.Outcome;
import java.util.List;

/** Shows a stored outcome in the Result nodes. */
final class ResultNodes {

    private ResultNodes() {}

    static void show(Image image, String id, Outcome outcome) {
        image.show("Result/Outcome", outcome.code());
        image.show("Result/Reason", outcome.reason());
        image.show(
                "Result/Names",
                outcome.values().stream().map(Outcome.Value::name).toArray(String[]::new));
        image.show(
                "Result/Values",
                outcome.values().stream().map(Outcome.Value::value).toArray(Double[]::new));
        image.show(
                "Result/Units",
                outcome.values().stream().map(Outcome.Value::unit).toArray(String[]::new));
        List<String> reports = List.copyOf(outcome.reports().keySet());
        image.show("Result/TextNames", reports.toArray(String[]::new));
        image.show(
                "Result/TextValues",
                reports.stream().map(outcome.reports()::get).toArray(String[]::new));
        image.show("Result/CurveName", outcome.curve().name());
        image.show("Result/CurveXUnit", outcome.curve().xUnit());
        image.show("Result/CurveYUnit", outcome.curve().yUnit());
        image.show("Result/CurveX", outcome.curve().x().toArray(Double[]::new));
        image.show("Result/CurveY", outcome.curve().y().toArray(Double[]::new));
        image.show("Result/Id", id);
    }
}
