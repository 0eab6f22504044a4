package dev.mortise.controller;

import dev.mortise.controller.adapter.access.Accounts;
import dev.mortise.controller.adapter.access.Fingerprint;
import dev.mortise.controller.adapter.access.TrustStore;
import dev.mortise.controller.adapter.access.UserCertificates;
import dev.mortise.controller.command.Keeper;
import dev.mortise.controller.config.Loaded;
import dev.mortise.controller.config.Settings;
import dev.mortise.controller.config.SettingsFile;
import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.port.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code mortise trust} and {@code mortise user} on the files beside the settings. */
final class Keys implements Keeper {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int FINGERPRINT_CHARACTERS = 16;

    /** Something that is done with the lists of certificates and printed. */
    private interface WithTrust {
        void apply(TrustLists lists) throws IOException, TrustStore.Refused;
    }

    private interface Decision {
        TrustStore.Entry on(TrustStore list, String fingerprint) throws IOException, TrustStore.Refused;
    }

    private interface WithAccounts {
        void apply(Accounts accounts) throws Accounts.Unusable;
    }

    @Override
    public int listCertificates(Desk desk) {
        return trust(desk, lists -> {
            String row = "%-8s %-18s %-10s %-12s %s%n";
            desk.out().printf(Locale.ROOT, row, "STATE", "FINGERPRINT", "VALID TO", "FOR", "PROGRAM OR DEVICE");
            lists.certificates()
                    .forEach(placed -> desk.out()
                            .printf(
                                    Locale.ROOT,
                                    row,
                                    word(placed.entry()),
                                    placed.entry().fingerprint().substring(0, FINGERPRINT_CHARACTERS),
                                    validTo(placed.entry().certificate()),
                                    placed.list().name(),
                                    subject(placed.entry())));
        });
    }

    @Override
    public int showCertificate(Desk desk, Named named) {
        return trust(desk, lists -> {
            TrustLists.Named list = lists.having(named.fingerprint(), named.list());
            TrustStore.Entry entry = list.store().find(named.fingerprint(), TrustStore.State.values());
            X509Certificate certificate = entry.certificate();
            desk.out()
                    .printf(
                            Locale.ROOT,
                            "%s%n  for      %s%n  state    %s%n  issuer   %s%n  valid    %s to %s%n  sha-256  %s%n  sha-1    %s%n  file     %s%n",
                            subject(entry),
                            list.name(),
                            word(entry),
                            printable(certificate.getIssuerX500Principal().getName()),
                            certificate.getNotBefore().toInstant(),
                            certificate.getNotAfter().toInstant(),
                            Fingerprint.sha256(certificate),
                            Fingerprint.sha1(certificate),
                            entry.file());
        });
    }

    @Override
    public int accept(Desk desk, Named named) {
        return decide(desk, named, "trusted", TrustStore::accept);
    }

    @Override
    public int reject(Desk desk, Named named) {
        return decide(desk, named, "forgotten", TrustStore::reject);
    }

    @Override
    public int revoke(Desk desk, Named named) {
        return decide(desk, named, "revoked", TrustStore::revoke);
    }

    private static int decide(Desk desk, Named named, String what, Decision decision) {
        return trust(desk, lists -> {
            TrustLists.Named list = lists.having(named.fingerprint(), named.list());
            TrustStore.Entry entry = decision.on(list.store(), named.fingerprint());
            desk.out()
                    .println(what + ": " + subject(entry) + ", "
                            + entry.fingerprint().substring(0, FINGERPRINT_CHARACTERS));
        });
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
    public int listUserCertificates(Desk desk) {
        return accounts(desk, accounts -> {
            String row = "%-32s %-18s %-10s %s%n";
            desk.out().printf(Locale.ROOT, row, "USER", "FINGERPRINT", "VALID TO", "SUBJECT");
            accounts.certificates()
                    .forEach(one -> desk.out()
                            .printf(
                                    Locale.ROOT,
                                    row,
                                    printable(one.user()),
                                    one.fingerprint().substring(0, FINGERPRINT_CHARACTERS),
                                    validTo(one.certificate()),
                                    subject(one.certificate())));
        });
    }

    @Override
    public int addUserCertificate(Desk desk, String name, Path file) {
        return accounts(desk, accounts -> told(desk, "added", accounts.addCertificate(name, file)));
    }

    @Override
    public int removeUserCertificate(Desk desk, String name, String fingerprint) {
        return accounts(desk, accounts -> told(desk, "removed", accounts.removeCertificate(name, fingerprint)));
    }

    private static void told(Desk desk, String what, UserCertificates.Assigned one) {
        desk.out()
                .println(what + ": " + one.user() + ", " + subject(one.certificate()) + ", "
                        + one.fingerprint().substring(0, FINGERPRINT_CHARACTERS));
    }

    @Override
    public int verifyAudit(Desk desk, String head, String key) {
        return settings(desk)
                .map(settings -> AuditDesk.verify(desk, settings.access().auditTrail(), head, key))
                .orElse(REFUSED);
    }

    @Override
    public int auditHead(Desk desk) {
        return settings(desk)
                .map(settings -> AuditDesk.head(desk, settings.access().auditTrail()))
                .orElse(REFUSED);
    }

    private static int trust(Desk desk, WithTrust work) {
        Optional<Settings> settings = settings(desk);
        if (settings.isEmpty()) {
            return REFUSED;
        }
        try {
            TrustLists lists = TrustLists.of(settings.orElseThrow());
            if (lists.none()) {
                desk.err()
                        .println("refused: " + desk.settings()
                                + " has no plant_server, and no PLC with security was looked for yet: nobody knocks");
                return REFUSED;
            }
            work.apply(lists);
            return DONE;
        } catch (TrustStore.Refused e) {
            desk.err().println("refused: " + e.getMessage());
        } catch (IOException e) {
            desk.err().println("mortise: cannot use the lists of certificates: " + e.getMessage());
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

    private static String word(TrustStore.Entry entry) {
        return entry.state().name().toLowerCase(Locale.ROOT);
    }

    private static String subject(TrustStore.Entry entry) {
        return subject(entry.certificate());
    }

    private static String subject(X509Certificate certificate) {
        return printable(certificate.getSubjectX500Principal().getName());
    }

    private static LocalDate validTo(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** A certificate says what its maker wanted; a terminal obeys some of it. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
