package dev.mortise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the HTTP door is refused before anything is started. */
class DoorSettingsTest {

    private static final Path SHIPPED = Path.of("src/main/dist/conf/mortise.yaml");

    @TempDir
    Path directory;

    @Test
    void aDoorThatAsksNobodyIsRefusedInProductionAndAtEveryAddressButThisMachines() throws IOException {
        String shipped = Files.readString(SHIPPED);
        int line = (int)
                shipped.substring(0, shipped.indexOf("access: open")).lines().count();

        assertThat(SettingsFile.load(put(shipped.replace("mode: simulation", "mode: production")))
                        .faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.line()).isEqualTo(line);
                    assertThat(fault.toString()).contains("found 'open'; expected login: ", "mode: simulation alone");
                });
        for (String bind : List.of("0.0.0.0", "10.0.0.5", "::", "cell-1", "127.0.0.1.example")) {
            assertThat(SettingsFile.load(put(shipped.replace("bind: 127.0.0.1\n", "bind: '" + bind + "'\n")))
                            .faults())
                    .as(bind)
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.expected()).contains("login, or bind: 127.0.0.1"));
        }
        for (String bind : List.of("localhost", "127.0.0.1", "127.1.2.3", "::1")) {
            assertThat(SettingsFile.load(put(shipped.replace("bind: 127.0.0.1\n", "bind: '" + bind + "'\n")))
                            .faults())
                    .as(bind)
                    .isEmpty();
        }
    }

    @Test
    void aDoorThatOtherMachinesReachHasTlsOrIsSaidToNeedNone() throws IOException {
        String asking = Files.readString(SHIPPED).replace("access: open", "access: login");

        assertThat(SettingsFile.load(put(asking.replace("bind: 127.0.0.1\n", "bind: 0.0.0.0\n")))
                        .faults())
                .singleElement()
                .asString()
                .contains("/http/bind: found '0.0.0.0'", "tls: true", "plain: accepted");
        for (String also : List.of("tls: true", "plain: accepted")) {
            assertThat(SettingsFile.load(
                                    put(asking.replaceFirst("bind: 127.0.0.1\n", "bind: 0.0.0.0\n  " + also + "\n")))
                            .faults())
                    .as(also)
                    .isEmpty();
        }
    }

    private Path put(String text) throws IOException {
        return Files.writeString(directory.resolve("mortise.yaml"), text);
    }
}
