package dev.mortise.controller.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands about a rack that is ordered. */
final class RackActs {

    private RackActs() {}

    /** A command to one rack. */
    abstract static class ToRack extends Door {
        @Parameters(index = "0", paramLabel = "RACK", description = "A rack's serial.")
        private String rack = "";

        int ask(Api api, String verb, Map<String, String> body) throws Api.Refused, Api.Unreachable {
            out().println(verb + ": " + api.post("/api/v1/racks/" + rack + "/" + verb, body));
            return DONE;
        }
    }

    @Command(
            name = "start",
            description = "Lets a rack start that was ordered with --store.",
            footer = {"", "Example: mortise start R-0001"})
    static final class Start extends ToRack {
        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            return ask(api, "start", Map.of());
        }
    }

    @Command(
            name = "revoke-start",
            description = "Takes `mortise start` back, as long as the rack has not entered the line.",
            footer = {"", "Example: mortise revoke-start R-0001"})
    static final class RevokeStart extends ToRack {
        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            return ask(api, "revoke-start", Map.of());
        }
    }

    @Command(
            name = "abandon",
            description = {
                "Gives a rack up, for good: nothing begins on it any more, what runs ends, then it leaves the line.",
                "It is never released; its record stays. Aborts no device: `mortise abort` aborts a cell."
            },
            footer = {"", "Example: mortise abandon R-0001 --reason 'the frame is bent'"})
    static final class Abandon extends ToRack {
        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; stands in its record.")
        private String reason = "";

        @Option(
                names = "--how",
                paramLabel = "HOW",
                defaultValue = "stop",
                description =
                        "What its order is said to be: stop (ended), abort (aborted), cancel (taken back before it "
                                + "entered). Default: ${DEFAULT-VALUE}")
        private String how = "";

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            return ask(api, "abandon", Map.of("reason", reason, "how", how));
        }
    }
}
