package dev.mortise.controller.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code mortise watch}: the line, live in a terminal. */
@Command(
        name = "watch",
        description = {
            "Shows cells and racks live.",
            "On a terminal the table is drawn in place; otherwise every change of a rack is one line."
        },
        footer = {
            "",
            "Examples:",
            "  mortise watch",
            "  mortise watch --until-released 2 --timeout 600   exit code 0 when two racks are released, 1 when not in time"
        })
final class Watch extends Door {

    private static final long PERIOD_MILLIS = 500;
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    @Option(names = "--until-released", paramLabel = "N", description = "End when so many racks are released.")
    private int until;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Give up after so long; 0 never does.")
    private long timeoutSeconds;

    @Option(names = "--plain", description = "One line a change, even on a terminal.")
    private boolean plain;

    private final Map<String, String> shown = new HashMap<>();

    @Override
    int talk(Api api) throws Api.Refused, Api.Unreachable {
        boolean table = !plain && Boolean.getBoolean("mortise.terminal.out"); // the launcher tells
        long begun = System.nanoTime();
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            JsonNode plant = api.get("/api/v1/plant");
            Duration since = Duration.ofNanos(System.nanoTime() - begun);
            if (table) {
                draw(plant, since);
            } else {
                lines(plant, since);
            }
            out().flush();
            if (until > 0 && released(plant) >= until) {
                return DONE;
            }
            if (timeoutSeconds > 0 && since.toSeconds() >= timeoutSeconds) {
                err().println(released(plant) + " of " + until + " racks released after " + timeoutSeconds + " s");
                return REFUSED;
            }
            try {
                if (never.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                    return DONE;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return DONE;
            }
        }
    }

    private static long released(JsonNode plant) {
        long released = 0;
        for (JsonNode rack : plant.path("racks")) {
            released += rack.path("released").asBoolean() ? 1 : 0;
        }
        return released;
    }

    private void draw(JsonNode plant, Duration since) {
        out().print(HOME_AND_CLEAR);
        out().printf(
                        Locale.ROOT,
                        "Mortise  %s%s  %d s%n%n",
                        plant.path("plant").asString(),
                        plant.path("simulated").asBoolean() ? "  [SIMULATED EQUIPMENT]" : "",
                        since.toSeconds());
        Tables.racks(out(), plant.path("racks"));
        out().println();
        Tables.cells(out(), plant.path("cells"));
        plant.path("questions")
                .forEach(question -> out().println(
                                "\nQUESTION " + question.path("id").asString() + ": "
                                        + question.path("text").asString()));
    }

    private void lines(JsonNode plant, Duration since) {
        for (JsonNode rack : plant.path("racks")) {
            String line = Tables.rack(rack);
            if (!line.equals(shown.put(rack.path("id").asString(), line))) {
                out().printf(Locale.ROOT, "%4d s  %s%n", since.toSeconds(), line);
            }
        }
        for (JsonNode question : plant.path("questions")) {
            String text = question.path("text").asString();
            if (!text.equals(shown.put("? " + question.path("id").asString(), text))) {
                out().printf(Locale.ROOT, "%4d s  QUESTION %s%n", since.toSeconds(), text);
            }
        }
    }
}
