package dev.mortise.controller.adapter.access;

import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Locale;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** What a certificate of a program or a device has to be good for. */
public final class Strength {

    /** The least that the security policies allow that we speak (OPC 10000-7, Basic256Sha256 and the two Aes). */
    private static final int RSA_MIN_BITS = 2_048;

    private Strength() {}

    /** Java alone has not all that the policy Aes256_Sha256_RsaPss names; Milo asks any provider by name. */
    public static void allPolicies() {
        if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            int unusedPlace = Security.addProvider(new BouncyCastleProvider());
        }
    }

    public static boolean isWeak(X509Certificate certificate) {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        return signature.contains("SHA1")
                || signature.contains("MD5")
                || !(certificate.getPublicKey() instanceof RSAPublicKey key)
                || key.getModulus().bitLength() < RSA_MIN_BITS;
    }
}
