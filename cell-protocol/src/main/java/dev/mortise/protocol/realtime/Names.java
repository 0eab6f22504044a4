package dev.mortise.protocol.realtime;

import dev.mortise.protocol.realtime.v1.RealtimeProto;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Numbers that stand for names on the real-time path. */
public final class Names {

    private static final int SCHEMA = ByteBuffer.wrap(
                    sha256(RealtimeProto.getDescriptor().toProto().toByteArray()))
            .getInt();

    private Names() {}

    /** First 8 bytes, big endian, of SHA-256 of a command's name; 0 stands for none. */
    public static long command(String commandId) {
        return ByteBuffer.wrap(sha256(commandId.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    /** First 4 bytes, big endian, of SHA-256 of the schema's descriptor: peers that differ do not command. */
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
