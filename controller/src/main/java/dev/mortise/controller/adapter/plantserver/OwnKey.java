package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.access.TrustStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.FileBasedTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.KeyStoreCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;

/** The server's own key and certificate, made at the first start, and the trust list it checks others by. */
final class OwnKey implements AutoCloseable {

    /** NIST SP 800-57: 128 bits of strength, for use beyond 2030. */
    private static final int RSA_BITS = 3_072;

    /** Clients pin it; a plant does not want to do that often. */
    private static final Period VALID = Period.ofYears(5);

    /** The file's own rights protect it: whoever reads the file could read a password beside it. */
    private static final char[] NO_SECRET = "mortise".toCharArray();

    private static final int URI_NAME = 6;

    private final FileBasedTrustListManager trusted;
    private final KeyStoreCertificateStore store;
    private final DefaultCertificateManager manager;
    private final StrictValidator validator;
    private final X509Certificate certificate;

    private OwnKey(
            FileBasedTrustListManager trusted,
            KeyStoreCertificateStore store,
            DefaultCertificateManager manager,
            StrictValidator validator,
            X509Certificate certificate) {
        this.trusted = trusted;
        this.store = store;
        this.manager = manager;
        this.validator = validator;
        this.certificate = certificate;
    }

    /**
     * Opens the key store, or makes it.
     *
     * @throws IllegalStateException when it cannot; the message says why
     */
    static OwnKey open(Path directory, TrustStore trust, String plant) {
        Path file = directory.resolve("server-key.p12");
        try {
            FileBasedTrustListManager trusted = FileBasedTrustListManager.createAndInitialize(trust.root());
            KeyStoreCertificateStore store = KeyStoreCertificateStore.createAndInitialize(
                    new KeyStoreCertificateStore.Settings(file, () -> NO_SECRET, alias -> NO_SECRET));
            Quarantine quarantine = new Quarantine(trust);
            StrictValidator validator = new StrictValidator(trusted, quarantine);
            DefaultApplicationGroup group =
                    DefaultApplicationGroup.createAndInitialize(trusted, store, new Factory(plant), validator);
            return new OwnKey(
                    trusted,
                    store,
                    new DefaultCertificateManager(quarantine, group),
                    validator,
                    group.getCertificateEntries().get(0).certificateChain[0]);
        } catch (Exception e) {
            throw new IllegalStateException("cannot open the key of the plant server, " + file + ": " + e, e);
        }
    }

    DefaultCertificateManager manager() {
        return manager;
    }

    StrictValidator validator() {
        return validator;
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** What the certificate says: clients compare both. */
    String applicationUri() {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names.stream()
                    .filter(name -> Integer.valueOf(URI_NAME).equals(name.get(0)))
                    .map(name -> String.valueOf(name.get(1)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the server's certificate has no URI"));
        } catch (CertificateParsingException e) {
            throw new IllegalStateException("the server's certificate cannot be read", e);
        }
    }

    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    @Override
    public void close() throws IOException {
        trusted.close();
        store.close();
    }

    private static final class Factory extends RsaSha256CertificateFactory {
        private final String plant;

        Factory(String plant) {
            this.plant = plant;
        }

        @Override
        protected KeyPair createRsaSha256KeyPair() {
            try {
                return SelfSignedCertificateGenerator.generateRsaKeyPair(RSA_BITS);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java makes no RSA keys", e);
            }
        }

        @Override
        protected X509Certificate[] createRsaSha256CertificateChain(KeyPair pair) throws Exception {
            String host = hostName();
            SelfSignedCertificateBuilder builder = new SelfSignedCertificateBuilder(pair)
                    .setCommonName("Mortise " + plant)
                    .setOrganization("Mortise")
                    .setValidityPeriod(VALID)
                    .setApplicationUri("urn:" + host + ":mortise:" + plant.replaceAll("[^A-Za-z0-9-]", "-"))
                    .addDnsName("localhost")
                    .addIpAddress("127.0.0.1");
            if (!host.equals("localhost")) {
                builder.addDnsName(host);
            }
            return new X509Certificate[] {builder.build()};
        }
    }
}
