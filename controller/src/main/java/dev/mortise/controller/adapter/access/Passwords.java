package dev.mortise.controller.adapter.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords as they are kept: PBKDF2 with HMAC-SHA256, a salt each. */
final class Passwords {

    /** OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256; about 0.2 s of one core. */
    private static final int ITERATIONS = 600_000;

    /** A file that asks for more would stop whoever reads it. */
    private static final int ITERATIONS_MAX = 10_000_000;

    private static final String SCHEME = "pbkdf2-sha256";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final int GIVEN_BYTES = 18;
    private static final int PARTS = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** One at a time: guessing must not take the cores that the line needs. */
    private static final Semaphore TURN = new Semaphore(1, true);

    private Passwords() {}

    static String stored(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return String.join(
                "$", SCHEME, Integer.toString(ITERATIONS), text(salt), text(hash(password, salt, ITERATIONS)));
    }

    static boolean matches(String password, String stored) {
        String[] parts = stored.split("\\$", -1);
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] expected = Base64.getDecoder().decode(parts[PARTS - 1]);
        return MessageDigest.isEqual(expected, hash(password, salt, Integer.parseInt(parts[1])));
    }

    /** Whether {@link #matches} can read it. */
    static boolean isStored(String text) {
        String[] parts = text.split("\\$", -1);
        if (parts.length != PARTS || !parts[0].equals(SCHEME) || !parts[1].matches("[0-9]{1,8}")) {
            return false;
        }
        try {
            int iterations = Integer.parseInt(parts[1]);
            Base64.getDecoder().decode(parts[2]);
            return iterations > 0
                    && iterations <= ITERATIONS_MAX
                    && Base64.getDecoder().decode(parts[PARTS - 1]).length == HASH_BITS / Byte.SIZE;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** One that nobody has to think up. */
    static String made() {
        byte[] bytes = new byte[GIVEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String password, byte[] salt, int iterations) {
        TURN.acquireUninterruptibly();
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2 with HMAC-SHA256", e);
        } finally {
            spec.clearPassword();
            TURN.release();
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
