package dev.mortise.controller.port;

import java.security.SecureRandom;

/** 32 random bytes for one robot and one life of its controller. They are in no log, no event and no text of this class. */
public final class SessionKey {

    private static final int BYTES = 32;

    private final byte[] bytes;

    private SessionKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new one that nobody can foretell. */
    public static SessionKey random() {
        byte[] made = new byte[BYTES];
        new SecureRandom().nextBytes(made);
        return new SessionKey(made);
    }

    /**
     * Takes a key that somebody else made.
     *
     * @throws IllegalArgumentException when it has not 32 bytes
     */
    public static SessionKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key of " + bytes.length + " bytes; expected " + BYTES);
        }
        return new SessionKey(bytes.clone());
    }

    /** A copy, for whoever hands it over or tags with it. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "a key of " + BYTES + " bytes";
    }
}
