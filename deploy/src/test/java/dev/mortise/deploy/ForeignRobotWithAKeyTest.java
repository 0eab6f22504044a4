package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.realtime.RealtimeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All that the robot in C does, with a key; and what it says to those who have none. */
@Tag("system")
class ForeignRobotWithAKeyTest extends ForeignRobotTest {

    private static final int UNUSABLE_KEY = 78;

    @Override
    Optional<Path> keyFile() throws IOException {
        return Optional.of(key("shared.key", "5a".repeat(32), "rw-------"));
    }

    /** With a key a request has to be newer than the one before: another controller begins to count anew. */
    @Override
    int ofAnother(int epoch) {
        return epoch + 1;
    }

    @Test
    void aControllerWithoutItsKeyOpensNoSessionAndIsToldWhy() throws Exception {
        try (RealtimeEngine engine = new RealtimeEngine(true, HORIZON)) {
            engine.add(CRobot.at(wire.port(), Optional.empty())).open(1, heard);
            assertThat(heard.link()).contains("datagrams are tagged with a key, and plant.yaml names no key_file");
        }
        try (RealtimeEngine engine = new RealtimeEngine(true, HORIZON)) {
            Path other = key("other.key", "5b".repeat(32), "rw-------");
            engine.add(CRobot.at(wire.port(), Optional.of(other))).open(1, heard);
            assertThat(heard.link()).contains("no valid tag: its key is not the one in key_file");
        }
    }

    @Test
    void aKeyThatOthersMayReadOrThatIsNoneIsNotUsed() throws Exception {
        for (Path file : new Path[] {
            key("open.key", "5a".repeat(32), "rw-r--r--"), key("short.key", "5a".repeat(31), "rw-------"),
        }) {
            Process refused = CRobot.started(directory, Optional.of(file));

            assertThat(refused.waitFor(Product.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(refused.exitValue()).isEqualTo(UNUSABLE_KEY);
        }
    }

    private Path key(String name, String digits, String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve(name), digits + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
