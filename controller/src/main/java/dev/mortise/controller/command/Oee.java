package dev.mortise.controller.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What the time was used for. */
@Command(
        name = "oee",
        description = {
            "Says what time was used for and what it was lost to: OEE = A x P x Q (ISO 22400-2), and each part of the planned "
                    + "time with its reason. The parts add up to 100 %%.",
            "Without a cell: the figures of all, and the parts of the line, which is its cells together."
        },
        footer = {
            "",
            "Examples:",
            "  mortise oee                                the last shift of 8 h",
            "  mortise oee TRAY-A --last 1h               one cell, with what each loss was in particular",
            "  mortise oee --from 06:00 --to 14:00        a shift of today, local times"
        })
final class Oee extends Door {

    private static final String FIGURES = "%-10s %12s %8s %8s %8s %8s%n";
    private static final int PERCENT = 100;

    @Parameters(arity = "0..1", paramLabel = "CELL", description = "A cell's id.")
    private Optional<String> cell = Optional.empty();

    @ArgGroup
    private Begin begin = new Begin();

    /** One of the two, or none: then 8 h. */
    static final class Begin {
        @Option(names = "--last", paramLabel = "LENGTH", description = "So long before its end: 30m, 8h, 7d.")
        private Optional<String> last = Optional.empty();

        @Option(
                names = "--from",
                paramLabel = "TIME",
                description = "Its begin; without it and without --last 8 h before its end. " + Times.FORMS)
        private Optional<String> from = Optional.empty();
    }

    @Option(names = "--to", paramLabel = "TIME", description = "Its end; without it now.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    int talk(Api api) throws Api.Refused, Api.Unreachable {
        String path = path(Instant.now());
        if (json) {
            out().println(api.text(path));
            return DONE;
        }
        JsonNode answer = api.get(path);
        out().printf(
                        Locale.ROOT,
                        "from %s to %s%n",
                        Times.local(answer.path("from").asString()),
                        Times.local(answer.path("to").asString()));
        out().printf(Locale.ROOT, FIGURES, "CELL", "PLANNED", "OEE", "A", "P", "Q");
        answer.path("cells").forEach(this::figures);
        JsonNode whole = answer.path("line").isObject()
                ? answer.path("line")
                : answer.path("cells").path(0);
        if (answer.path("line").isObject()) {
            figures(answer.path("line"));
        }
        parts(whole);
        return DONE;
    }

    private String path(Instant now) throws Api.Refused {
        StringBuilder path = new StringBuilder("/api/v1/oee?");
        cell.ifPresent(id -> path.append("cell=")
                .append(URLEncoder.encode(id, StandardCharsets.UTF_8))
                .append('&'));
        Instant end = to.isPresent() ? Times.read("--to", to.orElseThrow(), now) : now;
        if (to.isPresent()) {
            path.append("to=").append(end).append('&');
        }
        if (begin.last.isPresent()) {
            path.append("from=").append(Times.read("--last", begin.last.orElseThrow(), end));
        } else if (begin.from.isPresent()) {
            path.append("from=").append(Times.read("--from", begin.from.orElseThrow(), now));
        }
        return path.toString();
    }

    private void figures(JsonNode row) {
        JsonNode figures = row.path("figures");
        out().printf(
                        Locale.ROOT,
                        FIGURES,
                        row.path("id").asString(),
                        Times.length(figures.path("plannedMillis").asLong()),
                        percent(figures.path("oee")),
                        percent(figures.path("availability")),
                        percent(figures.path("performance")),
                        percent(figures.path("quality")));
    }

    private static String percent(JsonNode share) {
        return share.isNumber() ? String.format(Locale.ROOT, "%.1f %%", share.asDouble() * PERCENT) : "-";
    }

    private void parts(JsonNode row) {
        out().println();
        out().println("of " + row.path("id").asString() + "'s planned time:");
        row.path("buckets").forEach(bucket -> {
            out().printf(
                            Locale.ROOT,
                            "%7s %%  %12s  %-11s %s%n",
                            bucket.path("percent").asString(),
                            Times.length(bucket.path("millis").asLong()),
                            bucket.path("group").asString().toLowerCase(Locale.ROOT),
                            bucket.path("title").asString());
            if (cell.isPresent()) {
                bucket.path("reasons")
                        .forEach(reason -> out().printf(
                                        Locale.ROOT,
                                        "%11s%12s  %s%n",
                                        "",
                                        Times.length(reason.path("millis").asLong()),
                                        reason.path("because").asString()));
            }
        });
        long notPlanned = row.path("notPlannedMillis").asLong();
        if (notPlanned > 0) {
            out().println("not planned, because nothing was ordered: " + Times.length(notPlanned));
        }
    }
}
