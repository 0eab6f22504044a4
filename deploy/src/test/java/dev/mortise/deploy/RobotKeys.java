package dev.mortise.deploy;

import dev.mortise.protocol.realtime.SharedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys that robots share with their controller. */
final class RobotKeys {

    private static final Pattern ROBOT = Pattern.compile("port: (\\d+), cycle_us");

    private RobotKeys() {}

    /** Beside the plant file, {@code PORT.key} for the robot at each port. */
    static void made(Path plant) throws IOException {
        Matcher robots = ROBOT.matcher(Files.readString(plant));
        while (robots.find()) {
            Path file = Files.createFile(
                    plant.resolveSibling(robots.group(1) + ".key"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            byte[] key = new byte[SharedKey.BYTES];
            new SecureRandom().nextBytes(key);
            Files.writeString(file, HexFormat.of().formatHex(key));
        }
    }
}
