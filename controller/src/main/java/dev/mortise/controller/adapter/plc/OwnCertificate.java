package dev.mortise.controller.adapter.plc;

import dev.mortise.controller.adapter.access.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Period;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;

/** What the controller shows to PLCs: made at the first need, the same from then on, because PLCs keep it. */
record OwnCertificate(KeyPair keys, X509Certificate certificate) {

    /** NIST SP 800-57: 128 bits of strength, for use beyond 2030. */
    private static final int RSA_BITS = 3_072;

    /** Somebody has to carry it to every PLC; a plant does not want to do that often. */
    private static final Period VALID = Period.ofYears(5);

    /** The file's own rights protect it: whoever reads the file could read a password beside it. */
    private static final char[] NO_SECRET = "mortise".toCharArray();

    private static final String ALIAS = "plc-client";

    /** @throws IOException when it cannot be read or made; the message says why */
    static OwnCertificate readOrMake(Path file) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            if (!Files.exists(file)) {
                make(store, file);
            }
            store.load(new ByteArrayInputStream(Files.readAllBytes(file)), NO_SECRET);
            if (store.getKey(ALIAS, NO_SECRET) instanceof PrivateKey key
                    && store.getCertificate(ALIAS) instanceof X509Certificate certificate) {
                return new OwnCertificate(new KeyPair(certificate.getPublicKey(), key), certificate);
            }
            throw new IOException(file + " has no key " + ALIAS + " with its certificate");
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** PLCs compare it with what the session says. */
    String applicationUri() {
        return CertificateUtil.getSanUri(certificate)
                .orElseThrow(() -> new IllegalStateException("the certificate for PLCs has no URI"));
    }

    private static void make(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = SelfSignedCertificateGenerator.generateRsaKeyPair(RSA_BITS);
        store.load(null, NO_SECRET);
        store.setKeyEntry(ALIAS, pair.getPrivate(), NO_SECRET, new Certificate[] {selfSigned(pair)});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, NO_SECRET);
        PrivateFiles.write(file, bytes.toByteArray());
    }

    private static X509Certificate selfSigned(KeyPair pair) throws IOException {
        String host = hostName();
        try {
            return new SelfSignedCertificateBuilder(pair)
                    .setCommonName("Mortise controller on " + host)
                    .setOrganization("Mortise")
                    .setValidityPeriod(VALID)
                    .setApplicationUri("urn:" + host + ":mortise:controller")
                    .addDnsName(host)
                    .build();
        } catch (Exception e) { // the builder declares no less
            throw new IOException("cannot make a certificate: " + e.getMessage(), e);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
