package dev.mortise.protocol.realtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Numbers that stand for names on the real-time path. */
public final class Names {

    /** Of the descriptor with which version 1 was frozen; fields that were added since then do not change it. */
    private static final int SCHEMA = 0x535bdcab;

    private Names() {}

    /** First 8 bytes, big endian, of SHA-256 of a command's name; 0 stands for none. */
    public static long command(String commandId) {
        return ByteBuffer.wrap(sha256(commandId.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    /** First 4 bytes, big endian, of SHA-256 of version 1's frozen descriptor: peers that differ do not command. */
    public static int schema() {
        return SCHEMA;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
