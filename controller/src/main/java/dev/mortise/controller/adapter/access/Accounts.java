package dev.mortise.controller.adapter.access;

import dev.mortise.controller.domain.access.LockOut;
import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.port.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The file {@code users}: one line a person, {@code NAME ROLE STORED-PASSWORD}. It is read at every log-in, so that a change
 * counts at once. One lock-out for all doors that share this object.
 */
public final class Accounts {

    /** Shown in events, logs and records. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    /** NIST SP 800-63B asks for 8 at least; these open a plant. */
    private static final int PASSWORD_MIN_CHARACTERS = 10;

    private static final int PASSWORD_MAX_CHARACTERS = 200;

    private static final String ADMINISTRATOR = "admin";

    /** What a password is compared with when nobody has the name. */
    private static final String NOBODYS = Passwords.stored(Passwords.made());

    private final Path users;
    private final Path firstPassword;
    private final UserCertificates certificates;
    private final Time clock;
    private final Attempts attempts;

    private record Account(String name, Role role, String stored) {
        String line() {
            return name + " " + role.word() + " " + stored;
        }
    }

    /** Somebody who is known. */
    public record User(String name, Role role) {}

    /** What a log-in came to. */
    public sealed interface Entry {
        record Welcome(User user) implements Entry {}

        /**
         * Name or password wrong, or nobody asks this name for a while.
         *
         * @param asked whether the password was looked at; where it was not, somebody may come as often as they like
         */
        record Refused(String reason, boolean asked) implements Entry {
            Refused(String reason) {
                this(reason, true);
            }
        }
    }

    /** The file cannot be read or says something else than users; or what was wanted cannot be done. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /** The files below the directory of keys; nothing is read or written yet. */
    public Accounts(Path directory, Time clock) {
        this.users = directory.resolve("users");
        this.firstPassword = directory.resolve("admin-password");
        this.certificates = new UserCertificates(directory);
        this.clock = clock;
        this.attempts = new Attempts(clock);
    }

    /**
     * Without any user: makes one, {@code admin}, engineer, with a password that is in a file only the controller's own
     * user reads. Nobody has a password that somebody else knows.
     *
     * @return that file, when it was made now
     */
    public Optional<Path> makeFirst() throws Unusable {
        if (Files.exists(users)) {
            return Optional.empty();
        }
        String password = Passwords.made();
        write(firstPassword, password + "\n");
        put(ADMINISTRATOR, Role.ENGINEER, password);
        return Optional.of(firstPassword);
    }

    public List<User> list() throws Unusable {
        return read().values().stream()
                .map(account -> new User(account.name, account.role))
                .toList();
    }

    /** Adds a user, or replaces password and role of one. */
    public void set(String name, Role role, String password) throws Unusable {
        if (!NAME.matcher(name).matches()) {
            throw new Unusable("'" + name + "' is no name; 1 to 32 letters, digits, dots, hyphens and underscores are");
        }
        if (password.length() < PASSWORD_MIN_CHARACTERS || password.length() > PASSWORD_MAX_CHARACTERS) {
            throw new Unusable("the password has " + password.length() + " characters; expected "
                    + PASSWORD_MIN_CHARACTERS + " to " + PASSWORD_MAX_CHARACTERS);
        }
        put(name, role, password);
        if (name.equals(ADMINISTRATOR)) {
            forgetFirstPassword();
        }
    }

    public void remove(String name) throws Unusable {
        Map<String, Account> all = read();
        if (all.remove(name) == null) {
            throw unknown(name, all);
        }
        certificates.removeAll(name);
        write(all);
        if (name.equals(ADMINISTRATOR)) {
            forgetFirstPassword();
        }
    }

    /** Asks name and password. As slow for a name that nobody has as for one that somebody has. */
    public Entry enter(String name, String password) {
        Optional<Account> account;
        try {
            account = Optional.ofNullable(read().get(name));
        } catch (Unusable e) {
            return new Entry.Refused(String.valueOf(e.getMessage()));
        }
        String counted = account.map(Account::name).orElse(LockOut.NOBODY);
        return attempts.refused(counted, "passwords", () -> {
                    boolean right = Passwords.matches(
                                    password, account.map(Account::stored).orElse(NOBODYS))
                            && account.isPresent();
                    return right ? Optional.empty() : Optional.of("name or password wrong");
                })
                .orElseGet(() -> welcome(account.orElseThrow()));
    }

    /**
     * Asks a certificate. What is wrong counts for this certificate, not for its user's name: whoever knows a certificate,
     * which is no secret, keeps nobody from their password.
     *
     * @param proof whether the one who shows it has its key; not asked for a certificate that nobody has
     */
    public Entry enter(X509Certificate certificate, BooleanSupplier proof) {
        Optional<Account> account;
        try {
            Map<String, Account> all = read();
            account = certificates.owner(certificate).flatMap(name -> Optional.ofNullable(all.get(name)));
        } catch (IOException | Unusable e) {
            return new Entry.Refused(String.valueOf(e.getMessage()));
        }
        String shown = "certificate " + Fingerprint.sha256(certificate);
        return attempts.refused(account.isPresent() ? shown : LockOut.NOBODY, "certificates", () -> {
                    if (account.isEmpty()) {
                        return Optional.of(shown + " is no user's");
                    }
                    return proof.getAsBoolean()
                            ? UserCertificates.fault(certificate, clock.instant())
                                    .map(fault -> shown + ": " + fault)
                            : Optional.of(shown + " without its key");
                })
                .orElseGet(() -> welcome(account.orElseThrow()));
    }

    private static Entry welcome(Account account) {
        return new Entry.Welcome(new User(account.name, account.role));
    }

    /** Assigns the certificate in a file to a user. */
    public UserCertificates.Assigned addCertificate(String name, Path file) throws Unusable {
        Map<String, Account> all = read();
        if (!all.containsKey(name)) {
            throw unknown(name, all);
        }
        return certificates.add(name, file, clock.instant());
    }

    /** From now on nobody comes in with it, and what was opened with it ends. */
    public UserCertificates.Assigned removeCertificate(String name, String prefix) throws Unusable {
        return certificates.remove(name, prefix);
    }

    public List<UserCertificates.Assigned> certificates() throws Unusable {
        try {
            return certificates.list();
        } catch (IOException e) {
            throw new Unusable("cannot read the certificates of users: " + e.getMessage());
        }
    }

    /** The role of whoever came in with a certificate, as long as it is theirs and valid. */
    public Optional<Role> roleOf(String name, X509Certificate certificate) {
        try {
            return certificates
                    .owner(certificate)
                    .filter(name::equals)
                    .filter(unusedOwner ->
                            UserCertificates.fault(certificate, clock.instant()).isEmpty())
                    .flatMap(this::roleOf);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Unusable unknown(String name, Map<String, Account> all) {
        return new Unusable("no user " + name + "; there is " + String.join(", ", all.keySet()));
    }

    /** The role somebody has now: it may have been taken away since the log-in. */
    public Optional<Role> roleOf(String name) {
        return standing(name).map(Standing::role);
    }

    /**
     * What counts of somebody now.
     *
     * @param mark tells one password of theirs from the next, and nothing about either
     */
    public record Standing(Role role, String mark) {}

    /** Empty for somebody who is not known any more. */
    public Optional<Standing> standing(String name) {
        try {
            return Optional.ofNullable(read().get(name))
                    .map(account -> new Standing(account.role, Tokens.hashed(account.stored)));
        } catch (Unusable e) {
            return Optional.empty();
        }
    }

    private void put(String name, Role role, String password) throws Unusable {
        Map<String, Account> all = Files.exists(users) ? read() : new TreeMap<>();
        all.put(name, new Account(name, role, Passwords.stored(password)));
        write(all);
    }

    private Map<String, Account> read() throws Unusable {
        Map<String, Account> all = new TreeMap<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(users);
        } catch (IOException | UncheckedIOException e) {
            throw new Unusable("cannot read " + users + ": " + e.getMessage());
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                Account account = account(lines.get(i), i + 1);
                all.put(account.name(), account);
            }
        }
        return all;
    }

    private Account account(String line, int number) throws Unusable {
        String[] words = line.strip().split(" +", -1);
        Optional<Role> role = words.length == 3 ? Role.of(words[1]) : Optional.empty();
        if (role.isEmpty() || !NAME.matcher(words[0]).matches() || !Passwords.isStored(words[2])) {
            throw new Unusable(users + ":" + number + ": expected NAME ROLE PASSWORD with a role of " + Role.words()
                    + " and a password as `mortise user set` writes it");
        }
        return new Account(words[0], role.orElseThrow(), words[2]);
    }

    private void write(Map<String, Account> all) throws Unusable {
        write(users, all.values().stream().map(account -> account.line() + "\n").collect(Collectors.joining()));
    }

    private static void write(Path file, String text) throws Unusable {
        try {
            PrivateFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Unusable("cannot write " + file + ": " + e.getMessage());
        }
    }

    private void forgetFirstPassword() throws Unusable {
        try {
            Files.deleteIfExists(firstPassword);
        } catch (IOException e) {
            throw new Unusable("cannot delete " + firstPassword + ": " + e.getMessage());
        }
    }
}
