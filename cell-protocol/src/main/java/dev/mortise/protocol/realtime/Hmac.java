package dev.mortise.protocol.realtime;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA256 of RFC 2104 over pieces, one after the other. Made of {@link MessageDigest} because {@code javax.crypto.Mac}
 * allocates its result each time; here nothing is allocated after construction.
 */
final class Hmac {

    static final int BYTES = 32;

    private static final int BLOCK_BYTES = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final MessageDigest sha;
    private final byte[] inner = new byte[BLOCK_BYTES];
    private final byte[] outer = new byte[BLOCK_BYTES];
    private final byte[] result = new byte[BYTES];

    Hmac() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Takes a key of at most 64 bytes; a longer one would have to be hashed first, and none here is. */
    Hmac key(byte[] key) {
        if (key.length > BLOCK_BYTES) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes; at most " + BLOCK_BYTES);
        }
        for (int i = 0; i < BLOCK_BYTES; i++) {
            byte next = i < key.length ? key[i] : 0;
            inner[i] = (byte) (next ^ INNER);
            outer[i] = (byte) (next ^ OUTER);
        }
        return this;
    }

    Hmac begin() {
        sha.reset();
        sha.update(inner, 0, BLOCK_BYTES);
        return this;
    }

    Hmac add(byte[] bytes, int from, int count) {
        sha.update(bytes, from, count);
        return this;
    }

    Hmac add(byte[] bytes) {
        return add(bytes, 0, bytes.length);
    }

    /** The 32 bytes of the code; they change with the next one. */
    byte[] end() {
        try {
            sha.digest(result, 0, BYTES);
            sha.update(outer, 0, BLOCK_BYTES);
            sha.update(result, 0, BYTES);
            sha.digest(result, 0, BYTES);
            return result;
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
    }
}
