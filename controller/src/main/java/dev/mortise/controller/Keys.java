package dev.mortise.controller;

import dev.mortise.controller.adapter.access.Accounts;
import dev.mortise.controller.adapter.access.Fingerprint;
import dev.mortise.controller.adapter.access.TrustStore;
import dev.mortise.controller.adapter.audit.Chain;
import dev.mortise.controller.command.Keeper;
import dev.mortise.controller.config.Loaded;
import dev.mortise.controller.config.Settings;
import dev.mortise.controller.config.SettingsFile;
import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.port.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code mortise trust} and {@code mortise user} on the files beside the settings. */
final class Keys implements Keeper {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int FINGERPRINT_CHARACTERS = 16;

    /** Something that is done with the trust list and printed. */
    private interface WithTrust {
        void apply(TrustStore trust) throws IOException, TrustStore.Refused;
    }

    private interface WithAccounts {
        void apply(Accounts accounts) throws Accounts.Unusable;
    }

    @Override
    public int listCertificates(Desk desk) {
        return trust(desk, trust -> {
            List<TrustStore.Entry> all = trust.list();
            desk.out().printf(Locale.ROOT, "%-8s %-18s %-10s %s%n", "STATE", "FINGERPRINT", "VALID TO", "PROGRAM");
            all.forEach(entry -> desk.out()
                    .printf(
                            Locale.ROOT,
                            "%-8s %-18s %-10s %s%n",
                            entry.state().name().toLowerCase(Locale.ROOT),
                            entry.fingerprint().substring(0, FINGERPRINT_CHARACTERS),
                            entry.certificate()
                                    .getNotAfter()
                                    .toInstant()
                                    .atZone(ZoneOffset.UTC)
                                    .toLocalDate(),
                            printable(entry.certificate()
                                    .getSubjectX500Principal()
                                    .getName())));
        });
    }

    @Override
    public int showCertificate(Desk desk, String fingerprint) {
        return trust(desk, trust -> {
            TrustStore.Entry entry = trust.find(fingerprint, TrustStore.State.values());
            X509Certificate certificate = entry.certificate();
            desk.out()
                    .printf(
                            Locale.ROOT,
                            "%s%n  state    %s%n  issuer   %s%n  valid    %s to %s%n  sha-256  %s%n  sha-1    %s%n  file     %s%n",
                            printable(certificate.getSubjectX500Principal().getName()),
                            entry.state().name().toLowerCase(Locale.ROOT),
                            printable(certificate.getIssuerX500Principal().getName()),
                            certificate.getNotBefore().toInstant(),
                            certificate.getNotAfter().toInstant(),
                            Fingerprint.sha256(certificate),
                            Fingerprint.sha1(certificate),
                            entry.file());
        });
    }

    @Override
    public int accept(Desk desk, String fingerprint) {
        return trust(desk, trust -> told(desk, "trusted", trust.accept(fingerprint)));
    }

    @Override
    public int reject(Desk desk, String fingerprint) {
        return trust(desk, trust -> told(desk, "forgotten", trust.reject(fingerprint)));
    }

    @Override
    public int revoke(Desk desk, String fingerprint) {
        return trust(desk, trust -> told(desk, "revoked", trust.revoke(fingerprint)));
    }

    @Override
    public int listUsers(Desk desk) {
        return accounts(desk, accounts -> {
            desk.out().printf(Locale.ROOT, "%-32s %s%n", "USER", "ROLE");
            accounts.list()
                    .forEach(user -> desk.out()
                            .printf(
                                    Locale.ROOT,
                                    "%-32s %s%n",
                                    user.name(),
                                    user.role().word()));
        });
    }

    @Override
    public int setUser(Desk desk, String name, String role, Supplier<String> password) {
        Optional<Role> wanted = Role.of(role);
        if (wanted.isEmpty()) {
            desk.err().println("refused: no role '" + role + "'; there is " + Role.words());
            return REFUSED;
        }
        return accounts(desk, accounts -> {
            accounts.set(name, wanted.orElseThrow(), password.get());
            desk.out().println("set: " + name + ", " + role);
        });
    }

    @Override
    public int removeUser(Desk desk, String name) {
        return accounts(desk, accounts -> {
            accounts.remove(name);
            desk.out().println("removed: " + name);
        });
    }

    @Override
    public int verifyAudit(Desk desk, String head) {
        Optional<Path> file = settings(desk).map(Settings::access).map(Settings.Access::auditTrail);
        if (file.isEmpty()) {
            return REFUSED;
        }
        try {
            Chain.Examined found = Chain.examine(file.orElseThrow(), head);
            found.fault().ifPresent(desk.out()::println);
            if (!found.passed()) {
                desk.out().println("no line has the hash " + head + ": what it was of was cut off or written anew");
            }
            desk.out()
                    .printf(
                            Locale.ROOT,
                            "%s: %d lines hold each other, the last has the hash %s%n",
                            file.orElseThrow(),
                            found.sound().lines(),
                            found.sound().head());
            return found.fault().isEmpty() && found.passed() ? DONE : REFUSED;
        } catch (IOException e) {
            desk.err().println("mortise: cannot read " + file.orElseThrow() + ": " + e.getMessage());
            return REFUSED;
        }
    }

    private static int trust(Desk desk, WithTrust work) {
        Optional<Path> directory = trustDirectory(desk);
        if (directory.isEmpty()) {
            return REFUSED;
        }
        try {
            work.apply(new TrustStore(directory.orElseThrow()));
            return DONE;
        } catch (TrustStore.Refused e) {
            desk.err().println("refused: " + e.getMessage());
        } catch (IOException e) {
            desk.err().println("mortise: cannot use " + directory.orElseThrow() + ": " + e.getMessage());
        }
        return REFUSED;
    }

    private static int accounts(Desk desk, WithAccounts work) {
        Optional<Path> directory = settings(desk).map(Settings::access).map(Settings.Access::directory);
        if (directory.isEmpty()) {
            return REFUSED;
        }
        try {
            work.apply(new Accounts(directory.orElseThrow(), Time.ofTheMachine()));
            return DONE;
        } catch (Accounts.Unusable e) {
            desk.err().println("refused: " + e.getMessage());
            return REFUSED;
        }
    }

    private static Optional<Settings> settings(Desk desk) {
        Loaded<Settings> settings = SettingsFile.load(desk.settings());
        settings.faults().forEach(desk.err()::println);
        return settings.value();
    }

    private static Optional<Path> trustDirectory(Desk desk) {
        Optional<Settings> settings = settings(desk);
        Optional<Path> directory = settings.flatMap(Settings::plantServer).map(Settings.PlantServer::directory);
        if (settings.isPresent() && directory.isEmpty()) {
            desk.err().println("refused: " + desk.settings() + " has no plant_server, so nobody knocks");
        }
        return directory;
    }

    private static void told(Desk desk, String what, TrustStore.Entry entry) {
        desk.out()
                .println(what + ": "
                        + printable(
                                entry.certificate().getSubjectX500Principal().getName()) + ", "
                        + entry.fingerprint().substring(0, FINGERPRINT_CHARACTERS));
    }

    /** A certificate says what its maker wanted; a terminal obeys some of it. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
