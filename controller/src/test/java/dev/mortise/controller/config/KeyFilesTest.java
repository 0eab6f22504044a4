package dev.mortise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped plant, and what it says of its robots' keys. */
class KeyFilesTest {

    private static final Path CONF = Path.of("src/main/dist/conf");
    private static final String DIGITS = "0a".repeat(32);

    @TempDir
    Path directory;

    @BeforeEach
    void shippedFiles() throws IOException {
        for (String file : List.of("mortise.yaml", "plant.yaml", "nvl72.yaml")) {
            Files.copy(CONF.resolve(file), directory.resolve(file));
        }
    }

    @Test
    void inProductionEveryRobotWithoutAKeyIsToldAtItsPlace() throws IOException {
        inProduction();
        eachPlc("security: none");

        List<Fault> faults =
                Configuration.load(directory.resolve("mortise.yaml")).faults();

        assertThat(faults)
                .hasSize(5)
                .allSatisfy(fault -> assertThat(fault.toString())
                        .contains(
                                "plant.yaml:",
                                "/realtime: found a mapping; expected key_file, because mode is production")
                        .contains("or unauthenticated: true"));
    }

    @Test
    void inProductionARobotHasNoKeyWhenTheFileSaysSo() throws IOException {
        inProduction();
        eachRobotsWire("unauthenticated: true");
        eachPlc("security: sign-and-encrypt");

        assertThat(Configuration.load(directory.resolve("mortise.yaml")).faults())
                .isEmpty();
    }

    @Test
    void inProductionEveryPlcSaysWithWhatSecurityItIsSpokenTo() throws IOException {
        inProduction();
        eachRobotsWire("unauthenticated: true");

        assertThat(Configuration.load(directory.resolve("mortise.yaml")).faults())
                .hasSize(11)
                .allSatisfy(fault -> assertThat(fault.toString())
                        .contains(
                                "/plc: found a mapping; expected security: sign-and-encrypt, because mode is production")
                        .contains("or none"));
    }

    @Test
    void aSecurityThatIsNoneOfThreeIsRefused() throws IOException {
        eachPlc("security: encrypt");

        assertThat(Configuration.validate(List.of(directory.resolve("plant.yaml"))))
                .hasSize(11)
                .allSatisfy(fault -> assertThat(fault.toString())
                        .contains("/plc/security: found 'encrypt'")
                        .contains("sign-and-encrypt"));
    }

    @Test
    void aKeyFileIsFoundBesideThePlantAndItsPlaceIsAllThatIsKept() throws IOException {
        inProduction();
        eachPlc("security: sign");
        key("rw-------", DIGITS);
        eachRobotsWire("key_file: robots.key");

        Loaded<Configuration> loaded = Configuration.load(directory.resolve("mortise.yaml"));

        assertThat(loaded.faults()).isEmpty();
        assertThat(loaded.value().orElseThrow().plant().cells())
                .flatMap(cell -> cell.robots())
                .extracting(RobotSpec::key)
                .isNotEmpty()
                .containsOnly(new RobotKey.File(directory.resolve("robots.key").toString()));
        assertThat(loaded.toString()).doesNotContain(DIGITS);
    }

    @Test
    void aKeyThatOthersMayReadIsRefusedInEveryMode() throws IOException {
        key("rw-r--r--", DIGITS);
        eachRobotsWire("key_file: robots.key");

        assertThat(Configuration.validate(List.of(directory.resolve("plant.yaml"))))
                .hasSize(5)
                .allSatisfy(fault -> assertThat(fault.toString())
                        .contains("/realtime/key_file: found 'robots.key'", "open to others than its owner (rw-r--r--)")
                        .contains("chmod 600")
                        .doesNotContain(DIGITS));
    }

    @Test
    void aKeyFileThatIsNotThereOrHoldsSomethingElseIsToldAndNotShown() throws IOException {
        eachRobotsWire("key_file: robots.key");
        assertThat(Configuration.validate(List.of(directory.resolve("plant.yaml"))))
                .allSatisfy(fault -> assertThat(fault.expected()).contains("cannot be read: NoSuchFileException"));

        key("rw-------", "hush");

        assertThat(Configuration.validate(List.of(directory.resolve("plant.yaml"))))
                .hasSize(5)
                .allSatisfy(fault -> assertThat(fault.toString())
                        .contains("expected 64 hexadecimal digits")
                        .doesNotContain("hush"));
    }

    @Test
    void aKeyAndNoKeyIsOneTooMany() throws IOException {
        key("rw-------", DIGITS);
        eachRobotsWire("key_file: robots.key, unauthenticated: true");

        assertThat(Configuration.validate(List.of(directory.resolve("plant.yaml"))))
                .hasSize(5)
                .allSatisfy(fault -> assertThat(fault.expected()).isEqualTo("key_file or unauthenticated, not both"));
    }

    @Test
    void aKeyThatIsHandedOverWantsAnEncryptedLinkToThePlc() throws IOException {
        eachRobotsWire("key: over-opcua");
        eachPlc("security: sign");

        assertThat(Configuration.validate(List.of(directory.resolve("plant.yaml"))))
                .hasSize(5)
                .allSatisfy(fault -> assertThat(fault.toString())
                        .contains(
                                "/realtime/key: found 'over-opcua'; expected key_file, or security: sign-and-encrypt"));
    }

    @Test
    void aKeyThatIsHandedOverIsEnoughInProduction() throws IOException {
        inProduction();
        eachRobotsWire("key: over-opcua");
        eachPlc("security: sign-and-encrypt");

        Loaded<Configuration> loaded = Configuration.load(directory.resolve("mortise.yaml"));

        assertThat(loaded.faults()).isEmpty();
        assertThat(loaded.value().orElseThrow().plant().cells())
                .flatMap(cell -> cell.robots())
                .extracting(RobotSpec::key)
                .isNotEmpty()
                .containsOnly(RobotKey.OVER_OPCUA);
    }

    @Test
    void aKeyThatIsHandedOverAndOneInAFileIsOneTooMany() throws IOException {
        key("rw-------", DIGITS);
        eachRobotsWire("key_file: robots.key, key: over-opcua");
        eachPlc("security: sign-and-encrypt");

        assertThat(Configuration.validate(List.of(directory.resolve("plant.yaml"))))
                .hasSize(5)
                .allSatisfy(fault -> assertThat(fault.expected()).isEqualTo("key or key_file, not both"));
    }

    private void inProduction() throws IOException {
        change("mortise.yaml", "mode: simulation", "mode: production");
        change("mortise.yaml", "access: open", "access: login");
    }

    private void eachRobotsWire(String says) throws IOException {
        change("plant.yaml", "cycle_us: 2000 }", "cycle_us: 2000, " + says + " }");
    }

    private void eachPlc(String says) throws IOException {
        Path file = directory.resolve("plant.yaml");
        String text = Files.readString(file);
        Files.writeString(file, text.replaceAll("(plc: \\{ endpoint: \"[^\"]+\")", "$1, " + says));
    }

    private void change(String file, String from, String to) throws IOException {
        String text = Files.readString(directory.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(directory.resolve(file), text.replace(from, to));
    }

    private void key(String permissions, String content) throws IOException {
        Path file = Files.writeString(directory.resolve("robots.key"), content + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
