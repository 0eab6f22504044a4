package dev.mortise.controller.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What happened when. */
@Command(
        name = "timeline",
        description = {
            "Says what happened when, to a rack or in a cell: operations, moves, holds, waits with their cause, rework, "
                    + "alarms, questions and answers, waivers.",
            "Times are local. ! marks what somebody may want to look at; a length with … goes on."
        },
        footer = {
            "",
            "Examples:",
            "  mortise timeline R-0001                       all of it",
            "  mortise timeline LEAK-A --from 8h             the last eight hours of a cell",
            "  mortise timeline TRAY-A --from 14:00 --steps  each step, too"
        })
final class Timeline extends Door {

    @Parameters(paramLabel = "RACK|CELL", description = "A rack's serial or a cell's id.")
    private String subject = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Its begin; without it all of a rack, a day of a cell. " + Times.FORMS)
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "Its end; without it now.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "500",
            description = "At most so many lines, the newest; 5000 at most.")
    private int limit;

    @Option(names = "--steps", description = "With each step of a cell.")
    private boolean steps;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    int talk(Api api) throws Api.Refused, Api.Unreachable {
        Instant now = Instant.now();
        StringBuilder path = new StringBuilder(
                "/api/v1/timeline/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "?limit=" + limit);
        if (from.isPresent()) {
            path.append("&from=").append(Times.read("--from", from.orElseThrow(), now));
        }
        if (to.isPresent()) {
            path.append("&to=").append(Times.read("--to", to.orElseThrow(), now));
        }
        if (steps) {
            path.append("&steps=true");
        }
        if (json) {
            out().println(api.text(path.toString()));
            return DONE;
        }
        JsonNode answer = api.get(path.toString());
        int left = answer.path("left").asInt();
        if (left > 0) {
            out().println(left + " older lines are left out; --limit and --to show them");
        }
        answer.path("entries").forEach(this::print);
        if (answer.path("entries").isEmpty()) {
            out().println("nothing happened from "
                    + Times.local(answer.path("from").asString()) + " to "
                    + Times.local(answer.path("to").asString()));
        }
        return DONE;
    }

    private void print(JsonNode entry) {
        String outcome = entry.path("outcome").asString("");
        String by = entry.path("by").asString("");
        boolean open = !entry.path("to").isString();
        long length = entry.path("durationMillis").asLong();
        out().printf(
                        Locale.ROOT,
                        "%-14s %12s  %s %-10s %s%n",
                        Times.local(entry.path("from").asString()),
                        open || length > 0 ? Times.length(length) + (open ? "…" : "") : "",
                        entry.path("good").asBoolean() ? " " : "!",
                        entry.path("what").asString().toLowerCase(Locale.ROOT),
                        entry.path("text").asString()
                                + (by.isEmpty() ? "" : " (" + by + ")")
                                + (outcome.isEmpty() ? "" : ": " + outcome));
    }
}
