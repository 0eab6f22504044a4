package dev.mortise.controller.command;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What wants a person: looking, acknowledging, confirming, shelving. */
final class AlarmCommands {

    private static final String ROW = "%-6s %-24s %-20s %5s  %-28s %s%n";

    private AlarmCommands() {}

    @Command(
            name = "alarms",
            description = {
                "Lists open alarms: what wants a person most comes first.",
                "Open is what stands, what came and went and nobody has acknowledged or, where somebody has to, confirmed, and "
                        + "what is shelved. → is what would free it."
            },
            footer = {"", "Examples:", "  mortise alarms", "  mortise alarms --history   the newest 100 lines"})
    static final class Alarms extends Door {
        @Option(names = "--history", description = "What happened to alarms instead, newest first.")
        private boolean history;

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            if (history) {
                api.get("/api/v1/alarms/history").path("lines").forEach(this::line);
                return DONE;
            }
            JsonNode alarms = api.get("/api/v1/alarms");
            String trouble = alarms.path("trouble").asString("");
            if (!trouble.isEmpty()) {
                err().println(trouble);
                return REFUSED;
            }
            if (alarms.path("open").isEmpty()) {
                out().println("no open alarm");
            } else {
                out().printf(Locale.ROOT, ROW, "PRIO", "STATE", "RAISED", "TIMES", "ALARM", "WHAT");
                alarms.path("open").forEach(this::alarm);
            }
            figures(alarms.path("figures"));
            return DONE;
        }

        private void alarm(JsonNode alarm) {
            out().printf(
                            Locale.ROOT,
                            ROW,
                            alarm.path("priority").asString(),
                            alarm.path("state").asString(),
                            seconds(alarm.path("raisedAt")),
                            alarm.path("times").asString(""),
                            alarm.path("id").asString(),
                            alarm.path("text").asString()
                                    + (alarm.path("firstOut").asBoolean() ? " (first out)" : ""));
            JsonNode known = alarm.path("acknowledged");
            if (known.isObject()) {
                said("acknowledged by " + known.path("by").asString(), known.path("comment"));
            }
            JsonNode confirmed = alarm.path("confirmed");
            if (confirmed.isObject()) {
                said("confirmed by " + confirmed.path("by").asString(), confirmed.path("comment"));
            } else if (alarm.path("confirm").isString()) {
                said("somebody has to confirm it when it is over", alarm.path("confirm"));
            }
            JsonNode shelf = alarm.path("shelf");
            if (shelf.isObject()) {
                said(
                        "shelved by " + shelf.path("by").asString() + " until " + seconds(shelf.path("until"))
                                + (shelf.path("untilGone").asBoolean() ? " or until its cause is gone" : "")
                                + (alarm.path("active").asBoolean() ? ", its cause stands" : ", its cause is gone"),
                        shelf.path("reason"));
            }
            String behind = alarm.path("suppressedBy").asString("");
            if (!behind.isEmpty()) {
                out().println("       suppressed behind " + behind);
            }
            if (alarm.path("active").asBoolean()) {
                out().println("       → " + alarm.path("remedy").asString());
            }
        }

        private void said(String what, JsonNode words) {
            String text = words.asString("");
            out().println("       " + what + (text.isEmpty() ? "" : ": " + text));
        }

        private void figures(JsonNode figures) {
            out().printf(
                            Locale.ROOT,
                            "%d open, %d unacknowledged, %d shelved; %d raised in the last 10 minutes%s%n",
                            figures.path("open").asInt(),
                            figures.path("unacknowledged").asInt(),
                            figures.path("shelved").asInt(),
                            figures.path("lastTenMinutes").asInt(),
                            figures.path("flood").asBoolean() ? ": a FLOOD, look for what came first" : "");
            figures.path("chattering")
                    .forEach(one -> out().println(
                                    "chatters: " + one.path("alarm").asString() + ", "
                                            + one.path("times").asInt() + " times in the last day"));
        }

        private void line(JsonNode line) {
            String by = line.path("by").asString("");
            out().printf(
                            Locale.ROOT,
                            "%s  %-12s %-28s %s%s%n",
                            seconds(line.path("at")),
                            line.path("what").asString(),
                            line.path("alarm").asString(),
                            by.isEmpty() ? "" : by + ": ",
                            line.path("text").asString(""));
        }

        private static String seconds(JsonNode at) {
            return at.asString("").replaceFirst("\\.\\d+Z$", "Z");
        }
    }

    /** Something that is done to one alarm. */
    abstract static class ToAlarm extends Door {
        @Parameters(index = "0", paramLabel = "ALARM", description = "Its name, as `mortise alarms` lists it.")
        private String alarm = "";

        int ask(Api api, String verb, String done, Map<String, Object> body) throws Api.Refused, Api.Unreachable {
            out().println(done + ": " + api.post("/api/v1/alarms/" + alarm + "/" + verb, body));
            return DONE;
        }
    }

    /** Which one: an alarm that went and came again has the same name. */
    static final class Seen {
        @Option(
                names = "--raised",
                paramLabel = "INSTANT",
                description =
                        "When the alarm that was seen was raised, as the list has it: refused when it was raised anew since.")
        private String raised = "";
    }

    @Command(
            name = "acknowledge",
            description = "Says that somebody knows of an alarm. Its cause stands or not as before.",
            footer = {
                "",
                "Example: mortise acknowledge TRAY-A.LINK_DOWN --raised 2026-11-24T03:00:00Z --comment 'switch is being replaced'"
            })
    static final class Acknowledge extends ToAlarm {
        @Option(names = "--comment", paramLabel = "TEXT", description = "What others should know; kept with it.")
        private String comment = "";

        @Mixin
        private Seen seen = new Seen();

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            return ask(api, "acknowledge", "acknowledged", Map.of("comment", comment, "raisedAt", seen.raised));
        }
    }

    @Command(
            name = "confirm",
            description = {
                "Says that what an alarm asked for was done: those that say so stay in the list until somebody has.",
                "Its cause has to be gone, and somebody has to have acknowledged it."
            },
            footer = {"", "Example: mortise confirm TRAY-A.UNIT_ABORTED --comment 'the hose was loose'"})
    static final class Confirm extends ToAlarm {
        @Option(names = "--comment", paramLabel = "TEXT", description = "What was done; kept with it.")
        private String comment = "";

        @Mixin
        private Seen seen = new Seen();

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            return ask(api, "confirm", "confirmed", Map.of("comment", comment, "raisedAt", seen.raised));
        }
    }

    @Command(
            name = "shelve",
            description = "Does not want to be told of an alarm for a while; it comes back by itself.",
            footer = {
                "",
                "Examples:",
                "  mortise shelve TRAY-A.LINK_DOWN --minutes 30 --reason 'switch is being replaced'",
                "  mortise shelve TRAY-A.GUARD_OPEN --until-gone --reason 'the filter is being changed'"
            })
    static final class Shelve extends ToAlarm {
        @ArgGroup(multiplicity = "1")
        private Time time = new Time();

        /** One of both. */
        static final class Time {
            @Option(names = "--minutes", paramLabel = "N", required = true, description = "For how long; 480 at most.")
            private int minutes;

            @Option(
                    names = "--until-gone",
                    required = true,
                    description = "Until its cause is gone, 480 minutes at most; told when it comes anew.")
            private boolean untilGone;
        }

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; shown to everybody.")
        private String reason = "";

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            return ask(
                    api,
                    "shelve",
                    "shelved",
                    time.untilGone
                            ? Map.of("untilGone", true, "reason", reason)
                            : Map.of("minutes", time.minutes, "reason", reason));
        }
    }

    @Command(
            name = "unshelve",
            description = "Wants to be told of a shelved alarm again.",
            footer = {"", "Example: mortise unshelve TRAY-A.LINK_DOWN"})
    static final class Unshelve extends ToAlarm {
        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            return ask(api, "unshelve", "told again", Map.of());
        }
    }
}
