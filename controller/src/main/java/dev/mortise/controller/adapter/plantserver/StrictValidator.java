package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.access.Strength;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultServerCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.TrustListManager;
import org.eclipse.milo.opcua.stack.core.util.validation.ValidationCheck;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Milo's validator with every check on (its default leaves most out), and no weak keys. */
final class StrictValidator implements CertificateValidator {

    private static final Logger LOG = LoggerFactory.getLogger(StrictValidator.class);

    private static final Set<ValidationCheck> CHECKS = Set.of(
            ValidationCheck.VALIDITY,
            ValidationCheck.KEY_USAGE_END_ENTITY,
            ValidationCheck.EXTENDED_KEY_USAGE_END_ENTITY,
            ValidationCheck.REVOCATION,
            ValidationCheck.APPLICATION_URI);

    private final CertificateValidator milo;

    StrictValidator(TrustListManager trusted, CertificateQuarantine quarantine) {
        this.milo = new DefaultServerCertificateValidator(trusted, CHECKS, quarantine);
    }

    @Override
    public void validateCertificateChain(
            List<X509Certificate> chain, @Nullable String applicationUri, @Nullable String @Nullable [] hostnames)
            throws UaException {
        X509Certificate certificate = chain.get(0);
        try {
            if (Strength.isWeak(certificate)) {
                throw new UaException(
                        StatusCodes.Bad_CertificatePolicyCheckFailed,
                        "a key or signature too weak: " + certificate.getSigAlgName());
            }
            milo.validateCertificateChain(chain, applicationUri, hostnames);
        } catch (UaException e) {
            LOG.info("refused a program: {}: {}", certificate.getSubjectX500Principal(), e.getMessage());
            throw e;
        }
    }
}
