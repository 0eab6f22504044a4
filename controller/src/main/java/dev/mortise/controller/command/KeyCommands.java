package dev.mortise.controller.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mortise trust} and {@code mortise user}: who may come in. */
final class KeyCommands {

    private KeyCommands() {}

    static CommandLine trust(Keeper keeper) {
        return explained(new CommandLine(new Trust())
                .addSubcommand(new CertificateList(keeper))
                .addSubcommand(certificate("show", "Shows a certificate.", keeper, Keeper::showCertificate))
                .addSubcommand(certificate("accept", "Lets a program in, or uses a PLC.", keeper, Keeper::accept))
                .addSubcommand(certificate("reject", "Forgets one that waits.", keeper, Keeper::reject))
                .addSubcommand(
                        certificate("revoke", "Takes the trust away and ends its sessions.", keeper, Keeper::revoke)));
    }

    static CommandLine explained(CommandLine group) {
        group.getSubcommands().values().forEach(command -> Mortise.explainsItself(command.getCommandSpec()));
        return group;
    }

    private static CommandLine certificate(String name, String description, Keeper keeper, OfCertificate.Act act) {
        CommandLine line = new CommandLine(new OfCertificate(keeper, act)).setCommandName(name);
        line.getCommandSpec().usageMessage().description(description);
        return line;
    }

    static CommandLine user(Keeper keeper) {
        return explained(new CommandLine(new User())
                .addSubcommand(new UserList(keeper))
                .addSubcommand(new UserSet(keeper))
                .addSubcommand(new UserRemove(keeper))
                .addSubcommand(explained(new CommandLine(new UserCertificate())
                        .addSubcommand(new UserCertificateList(keeper))
                        .addSubcommand(new UserCertificateAdd(keeper))
                        .addSubcommand(new UserCertificateRemove(keeper)))));
    }

    @Command(
            name = "trust",
            mixinStandardHelpOptions = true,
            description = {
                "Programs that may use the plant server, and PLCs that cells may use, by their certificates.",
                "Works on the files beside the settings; a running controller sees a change within a second."
            },
            footer = {
                "",
                "Examples:",
                "  mortise trust list                who is trusted, who knocked",
                "  mortise trust accept 3fa94c21     first 8 characters of the fingerprint, or more"
            })
    static final class Trust {}

    @Command(
            name = "user",
            mixinStandardHelpOptions = true,
            description = {
                "People and systems that may log in, at every door: the pages, the API, the command line and the plant server.",
                "Works on the files beside the settings; a running controller sees a change at once."
            },
            footer = {
                "",
                "Examples:",
                "  mortise user list",
                "  mortise user set mes --role operator < password-file",
                "  mortise user certificate add mes mes.pem"
            })
    static final class User {}

    @Command(
            name = "certificate",
            mixinStandardHelpOptions = true,
            description = {
                "Certificates by which users log in at the plant server, instead of a password.",
                "Each is one user's. What is removed counts no more at once, and its sessions end within a second or two."
            },
            footer = {"", "Examples:", "  mortise user certificate add mes mes.pem", "  mortise user certificate list"})
    private static final class UserCertificate {}

    /** What is done at the files. */
    interface Work {
        int at(Keeper keeper, Keeper.Desk desk);
    }

    /** One command on the files. */
    abstract static class AtDesk extends OnSettings {
        private final Keeper keeper;

        AtDesk(Keeper keeper) {
            this.keeper = keeper;
        }

        abstract Work work();

        @Override
        final int at(Path settings, PrintWriter out, PrintWriter err) {
            return work().at(keeper, new Keeper.Desk(settings, out, err));
        }
    }

    @Command(name = "list", description = "Lists certificates: trusted, waiting, revoked.")
    private static final class CertificateList extends AtDesk {
        CertificateList(Keeper keeper) {
            super(keeper);
        }

        @Override
        Work work() {
            return Keeper::listCertificates;
        }
    }

    @Command
    private static final class OfCertificate extends AtDesk {
        private interface Act {
            int on(Keeper keeper, Keeper.Desk desk, Keeper.Named named);
        }

        private final Act act;

        @Parameters(paramLabel = "FINGERPRINT", description = "At least its first 8 characters.")
        private String fingerprint = "";

        @Option(
                names = "--for",
                paramLabel = "LIST",
                description = "A cell, or 'plant server', where several have this certificate.")
        private String list = "";

        OfCertificate(Keeper keeper, Act act) {
            super(keeper);
            this.act = act;
        }

        @Override
        Work work() {
            return (keeper, desk) -> act.on(keeper, desk, new Keeper.Named(fingerprint, list));
        }
    }

    @Command(name = "list", description = "Lists users with their roles.")
    private static final class UserList extends AtDesk {
        UserList(Keeper keeper) {
            super(keeper);
        }

        @Override
        Work work() {
            return Keeper::listUsers;
        }
    }

    @Command(
            name = "set",
            description = "Adds a user, or replaces role and password of one. Reads the password from standard input.")
    private static final class UserSet extends AtDesk {
        @Parameters(paramLabel = "NAME", description = "Name of the user.")
        private String name = "";

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                required = true,
                description = "viewer, operator, maintenance or engineer.")
        private String role = "";

        UserSet(Keeper keeper) {
            super(keeper);
        }

        @Override
        Work work() {
            return (keeper, desk) -> keeper.setUser(desk, name, role, Password::asked);
        }
    }

    @Command(name = "remove", description = "Removes a user; what they have open ends.")
    private static final class UserRemove extends AtDesk {
        @Parameters(paramLabel = "NAME", description = "Name of the user.")
        private String name = "";

        UserRemove(Keeper keeper) {
            super(keeper);
        }

        @Override
        Work work() {
            return (keeper, desk) -> keeper.removeUser(desk, name);
        }
    }

    @Command(name = "list", description = "Lists certificates of users.")
    private static final class UserCertificateList extends AtDesk {
        UserCertificateList(Keeper keeper) {
            super(keeper);
        }

        @Override
        Work work() {
            return Keeper::listUserCertificates;
        }
    }

    @Command(name = "add", description = "Lets a user log in with a certificate.")
    private static final class UserCertificateAdd extends AtDesk {
        @Parameters(index = "0", paramLabel = "NAME", description = "Name of the user.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "FILE", description = "The certificate, PEM or DER; never its key.")
        private Path file = Path.of("");

        UserCertificateAdd(Keeper keeper) {
            super(keeper);
        }

        @Override
        Work work() {
            return (keeper, desk) -> keeper.addUserCertificate(desk, name, file);
        }
    }

    @Command(name = "remove", description = "Takes a certificate away from a user; what was opened with it ends.")
    private static final class UserCertificateRemove extends AtDesk {
        @Parameters(index = "0", paramLabel = "NAME", description = "Name of the user.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "FINGERPRINT", description = "At least its first 8 characters.")
        private String fingerprint = "";

        UserCertificateRemove(Keeper keeper) {
            super(keeper);
        }

        @Override
        Work work() {
            return (keeper, desk) -> keeper.removeUserCertificate(desk, name, fingerprint);
        }
    }
}
