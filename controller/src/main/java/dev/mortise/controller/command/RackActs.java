package dev.mortise.controller.command;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
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

        int ask(Api api, String verb, Map<String, ?> body) throws Api.Refused, Api.Unreachable {
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
            name = "priority",
            description = {
                "Sets which racks enter the line first: higher before lower, older before younger.",
                "As long as the rack has not entered the line."
            },
            footer = {"", "Example: mortise priority R-0001 --to 5"})
    static final class Priority extends ToRack {
        @Option(
                names = "--to",
                paramLabel = "NUMBER",
                required = true,
                description = "-32768 to 32767; 0 where nobody says otherwise.")
        private int number;

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            return ask(api, "priority", Map.of("priority", number));
        }
    }

    @Command(
            name = "waive",
            description = {
                "Accepts the failed evidence of an operation as it is: one person proposes it, another grants it.",
                "Only where the rack type says `waivable`. Lasts until the operation, or what it rests on, is redone."
            },
            footer = {
                "",
                "Examples:",
                "  mortise waive R-0001 plug-cables --reason 'scratch on the shell, deviation 12'",
                "  mortise waive R-0001 plug-cables --grant"
            })
    static final class Waive extends ToRack {
        @Parameters(index = "1", paramLabel = "OPERATION", description = "An operation's id.")
        private String operation = "";

        @ArgGroup(multiplicity = "1")
        private Word word = new Word();

        /** One of the two. */
        static final class Word {
            @Option(names = "--reason", paramLabel = "TEXT", description = "Proposes it; why stands in the record.")
            private Optional<String> reason = Optional.empty();

            @Option(names = "--grant", description = "Grants what another has proposed.")
            private boolean grant;
        }

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            return word.grant
                    ? ask(api, "grant-waiver", Map.of("operation", operation))
                    : ask(api, "propose-waiver", Map.of("operation", operation, "reason", word.reason.orElse("")));
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
