package dev.mortise.controller.adapter.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Key and certificate of the HTTP door.
 *
 * @param certificates the door's own first, then those that vouch for it
 */
public record TlsKey(PrivateKey key, List<X509Certificate> certificates) {

    /** NIST SP 800-57: 128 bits of strength, for use beyond 2030. */
    private static final String CURVE = "secp256r1";

    /** People and programs pin it; a plant does not want to do that often. */
    private static final int VALID_YEARS = 5;

    private static final int SERIAL_BITS = 127;

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /** Nobody reads the key store but this process. */
    private static final char[] NO_SECRET = "mortise".toCharArray();

    public TlsKey {
        certificates = List.copyOf(certificates);
    }

    /**
     * Reads both.
     *
     * @param key PEM, PKCS #8, without a password
     * @param certificate PEM
     * @throws IOException when they cannot be read; the message says why
     */
    public static TlsKey read(Path key, Path certificate) throws IOException {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate one :
                    factory.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate)))) {
                chain.add((X509Certificate) one);
            }
            if (chain.isEmpty()) {
                throw new IOException(certificate + " has no certificate in PEM form");
            }
            TlsKey read = new TlsKey(privateKey(key), chain);
            if (!read.belongTogether()) {
                throw new IOException(key + " is not the key of the first certificate in " + certificate);
            }
            return read;
        } catch (GeneralSecurityException e) {
            throw new IOException(certificate + " has no certificate in PEM form: " + e.getMessage(), e);
        }
    }

    /** Reads both; makes both where neither is there. The key is for the controller's own user alone. */
    public static TlsKey readOrMake(Path key, Path certificate) throws IOException {
        if (!Files.exists(key) && !Files.exists(certificate)) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec(CURVE));
                KeyPair pair = generator.generateKeyPair();
                PrivateFiles.write(
                        certificate, pem("CERTIFICATE", selfSigned(pair).getEncoded()));
                PrivateFiles.write(key, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            } catch (GeneralSecurityException | OperatorCreationException e) {
                throw new IllegalStateException("this Java makes no keys on " + CURVE, e);
            }
        }
        return read(key, certificate);
    }

    /** As servers take them. */
    public KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_SECRET);
            store.setKeyEntry("http", key, NO_SECRET, certificates.toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the key and the certificate of the HTTP door do not go together", e);
        }
    }

    public String keyStorePassword() {
        return new String(NO_SECRET);
    }

    private boolean belongTogether() throws GeneralSecurityException {
        byte[] something = certificates.get(0).getEncoded();
        Signature made =
                Signature.getInstance("SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
        made.initSign(key);
        made.update(something);
        byte[] signature = made.sign();
        if (!certificates.get(0).getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        made.initVerify(certificates.get(0).getPublicKey());
        made.update(something);
        return made.verify(signature);
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        Matcher matcher = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!matcher.find()) {
            throw new IOException(file + " has no key of the form -----BEGIN PRIVATE KEY----- (PKCS #8, no password)");
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
        return privateKey(encoded, "EC")
                .or(() -> privateKey(encoded, "RSA"))
                .orElseThrow(() -> new IOException(file + " has a key that is neither EC nor RSA"));
    }

    private static Optional<PrivateKey> privateKey(PKCS8EncodedKeySpec encoded, String algorithm) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (InvalidKeySpecException e) {
            return Optional.empty(); // of another kind
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java knows no " + algorithm + " keys", e);
        }
    }

    private static X509Certificate selfSigned(KeyPair pair)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        String host = hostName();
        X500Name name = new X500Name("CN=Mortise " + host.replaceAll("[^A-Za-z0-9.-]", "-"));
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
                Date.from(now),
                Date.from(now.atZone(ZoneOffset.UTC).plusYears(VALID_YEARS).toInstant()),
                name,
                pair.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, host),
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        }));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static byte[] pem(String what, byte[] content) {
        return ("-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                        + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "TlsKey[" + Fingerprint.sha256(certificates.get(0)) + "]";
    }
}
