package dev.mortise.controller.adapter.access;

import dev.mortise.controller.domain.access.LockOut;
import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.port.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    private final Time clock;
    private LockOut lockOut = LockOut.NONE;

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
        this.clock = clock;
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
            throw new Unusable("no user " + name + "; there is " + String.join(", ", all.keySet()));
        }
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
        Duration now = clock.uptime();
        synchronized (this) {
            Optional<Duration> rest = lockOut.lockedFor(counted, now);
            if (rest.isPresent()) {
                return new Entry.Refused(
                        "too many wrong passwords; asked again in "
                                + rest.orElseThrow().toSeconds() + " s",
                        false);
            }
            lockOut = lockOut.wrong(counted, now); // taken back when it was right: guesses side by side count, too
        }
        boolean right =
                Passwords.matches(password, account.map(Account::stored).orElse(NOBODYS)) && account.isPresent();
        if (!right) {
            return new Entry.Refused("name or password wrong");
        }
        synchronized (this) {
            lockOut = lockOut.right(counted);
        }
        return new Entry.Welcome(new User(counted, account.map(Account::role).orElseThrow()));
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
