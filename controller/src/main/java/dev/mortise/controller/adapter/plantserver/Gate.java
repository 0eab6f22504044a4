package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.access.Accounts;
import dev.mortise.controller.adapter.audit.Audit;
import dev.mortise.controller.adapter.audit.Deed;
import dev.mortise.controller.adapter.plantserver.mapping.RoleWords;
import dev.mortise.controller.domain.access.Access;
import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.access.Seats;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.identity.AbstractUsernameIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.DefaultUsernameIdentity;
import org.eclipse.milo.opcua.sdk.server.identity.Identity;
import org.eclipse.milo.opcua.sdk.server.identity.IdentityValidator;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.SignatureData;
import org.eclipse.milo.opcua.stack.core.types.structured.UserIdentityToken;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is there, and what they may do. Whatever is wrong with a log-in, the answer is the same: an answer that tells a bad
 * padding from a bad password would let a recorded password be found out (Milo 1.1.2, #1804).
 */
final class Gate implements IdentityValidator {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final Accounts accounts;
    private final Audit audit;
    private final Names names = new Names();
    private final CertificateLogIn cards;
    private Seats seats = Seats.NONE;
    private Set<String> missing = Set.of();

    Gate(Accounts accounts, Audit audit) {
        this.accounts = accounts;
        this.audit = audit;
        this.cards = new CertificateLogIn(accounts, this::told);
    }

    @Override
    public Set<UserTokenType> getSupportedTokenTypes() {
        return Set.of(UserTokenType.UserName, UserTokenType.Certificate);
    }

    @Override
    public Identity validateIdentityToken(
            Session session, UserIdentityToken token, UserTokenPolicy policy, SignatureData signature)
            throws UaException {
        if (session.getClientDescription().getApplicationUri() == null) {
            // without it Milo does not compare the certificate's URI
            throw refused(session, "the client does not say its application URI");
        }
        Identity known;
        try {
            known = policy.getTokenType() == UserTokenType.Certificate
                    ? cards.validateIdentityToken(session, token, policy, signature)
                    : names.validateIdentityToken(session, token, policy, signature);
        } catch (UaException | RuntimeException e) {
            throw refused(session, String.valueOf(e.getMessage()));
        }
        seat(session, known);
        return known;
    }

    /** Whoever has logged in gets a seat, or is told that there is none. */
    private void seat(Session session, Identity known) throws UaException {
        Seats.Guest guest = user(known)
                .map(user -> new Seats.Guest(user.name(), user.role()))
                .orElseThrow(() -> refused(session, "the user was removed meanwhile"));
        String id = session.getSessionId().toString();
        synchronized (this) {
            Optional<String> none = seats.whyNone(id, guest);
            if (none.isPresent()) {
                LOG.info("no session for {}: {}", guest.name(), none.orElseThrow());
                throw new UaException(StatusCodes.Bad_TooManySessions, none.orElseThrow());
            }
            seats = seats.with(id, guest);
        }
        session.addLifecycleListener((closed, unusedDeleted) -> leave(Set.of(id)));
    }

    private synchronized void leave(Set<String> sessions) {
        seats = seats.without(sessions);
        missing = new HashSet<>(missing);
        missing.removeAll(sessions);
    }

    /** Takes back seats of sessions that are not there at two looks one after the other: one is between two lists of Milo's. */
    synchronized void keepSeats(Set<String> open) {
        Set<String> gone = new HashSet<>(seats.taken().keySet());
        gone.removeAll(open);
        Set<String> stillGone = new HashSet<>(gone);
        stillGone.retainAll(missing);
        seats = seats.without(stillGone);
        missing = gone;
    }

    private static UaException refused(Session session, String why) {
        LOG.info("refused a log-in from {} ({}): {}", session.getClientAddress(), session.getSessionName(), why);
        return new UaException(StatusCodes.Bad_UserAccessDenied);
    }

    /** The user of a session, with the role as it is now. */
    Optional<Accounts.User> user(Session session) {
        return Optional.ofNullable(session.getIdentity()).flatMap(this::user);
    }

    private Optional<Accounts.User> user(Identity identity) {
        if (identity instanceof CertificateLogIn.Known known) {
            return accounts.roleOf(known.user(), known.getCertificate())
                    .map(role -> new Accounts.User(known.user(), role));
        }
        return identity instanceof Identity.UsernameIdentity known
                ? accounts.roleOf(known.getUsername()).map(role -> new Accounts.User(known.getUsername(), role))
                : Optional.empty();
    }

    /**
     * The name of whoever may do this.
     *
     * @throws UaException Bad_UserAccessDenied when they may not
     */
    String require(Optional<Session> session, Act act) throws UaException {
        Accounts.User user = session.flatMap(this::user)
                .orElseThrow(() -> new UaException(StatusCodes.Bad_UserAccessDenied, "nobody is logged in"));
        if (!Access.allows(user.role(), act)) {
            String why = user.name() + ": " + Access.whyNot(user.role(), act);
            LOG.info("refused: {}", why);
            audit.note(new Deed(user.name(), Deed.OPC_UA, act.name(), "", "not allowed: " + why));
            throw new UaException(StatusCodes.Bad_UserAccessDenied, why);
        }
        return user.name();
    }

    /** Whether they may, if they asked. */
    boolean may(Session session, Act act) {
        return user(session).filter(user -> Access.allows(user.role(), act)).isPresent();
    }

    /** Keeps what somebody did whom this gate has let pass. */
    void did(String by, String act, String subject, String outcome) {
        audit.note(new Deed(by, Deed.OPC_UA, act, subject, outcome));
    }

    /** The roles that OPC UA has names for. */
    List<NodeId> wellKnown(Identity identity) {
        return user(identity)
                .map(user -> RoleWords.wellKnown(user.role()))
                .map(role -> List.of(NodeIds.WellKnownRole_AuthenticatedUser, role))
                .orElse(List.of(NodeIds.WellKnownRole_Anonymous));
    }

    private final class Names extends AbstractUsernameIdentityValidator {
        @Override
        protected Identity.@Nullable UsernameIdentity authenticateUsernamePassword(
                Session session, String name, String password) {
            return told(name, accounts.enter(name, password))
                    .map(user -> new DefaultUsernameIdentity(user.name()))
                    .orElse(null);
        }
    }

    /**
     * Logs and keeps what a log-in came to.
     *
     * @param who the name that was given, or what was shown
     */
    private Optional<Accounts.User> told(String who, Accounts.Entry entry) {
        if (entry instanceof Accounts.Entry.Welcome welcome) {
            Accounts.User user = welcome.user();
            LOG.info("{} ({}) has logged in", user.name(), user.role());
            audit.note(new Deed(user.name(), Deed.OPC_UA, "log-in", who.equals(user.name()) ? "" : who, "welcome"));
            return Optional.of(user);
        }
        Accounts.Entry.Refused refused = (Accounts.Entry.Refused) entry;
        LOG.info("a log-in was refused: {}", refused.reason());
        if (refused.asked()) { // guesses that nobody looks at do not fill the disk
            audit.note(new Deed(who, Deed.OPC_UA, "log-in", "", "refused: " + refused.reason()));
        }
        return Optional.empty();
    }
}
