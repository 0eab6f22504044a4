package dev.mortise.controller.adapter.access;

import dev.mortise.controller.domain.access.Sessions;
import dev.mortise.controller.port.Time;
import java.time.Duration;
import java.util.Optional;

/**
 * Log-ins that last: somebody gives name and password once and shows a token from then on. Of a token only its SHA-256 is
 * kept, and only in memory: a controller that is started again knows nobody.
 */
public final class LogIns {

    private final Accounts accounts;
    private final Time clock;
    private Sessions sessions = Sessions.NONE;

    /** What a log-in came to. */
    public sealed interface Answer {
        record In(String token, Accounts.User user) implements Answer {}

        /**
         * Not let in.
         *
         * @param asked whether the password was looked at
         */
        record Refused(String reason, boolean asked) implements Answer {}
    }

    public LogIns(Accounts accounts, Time clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Asks name and password; as slow as {@link Accounts#enter}. */
    public Answer enter(String name, String password) {
        if (accounts.enter(name, password) instanceof Accounts.Entry.Refused refused) {
            return new Answer.Refused(refused.reason(), refused.asked());
        }
        Optional<Accounts.Standing> standing = accounts.standing(name);
        if (standing.isEmpty()) {
            return new Answer.Refused("name or password wrong", true); // removed in between
        }
        Accounts.Standing now = standing.orElseThrow();
        String token = Tokens.made();
        Duration uptime = clock.uptime();
        synchronized (this) {
            if (sessions.isFull(uptime)) {
                return new Answer.Refused(
                        Sessions.ALL_MAX + " sessions are open, and no more can be; log out somewhere", true);
            }
            sessions = sessions.with(Tokens.hashed(token), name, now.mark(), uptime);
        }
        return new Answer.In(token, new Accounts.User(name, now.role()));
    }

    /** Whose token it is, with the role as it is now; empty when the session has ended. */
    public Optional<Accounts.User> user(String token) {
        String key = Tokens.hashed(token);
        Optional<Sessions.Session> session;
        synchronized (this) {
            session = sessions.at(key, clock.uptime());
        }
        Optional<Accounts.User> user = session.flatMap(open -> accounts.standing(open.name())
                .filter(standing -> standing.mark().equals(open.mark()))
                .map(standing -> new Accounts.User(open.name(), standing.role())));
        if (session.isPresent() && user.isEmpty()) {
            leave(token);
        }
        return user;
    }

    /** Puts off the end for want of life. */
    public synchronized void seen(String token) {
        sessions = sessions.seen(Tokens.hashed(token), clock.uptime());
    }

    public synchronized void leave(String token) {
        sessions = sessions.without(Tokens.hashed(token));
    }
}
