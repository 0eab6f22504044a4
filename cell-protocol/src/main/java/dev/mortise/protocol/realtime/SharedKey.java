package dev.mortise.protocol.realtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** 32 random bytes that a robot and its controller share. They are in no log, no message and no text of this class. */
public final class SharedKey {

    public static final int BYTES = 32;

    private static final int DIGITS = 2 * BYTES;

    /** A key with its end of line, and room for a sign that the wrong file is named. */
    private static final long FILE_MAX_BYTES = 1_000;

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private final byte[] bytes;

    private SharedKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A file holds no key that may be used; the message says why and what would be right. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /**
     * Takes a key.
     *
     * @throws IllegalArgumentException when it has not 32 bytes
     */
    public static SharedKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key of " + bytes.length + " bytes; expected " + BYTES);
        }
        return new SharedKey(bytes.clone());
    }

    /** A new key that nobody can foretell. */
    public static SharedKey random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SharedKey(bytes);
    }

    /** Whether both are the same bytes, told in a time that does not depend on where they differ. */
    public boolean isSame(SharedKey other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    /**
     * Reads a key from its file: 64 hexadecimal digits and nothing else but white space around them.
     *
     * @throws Unusable when it cannot be read, is no key, or others than its owner may read or write it
     */
    public static SharedKey read(Path file) throws Unusable {
        try {
            othersMayNot(file);
            if (Files.size(file) > FILE_MAX_BYTES) {
                throw new Unusable(file + " is no key: expected " + DIGITS + " hexadecimal digits");
            }
            String text = Files.readString(file).strip();
            if (text.length() != DIGITS || !text.chars().allMatch(HexFormat::isHexDigit)) {
                throw new Unusable(file + " is no key: expected " + DIGITS + " hexadecimal digits");
            }
            return new SharedKey(HexFormat.of().parseHex(text));
        } catch (IOException e) {
            throw new Unusable(file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static void othersMayNot(Path file) throws IOException, Unusable {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return; // who may read it is told in another way there
        }
        Set<PosixFilePermission> may = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(may)) {
            throw new Unusable(file + " is open to others than its owner (" + PosixFilePermissions.toString(may)
                    + "); expected chmod 600, and a new key if others have read it");
        }
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return "a key of " + BYTES + " bytes";
    }
}
