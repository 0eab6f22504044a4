package dev.mortise.controller.adapter.realtime;

import dev.mortise.protocol.realtime.SharedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;

/** A key, and the file that holds it. */
record AKey(SharedKey key, String file) {

    /** All of its bytes are the same one, so that keys of different bytes differ. */
    static AKey of(int all, Path directory) throws IOException {
        byte[] bytes = new byte[SharedKey.BYTES];
        Arrays.fill(bytes, (byte) all);
        Path file = directory.resolve(all + ".key");
        Files.writeString(file, HexFormat.of().formatHex(bytes) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return new AKey(SharedKey.of(bytes), file.toString());
    }
}
