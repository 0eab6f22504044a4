package dev.mortise.controller.command;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Commands that do something. Each prints what it became, or why it was refused. */
final class Acts {

    private Acts() {}

    @Command(
            name = "order",
            description = "Orders racks of a type.",
            footer = {
                "",
                "Examples:",
                "  mortise order nvl72",
                "  mortise order nvl72 --rack R-4711",
                "  mortise order nvl72 --store",
                "  mortise order nvl72 --priority 5"
            })
    static final class Order extends Door {
        @Parameters(paramLabel = "TYPE", description = "Id of a rack type.")
        private String type = "";

        @Option(names = "--rack", paramLabel = "SERIAL", description = "Serial wanted; left out: one is given.")
        private Optional<String> rack = Optional.empty();

        @Option(names = "--store", description = "It may not start until `mortise start` allows it.")
        private boolean store;

        @Option(
                names = "--priority",
                paramLabel = "NUMBER",
                defaultValue = "0",
                description = "Higher ones enter the line first. Default: ${DEFAULT-VALUE}")
        private int priority;

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            Map<String, Object> wanted =
                    Map.of("type", type, "rack", rack.orElse(""), "store", store, "priority", priority);
            out().println(api.post("/api/v1/orders", wanted));
            return DONE;
        }
    }

    /** A command to one cell. */
    abstract static class ToCell extends Door {
        @Parameters(index = "0", paramLabel = "CELL", description = "A cell's id.")
        private String cell = "";

        int ask(Api api, String verb, Map<String, ?> body) throws Api.Refused, Api.Unreachable {
            out().println(verb + ": " + api.post("/api/v1/cells/" + cell + "/" + verb, body));
            return DONE;
        }
    }

    /** A command to a cell or to a rack. */
    abstract static class ToEither extends Door {
        @Parameters(index = "0", paramLabel = "CELL|RACK", description = "A cell's id or a rack's serial.")
        private String subject = "";

        /** A rack that is called like a cell is not reached by its name alone; ids of cells go first. */
        int ask(Api api, String verb, Map<String, String> body) throws Api.Refused, Api.Unreachable {
            boolean cell = false;
            for (JsonNode known : api.get("/api/v1/cells")) {
                cell |= known.path("id").asString().equals(subject);
            }
            String path = (cell ? "/api/v1/cells/" : "/api/v1/racks/") + subject + "/" + verb;
            out().println(verb + ": " + api.post(path, body));
            return DONE;
        }
    }

    @Command(
            name = "hold",
            description = "Holds a cell or a rack: what runs ends, nothing new begins. Lasts until `mortise unhold`.",
            footer = {
                "",
                "Examples:",
                "  mortise hold TRAY-A --reason 'change the gripper'",
                "  mortise hold R-0001 --reason 'quality looks at the door'"
            })
    static final class Hold extends ToEither {
        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; shown to everybody.")
        private String reason = "";

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            return ask(api, "hold", Map.of("reason", reason));
        }
    }

    @Command(
            name = "unhold",
            description = "Releases every hold of a cell or a rack.",
            footer = {"", "Examples:", "  mortise unhold TRAY-A", "  mortise unhold R-0001"})
    static final class Unhold extends ToEither {
        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            return ask(api, "unhold", Map.of());
        }
    }

    @Command(
            name = "abort",
            description = "Aborts a cell's unit: what runs ends as a station fault. Standard control only.",
            footer = {"", "Example: mortise abort TRAY-A --reason 'a tray hangs crooked'"})
    static final class Abort extends ToCell {
        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; shown to everybody.")
        private String reason = "";

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            return ask(api, "abort", Map.of("reason", reason));
        }
    }

    @Command(
            name = "clear",
            description = "Clears an aborted unit, so that it can be released.",
            footer = {"", "Example: mortise clear TRAY-A"})
    static final class Clear extends ToCell {
        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            return ask(api, "clear", Map.of());
        }
    }

    @Command(
            name = "speed",
            description = {
                "Sets how much of their velocity a cell's robots use, 0 to 100 percent, until it is set again.",
                "What moves follows at once, within its jerk; at 0 it comes to rest on its way and waits there."
            },
            footer = {"", "Examples:", "  mortise speed TRAY-A 30", "  mortise speed TRAY-A 100"})
    static final class Speed extends ToCell {
        @Parameters(index = "1", paramLabel = "PERCENT", description = "0 to 100.")
        private int percent;

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            return ask(api, "speed", Map.of("percent", percent));
        }
    }

    @Command(
            name = "answer",
            description = "Answers a question; `mortise questions` lists them with their choices.",
            footer = {"", "Example: mortise answer R-0001-rack-leak-test-3 retry"})
    static final class Answer extends Door {
        @Parameters(index = "0", paramLabel = "QUESTION", description = "Id of the question.")
        private String question = "";

        @Parameters(index = "1", paramLabel = "CHOICE", description = "One of its choices.")
        private String choice = "";

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            out().println("answered: "
                    + api.post("/api/v1/questions/" + question + "/answer", Map.of("choice", choice)));
            return DONE;
        }
    }
}
