package dev.mortise.sim.plc;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Period;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.milo.opcua.stack.core.security.CertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.KeyStoreCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;

/**
 * Key and certificate of a simulated PLC, in a file, so that it is the same PLC after a restart. It lets every client in
 * that signs and encrypts: whom a real one trusts is its own people's business.
 */
record PlcKey(DefaultCertificateManager manager, X509Certificate certificate) {

    private static final Period VALID = Period.ofYears(5);

    /** A simulated PLC has no secrets. */
    private static final char[] NO_SECRET = "robot-sim".toCharArray();

    /** @throws IllegalStateException when the file cannot be read or made; the message says which */
    static PlcKey readOrMake(Path file, String applicationUri, URI endpoint) {
        if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            int unusedPlace = Security.addProvider(new BouncyCastleProvider()); // for Aes256_Sha256_RsaPss
        }
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            KeyStoreCertificateStore store = KeyStoreCertificateStore.createAndInitialize(
                    new KeyStoreCertificateStore.Settings(file, () -> NO_SECRET, alias -> NO_SECRET));
            CertificateValidator everybody = (chain, uri, hostnames) -> {};
            CertificateQuarantine quarantine = new MemoryCertificateQuarantine();
            DefaultApplicationGroup group = DefaultApplicationGroup.createAndInitialize(
                    new MemoryTrustListManager(), store, new Factory(applicationUri, endpoint), everybody);
            return new PlcKey(
                    new DefaultCertificateManager(quarantine, List.of(group)),
                    group.getCertificateEntries().get(0).certificateChain[0]);
        } catch (Exception e) { // Milo declares no less
            throw new IllegalStateException("cannot use the key of a simulated PLC, " + file + ": " + e, e);
        }
    }

    private static final class Factory extends RsaSha256CertificateFactory {
        private final String applicationUri;
        private final URI endpoint;

        Factory(String applicationUri, URI endpoint) {
            this.applicationUri = applicationUri;
            this.endpoint = endpoint;
        }

        @Override
        protected X509Certificate[] createRsaSha256CertificateChain(KeyPair pair) throws IOException {
            try {
                return new X509Certificate[] {
                    new SelfSignedCertificateBuilder(pair)
                            .setCommonName("Mortise simulated PLC " + endpoint.getPath())
                            .setOrganization("Mortise")
                            .setValidityPeriod(VALID)
                            .setApplicationUri(applicationUri)
                            .addDnsName(endpoint.getHost())
                            .build()
                };
            } catch (Exception e) { // the builder declares no less
                throw new IOException("cannot make a certificate: " + e.getMessage(), e);
            }
        }
    }
}
