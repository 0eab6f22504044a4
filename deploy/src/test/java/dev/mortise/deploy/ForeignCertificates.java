package dev.mortise.deploy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A foreign client's certificate and key as files, as good or as bad as a test wants them. */
record ForeignCertificates(String uri, Duration from, Duration to, int bits, int usage) {

    private static final String URI = "urn:foreign:mes";
    private static final int RSA_BITS = 2_048;
    private static final int ALL = KeyUsage.digitalSignature
            | KeyUsage.nonRepudiation
            | KeyUsage.keyEncipherment
            | KeyUsage.dataEncipherment
            | KeyUsage.keyCertSign;

    /** Where both are, in PEM form, and the certificate itself. */
    record Made(Path certificate, Path key, X509Certificate itself) {}

    static ForeignCertificates good() {
        return new ForeignCertificates(URI, Duration.ofHours(-1), Duration.ofDays(30), RSA_BITS, ALL);
    }

    ForeignCertificates valid(Duration since, Duration until) {
        return new ForeignCertificates(uri, since, until, bits, usage);
    }

    ForeignCertificates of(String other) {
        return new ForeignCertificates(other, from, to, bits, usage);
    }

    ForeignCertificates withBits(int other) {
        return new ForeignCertificates(uri, from, to, other, usage);
    }

    ForeignCertificates usableFor(int other) {
        return new ForeignCertificates(uri, from, to, bits, other);
    }

    /** Makes both. */
    Made in(Path directory, String name) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            X509Certificate made = signed(pair);
            return new Made(
                    pem(directory.resolve(name + ".pem"), "CERTIFICATE", made.getEncoded()),
                    pem(
                            directory.resolve(name + ".key"),
                            "PRIVATE KEY",
                            pair.getPrivate().getEncoded()),
                    made);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(e);
        }
    }

    /** Puts a certificate where somebody's own hand would, whatever it is worth. */
    static void place(X509Certificate certificate, Path directory) throws IOException {
        try {
            byte[] encoded = certificate.getEncoded();
            String name = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
            Files.write(Files.createDirectories(directory).resolve(name + ".der"), encoded);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private X509Certificate signed(KeyPair pair)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        X500Name name = new X500Name("CN=foreign MES");
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.valueOf(System.nanoTime()),
                                Date.from(now.plus(from)),
                                Date.from(now.plus(to)),
                                name,
                                pair.getPublic())
                        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                        .addExtension(
                                Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                        .addExtension(
                                Extension.subjectAlternativeName,
                                false,
                                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)))
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
    }

    private static Path pem(Path file, String what, byte[] content) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + what + "-----\n");
    }
}
