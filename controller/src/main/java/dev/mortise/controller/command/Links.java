package dev.mortise.controller.command;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code mortise links}: the robots' links. */
@Command(
        name = "links",
        description = {
            "Lists the robots' real-time links: how soon, how late, what was lost.",
            "Times are of the last 10 to 20 s, in µs: p50, p99 and the longest. Counts are since the controller's start."
        },
        footer = {"", "Example: mortise links"})
final class Links extends Door {

    private static final double NANOS_PER_MICRO = 1e3;
    private static final String ROW = "%-10s %-5s %24s %24s %9s %6s %6s %6s %6s  %s%n";

    @Override
    int talk(Api api) throws Api.Refused, Api.Unreachable {
        out().printf(
                        Locale.ROOT,
                        ROW,
                        "ROBOT",
                        "LINK",
                        "ROUND TRIP",
                        "ANSWER",
                        "STATES",
                        "LATE",
                        "LOST",
                        "DUPL",
                        "REORD",
                        "REJECTED");
        for (JsonNode link : api.get("/api/v1/links")) {
            JsonNode figures = link.path("figures");
            out().printf(
                            Locale.ROOT,
                            ROW,
                            link.path("id").asString(),
                            link.path("connected").asBoolean() ? "UP" : "DOWN",
                            times(figures.path("roundTrip")),
                            times(figures.path("answer")),
                            figures.path("states").asLong(),
                            figures.path("late").asLong(),
                            figures.path("lost").asLong(),
                            figures.path("duplicated").asLong(),
                            figures.path("reordered").asLong(),
                            rejected(figures.path("rejected")));
        }
        return DONE;
    }

    private static String times(JsonNode times) {
        return String.format(
                Locale.ROOT,
                "%.0f / %.0f / %.0f",
                times.path("p50Nanos").asLong() / NANOS_PER_MICRO,
                times.path("p99Nanos").asLong() / NANOS_PER_MICRO,
                times.path("maxNanos").asLong() / NANOS_PER_MICRO);
    }

    private static String rejected(JsonNode causes) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, JsonNode> cause : causes.properties()) {
            if (cause.getValue().asLong() > 0) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(cause.getKey())
                        .append(' ')
                        .append(cause.getValue().asLong());
            }
        }
        return text.isEmpty() ? "-" : text.toString();
    }
}
