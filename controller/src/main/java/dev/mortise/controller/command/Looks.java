package dev.mortise.controller.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Commands that only look. */
final class Looks {

    private Looks() {}

    @Command(
            name = "racks",
            description = "Lists racks: where they are and how far.",
            footer = {"", "Example: mortise racks"})
    static final class Racks extends Door {
        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            Tables.racks(out(), api.get("/api/v1/racks"));
            return DONE;
        }
    }

    @Command(
            name = "cells",
            description = "Lists cells: unit state, what they do, why they do nothing.",
            footer = {"", "Example: mortise cells"})
    static final class Cells extends Door {
        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            Tables.cells(out(), api.get("/api/v1/cells"));
            return DONE;
        }
    }

    @Command(
            name = "why",
            description = "Says why a rack or a cell does not move on, down to what would free it (→).",
            footer = {"", "Examples:", "  mortise why R-0001", "  mortise why TRAY-A"})
    static final class Why extends Door {
        @Parameters(paramLabel = "RACK|CELL", description = "A rack's serial or a cell's id.")
        private String subject = "";

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            JsonNode answer = api.get("/api/v1/why/" + subject);
            out().println(subject + ": " + answer.path("why").asString());
            behind(answer.path("cause"), "  ");
            return DONE;
        }

        /** From the symptom down to the roots, each with what would free it. */
        private void behind(JsonNode cause, String indent) {
            JsonNode because = cause.path("because");
            String remedy = cause.path("remedy").asString("");
            if (because.isEmpty() && !remedy.isEmpty()) {
                out().println(indent + "→ " + cause.path("subject").asString() + ": " + remedy);
            }
            for (JsonNode behind : because) {
                String text = behind.path("text").asString();
                boolean said = cause.path("text").asString().contains(text);
                if (!said) {
                    out().println(indent + behind.path("subject").asString() + ": " + text);
                }
                behind(behind, said ? indent : indent + "  ");
            }
        }
    }

    @Command(
            name = "questions",
            description = "Lists what waits for a person's answer, with the facts and the choices.",
            footer = {"", "Example: mortise questions"})
    static final class Questions extends Door {
        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            JsonNode questions = api.get("/api/v1/questions");
            questions.forEach(question -> print(out(), question));
            if (questions.isEmpty()) {
                out().println("no open question");
            }
            return DONE;
        }

        private static void print(PrintWriter out, JsonNode question) {
            out.println(question.path("id").asString() + "  ("
                    + question.path("subject").asString() + ")");
            out.println("  " + question.path("text").asString());
            question.path("facts").forEach(fact -> out.println("    - " + fact.asString()));
            question.path("choices")
                    .forEach(choice -> out.printf(
                            Locale.ROOT,
                            "  mortise answer %s %s   # %s%n",
                            question.path("id").asString(),
                            choice.path("word").asString(),
                            choice.path("consequence").asString()));
        }
    }

    @Command(
            name = "record",
            description = "Prints the as-built record of a rack.",
            footer = {
                "",
                "Examples:",
                "  mortise record R-0001                          one line an operation",
                "  mortise record R-0001 --full                   every step and measurement",
                "  mortise record R-0001 --json --out R-0001.json for machines: mortise.as-built.v1"
            })
    static final class AsBuiltRecord extends Door {
        @Parameters(paramLabel = "RACK", description = "A rack's serial.")
        private String rack = "";

        @Option(names = "--full", description = "Every step with its command and its measurements.")
        private boolean full;

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        @Option(names = "--out", paramLabel = "FILE", description = "Into a file instead.")
        private Optional<Path> file = Optional.empty();

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            String format = json ? "json" : full ? "text" : "summary";
            String record = api.text("/api/v1/racks/" + rack + "/record?format=" + format);
            if (file.isEmpty()) {
                out().println(record);
                return DONE;
            }
            try {
                Files.writeString(file.orElseThrow(), record, StandardCharsets.UTF_8);
                return DONE;
            } catch (IOException e) {
                throw new Api.Refused("cannot write " + file.orElseThrow() + ": " + e.getMessage());
            }
        }
    }
}
