package dev.mortise.protocol.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedKeyTest {

    private static final String DIGITS = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F";

    @TempDir
    Path directory;

    @Test
    void aKeyIs64DigitsInAFileOfItsOwnersAlone() throws Exception {
        SharedKey key = SharedKey.read(written(DIGITS + "\n", "rw-------"));

        assertThat(key.bytes()).hasSize(32).startsWith(0, 1, 2).endsWith(0x1E, 0x1F);
        assertThat(SharedKey.read(written(DIGITS, "r--------")).bytes()).isEqualTo(key.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x"})
    void aKeyThatOthersMayTouchIsRefusedAndTheReasonSaysHowToCloseIt(String permissions) throws IOException {
        Path file = written(DIGITS, permissions);

        assertThatThrownBy(() -> SharedKey.read(file))
                .isInstanceOf(SharedKey.Unusable.class)
                .hasMessageStartingWith(file + " is open to others than its owner (")
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0001", DIGITS + "00", "zz0102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F"})
    void whatIsNo64DigitsIsRefusedAndNotRepeated(String content) throws IOException {
        Path file = written(content, "rw-------");

        assertThatThrownBy(() -> SharedKey.read(file))
                .isInstanceOf(SharedKey.Unusable.class)
                .hasMessage(file + " is no key: expected 64 hexadecimal digits");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = directory.resolve("none.key");

        assertThatThrownBy(() -> SharedKey.read(file))
                .isInstanceOf(SharedKey.Unusable.class)
                .hasMessage(file + " cannot be read: NoSuchFileException");
    }

    @Test
    void aKeySaysNothingOfItself() {
        assertThat(SharedKey.of(new byte[32])).hasToString("a key of 32 bytes");
        assertThatThrownBy(() -> SharedKey.of(new byte[16])).hasMessage("a key of 16 bytes; expected 32");
    }

    private Path written(String text, String permissions) throws IOException {
        Path file = Files.createTempFile(directory, "robot", ".key");
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
