package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.access.Fingerprint;
import dev.mortise.controller.adapter.access.TrustStore;
import dev.mortise.controller.adapter.access.TrustStore.State;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.security.CertificateQuarantine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where Milo puts certificates that nobody trusts: files that {@code mortise trust} lists. */
final class Quarantine implements CertificateQuarantine {

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private final TrustStore trust;

    Quarantine(TrustStore trust) {
        this.trust = trust;
    }

    @Override
    public List<X509Certificate> getRejectedCertificates() {
        try {
            return trust.list().stream()
                    .filter(entry -> entry.state() == State.WAITING)
                    .map(TrustStore.Entry::certificate)
                    .toList();
        } catch (IOException e) {
            LOG.warn("cannot read the certificates that wait: {}", e.toString());
            return List.of();
        }
    }

    @Override
    public void addRejectedCertificate(X509Certificate certificate) {
        try {
            trust.quarantine(certificate);
            LOG.info(
                    "a program that nobody trusts knocked: {}, fingerprint {}; see `mortise trust list`",
                    certificate.getSubjectX500Principal(),
                    Fingerprint.sha256(certificate));
        } catch (IOException | CertificateException e) {
            LOG.warn("cannot keep a certificate for somebody to judge: {}", e.toString());
        }
    }

    @Override
    public void removeRejectedCertificate(X509Certificate certificate) {
        // `mortise trust` does it, for a person
    }
}
