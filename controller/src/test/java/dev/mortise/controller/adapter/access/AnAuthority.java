package dev.mortise.controller.adapter.access;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A plant's own certification authority: it vouches for programs, and takes that back in its revocation list. */
public final class AnAuthority {

    private static final X500Name NAME = new X500Name("CN=Authority of the plant");
    private static final Duration DAY = Duration.ofDays(1);

    /** Its own, of another length than those of programs. */
    private static final KeyPair KEYS = Certificates.good().withBits(2_056).keys();

    private final Path trusted;
    private final X509Certificate own;
    private int lists;

    /** Somebody trusts it; nothing is revoked yet. */
    public AnAuthority(TrustStore store) throws Exception {
        this.trusted = store.root().resolve("trusted");
        Instant now = Instant.now();
        this.own = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                NAME,
                                BigInteger.ONE,
                                Date.from(now.minus(DAY)),
                                Date.from(now.plus(DAY)),
                                NAME,
                                KEYS.getPublic())
                        .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(KEYS.getPrivate())));
        put(trusted.resolve("certs/authority.der"), own.getEncoded());
        revokes(List.of());
    }

    /** Its own certificate, signed by itself. */
    public X509Certificate own() {
        return own;
    }

    /** Vouches for a program with this key. */
    public X509Certificate vouchesFor(KeyPair program) {
        return Certificates.good().sign(program.getPublic(), NAME, KEYS.getPrivate());
    }

    /** Its newest list, as whoever runs the plant copies it to the controller. */
    public void revokes(List<X509Certificate> programs) throws Exception {
        Instant now = Instant.now();
        X509v2CRLBuilder list =
                new X509v2CRLBuilder(NAME, Date.from(now.minus(DAY).plusSeconds(lists++)));
        list.setNextUpdate(Date.from(now.plus(DAY)));
        for (X509Certificate program : programs) {
            list.addCRLEntry(program.getSerialNumber(), Date.from(now.minusSeconds(1)), CRLReason.keyCompromise);
        }
        put(
                trusted.resolve("crl/authority.crl"),
                list.build(new JcaContentSignerBuilder("SHA256withRSA").build(KEYS.getPrivate()))
                        .getEncoded());
    }

    private static void put(Path file, byte[] content) throws Exception {
        Path written = Files.write(file.resolveSibling(file.getFileName() + ".new"), content);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
