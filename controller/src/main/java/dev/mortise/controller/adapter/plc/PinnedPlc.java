package dev.mortise.controller.adapter.plc;

import dev.mortise.controller.adapter.access.Fingerprint;
import dev.mortise.controller.adapter.access.Strength;
import dev.mortise.controller.adapter.access.TrustStore;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.jspecify.annotations.Nullable;

/**
 * Takes one cell's PLC for itself only with a certificate that a person has accepted for that cell: who vouches for it
 * and which host it names do not count. An unknown one waits for that person.
 */
final class PinnedPlc implements CertificateValidator {

    private static final int SHOWN_CHARACTERS = 16;

    private final TrustStore trust;

    PinnedPlc(TrustStore trust) {
        this.trust = trust;
    }

    /** What a server says of itself before a channel is opened; the channel is then encrypted for this certificate. */
    void checks(EndpointDescription endpoint) throws UaException {
        ByteString bytes = endpoint.getServerCertificate();
        if (bytes == null || bytes.isNullOrEmpty()) {
            throw new UaException(StatusCodes.Bad_CertificateInvalid, "it shows no certificate");
        }
        validateCertificateChain(
                CertificateUtil.decodeCertificates(bytes.bytesOrEmpty()),
                endpoint.getServer().getApplicationUri(),
                null);
    }

    @Override
    public void validateCertificateChain(
            List<X509Certificate> chain, @Nullable String applicationUri, @Nullable String @Nullable [] hostnames)
            throws UaException {
        X509Certificate certificate = chain.get(0);
        String name = "its certificate " + Fingerprint.sha256(certificate).substring(0, SHOWN_CHARACTERS);
        if (Strength.isWeak(certificate)) {
            throw new UaException(
                    StatusCodes.Bad_CertificatePolicyCheckFailed,
                    name + " has a key or signature too weak: " + certificate.getSigAlgName());
        }
        try {
            certificate.checkValidity();
        } catch (CertificateException e) {
            throw new UaException(
                    StatusCodes.Bad_CertificateTimeInvalid,
                    name + " is valid from " + certificate.getNotBefore().toInstant() + " to "
                            + certificate.getNotAfter().toInstant());
        }
        if (applicationUri != null
                && !applicationUri.equals(CertificateUtil.getSanUri(certificate).orElse(""))) {
            throw new UaException(
                    StatusCodes.Bad_CertificateUriInvalid, name + " is not one of the application " + applicationUri);
        }
        accepted(certificate, name);
    }

    private void accepted(X509Certificate certificate, String name) throws UaException {
        try {
            if (trust.isRevoked(certificate)) {
                throw new UaException(StatusCodes.Bad_CertificateRevoked, name + " was revoked with mortise trust");
            }
            if (!trust.isTrusted(certificate)) {
                trust.quarantine(certificate);
                throw new UaException(
                        StatusCodes.Bad_CertificateUntrusted,
                        name
                                + " is not accepted for this cell; compare it with the PLC's own, then `mortise trust accept "
                                + Fingerprint.sha256(certificate).substring(0, SHOWN_CHARACTERS) + "`");
            }
        } catch (IOException | CertificateException e) {
            throw new UaException(StatusCodes.Bad_CertificateInvalid, name + " cannot be looked up: " + e, e);
        }
    }
}
