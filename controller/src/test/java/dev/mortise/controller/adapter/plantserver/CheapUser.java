package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.access.Role;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A line of the users' file whose password takes no work: fifty log-ins cost nothing. */
final class CheapUser {

    private static final int HASH_BITS = 256;

    private CheapUser() {}

    static String line(String name, Role role, String password) throws GeneralSecurityException {
        byte[] salt = {1};
        byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 1, HASH_BITS))
                .getEncoded();
        Base64.Encoder text = Base64.getEncoder();
        return name + " " + role.word() + " pbkdf2-sha256$1$" + text.encodeToString(salt) + "$"
                + text.encodeToString(hash) + "\n";
    }
}
