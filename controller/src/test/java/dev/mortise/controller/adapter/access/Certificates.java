package dev.mortise.controller.adapter.access;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.bc.BCObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates of programs, as good or as bad as a test wants them. */
public record Certificates(String uri, Duration from, Duration to, int bits, int usage, String signature) {

    private static final X500Name NAME = new X500Name("CN=MES of the plant");
    private static final Map<Integer, KeyPair> KEYS = new ConcurrentHashMap<>();

    /** One that nothing is wrong with. */
    public static Certificates good() {
        return new Certificates(
                "urn:plant:mes",
                Duration.ofHours(-1),
                Duration.ofDays(30),
                2_048,
                KeyUsage.digitalSignature
                        | KeyUsage.nonRepudiation
                        | KeyUsage.keyEncipherment
                        | KeyUsage.dataEncipherment
                        | KeyUsage.keyCertSign,
                "SHA256withRSA");
    }

    public Certificates valid(Duration since, Duration until) {
        return new Certificates(uri, since, until, bits, usage, signature);
    }

    public Certificates of(String other) {
        return new Certificates(other, from, to, bits, usage, signature);
    }

    public Certificates withBits(int other) {
        return new Certificates(uri, from, to, other, usage, signature);
    }

    public Certificates usableFor(int other) {
        return new Certificates(uri, from, to, bits, other, signature);
    }

    public Certificates signedWith(String other) {
        return new Certificates(uri, from, to, bits, usage, other);
    }

    /** Made once for each length: a certificate is told from another by its serial number, and a key takes a second. */
    public KeyPair keys() {
        return KEYS.computeIfAbsent(bits, Certificates::made);
    }

    private static KeyPair made(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By itself. */
    public X509Certificate sign(KeyPair keys) {
        return sign(keys.getPublic(), NAME, keys.getPrivate());
    }

    /** By somebody who is called so. */
    X509Certificate sign(PublicKey program, X500Name issuer, PrivateKey by) {
        try {
            Instant now = Instant.now();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            issuer,
                            BigInteger.valueOf(System.nanoTime()),
                            Date.from(now.plus(from)),
                            Date.from(now.plus(to)),
                            NAME,
                            program)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth
                    }))
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(by)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public X509Certificate made() {
        return sign(keys());
    }

    /** As found by a fuzz target: signed by what is no signature, without its parameters. Java's reader throws at it. */
    public static byte[] unreadable() throws Exception {
        ASN1Sequence whole = ASN1Sequence.getInstance(good().made().getEncoded());
        ASN1Encodable[] told = ASN1Sequence.getInstance(whole.getObjectAt(0)).toArray();
        told[2] = new AlgorithmIdentifier(BCObjectIdentifiers.bc_pbe_sha1_pkcs12_aes128_cbc, new DERSequence());
        return new DERSequence(new ASN1Encodable[] {new DERSequence(told), whole.getObjectAt(1), whole.getObjectAt(2)})
                .getEncoded();
    }
}
