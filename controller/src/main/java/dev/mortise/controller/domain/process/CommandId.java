package dev.mortise.controller.domain.process;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Name of one command to one device, never reused: {@code R-0001/insert-compute-tray.C07/2/insert} is rack, operation,
 * attempt and step.
 */
public record CommandId(String value) {

    public static CommandId of(String owner, OperationId operation, int attempt, String step) {
        return new CommandId(owner + "/" + operation + "/" + attempt + "/" + step);
    }

    /** What stands for it on a robot's wire: the first 8 bytes, big endian, of SHA-256 of its name in UTF-8 (cell-protocol). */
    public long number() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            long number = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                number = (number << Byte.SIZE) | (hash[i] & 0xFF);
            }
            return number;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
