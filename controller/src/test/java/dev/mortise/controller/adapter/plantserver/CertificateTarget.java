package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.access.Certificates;
import dev.mortise.controller.adapter.access.Fingerprint;
import dev.mortise.controller.adapter.access.Strength;
import dev.mortise.controller.fuzz.Quiet;
import java.security.cert.X509Certificate;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;

/** The certificates that somebody unknown sends to open a channel: decoded as Milo does it, then judged. */
public final class CertificateTarget {

    private static final StrictValidator JUDGE =
            new StrictValidator(new MemoryTrustListManager(), new MemoryCertificateQuarantine());

    private CertificateTarget() {}

    /** As Jazzer calls it. */
    public static void fuzzerInitialize() throws Exception {
        Quiet.please();
        Strength.allPolicies();
        fuzzerTestOneInput(Certificates.good().made().getEncoded()); // makes the classes visible
    }

    /** As Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        List<X509Certificate> chain = decoded(input);
        if (chain.isEmpty()) {
            return;
        }
        String unusedShown = Fingerprint.sha256(chain.get(0));
        try {
            JUDGE.validateCertificateChain(chain, Certificates.good().uri(), null);
        } catch (UaException e) {
            return; // nobody trusts it
        }
        throw new IllegalStateException("somebody came in whom nobody trusts");
    }

    /** Java's reader throws what Bouncy Castle throws: the door ends the connection for it, as for any other. */
    private static List<X509Certificate> decoded(byte[] input) {
        try {
            return CertificateUtil.decodeCertificates(input);
        } catch (UaException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException
                | NullPointerException e) {
            return List.of();
        }
    }
}
