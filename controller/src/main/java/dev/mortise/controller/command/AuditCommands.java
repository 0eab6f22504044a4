package dev.mortise.controller.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mortise audit}: whether the trail is what it was. */
final class AuditCommands {

    private AuditCommands() {}

    static CommandLine audit(Keeper keeper) {
        return KeyCommands.explained(
                new CommandLine(new Audit()).addSubcommand(new Verify(keeper)).addSubcommand(new Head(keeper)));
    }

    @Command(
            name = "audit",
            mixinStandardHelpOptions = true,
            description = {
                "What people did, through which door, with what came of it: audit.jsonl in access.directory.",
                "Kept where a door asks who comes. Each line has the hash of the one before it, and the controller signs",
                "the last hash from time to time: audit-heads.jsonl, and the log."
            },
            footer = {
                "",
                "Examples:",
                "  mortise audit head                       the newest signed head; keep it on another machine",
                "  mortise audit verify",
                "  mortise audit verify --head heads.jsonl --key audit-key.pub   with what was kept elsewhere"
            })
    static final class Audit {}

    @Command(name = "head", description = "Prints the newest signed head of the trail.")
    private static final class Head extends KeyCommands.AtDesk {
        Head(Keeper keeper) {
            super(keeper);
        }

        @Override
        KeyCommands.Work work() {
            return Keeper::auditHead;
        }
    }

    @Command(
            name = "verify",
            description =
                    "Says whether a line was changed, taken out or put in, or the trail cut off or written anew. Exit code 1: it was.")
    private static final class Verify extends KeyCommands.AtDesk {
        @Option(
                names = "--head",
                paramLabel = "FILE|HASH",
                description =
                        "Signed heads, one a line, or a hash that the log told: the trail has to go through all of them.")
        private String head = "";

        @Option(
                names = "--key",
                paramLabel = "FILE",
                description = "The public key as it was copied once; without it audit-key.pub beside the trail.")
        private String key = "";

        Verify(Keeper keeper) {
            super(keeper);
        }

        @Override
        KeyCommands.Work work() {
            return (keeper, desk) -> keeper.verifyAudit(desk, head, key);
        }
    }
}
