package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.access.Accounts;
import dev.mortise.controller.adapter.access.Fingerprint;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.identity.AbstractX509IdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.DefaultX509UserIdentity;
import org.eclipse.milo.opcua.sdk.server.identity.Identity;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.structured.SignatureData;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.core.types.structured.X509IdentityToken;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;

/**
 * Users who show a certificate and sign the server's certificate and its newest number with the key (OPC 10000-4, 7.40.5). Milo
 * checks the signature, and that it is made as the policy says; only for certificates that somebody has.
 */
final class CertificateLogIn extends AbstractX509IdentityValidator {

    private final Accounts accounts;
    private final BiFunction<String, Accounts.Entry, Optional<Accounts.User>> told;

    /** Somebody whose key has been seen to fit. */
    static final class Known extends DefaultX509UserIdentity {
        private final String user;

        private Known(String user, X509Certificate certificate) {
            super(certificate);
            this.user = user;
        }

        String user() {
            return user;
        }
    }

    /** Logs and keeps what a log-in came to. */
    CertificateLogIn(Accounts accounts, BiFunction<String, Accounts.Entry, Optional<Accounts.User>> told) {
        this.accounts = accounts;
        this.told = told;
    }

    @Override
    protected Identity.X509UserIdentity validateX509Token(
            Session session, X509IdentityToken token, UserTokenPolicy policy, SignatureData signature)
            throws UaException {
        X509Certificate certificate =
                CertificateUtil.decodeCertificate(token.getCertificateData().bytesOrEmpty());
        Accounts.Entry entry = accounts.enter(certificate, () -> proves(session, token, policy, signature));
        return told.apply("certificate " + Fingerprint.sha256(certificate), entry)
                .map(user -> new Known(user.name(), certificate))
                .orElseThrow(
                        () -> new UaException(StatusCodes.Bad_UserAccessDenied, "no log-in with this certificate"));
    }

    private boolean proves(Session session, X509IdentityToken token, UserTokenPolicy policy, SignatureData signature) {
        try {
            return super.validateX509Token(session, token, policy, signature) != null;
        } catch (UaException e) {
            return false;
        }
    }

    /** Milo asks when the signature fits. */
    @Override
    protected Identity.X509UserIdentity authenticateCertificate(Session session, X509Certificate certificate) {
        return new DefaultX509UserIdentity(certificate);
    }
}
