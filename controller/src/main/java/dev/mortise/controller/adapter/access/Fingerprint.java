package dev.mortise.controller.adapter.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** What people compare. */
public final class Fingerprint {

    private Fingerprint() {}

    public static String sha256(X509Certificate certificate) {
        return of("SHA-256", certificate);
    }

    /** What OPC UA calls the thumbprint; other tools show it. */
    public static String sha1(X509Certificate certificate) {
        return of("SHA-1", certificate);
    }

    private static String of(String digest, X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(digest).digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("cannot digest a certificate", e);
        }
    }
}
