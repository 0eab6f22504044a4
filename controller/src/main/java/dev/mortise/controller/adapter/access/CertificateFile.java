package dev.mortise.controller.adapter.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** A certificate in a file of its own, named by its fingerprint. */
final class CertificateFile {

    /** A certificate with its extensions is a few kilobytes; what is larger is none. */
    private static final long MAX_BYTES = 64 * 1_024;

    private CertificateFile() {}

    /** As PEM or DER; empty where there is none in it. */
    static Optional<X509Certificate> read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file))));
        } catch (GeneralSecurityException | RuntimeException e) {
            // somebody put another file here; Java's reader asks Bouncy Castle, which throws what it likes
            return Optional.empty();
        }
    }

    static String name(X509Certificate certificate) {
        return Fingerprint.sha256(certificate) + ".der";
    }
}
