package dev.mortise.controller.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.rack.RackEvent;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class EventSerializerTest {

    /** One line for each event as the first release wrote it: manifest, a space, JSON. Lines are added, never changed. */
    private static final Path JOURNAL_1 = Path.of("src/test/resources/journals/1.txt");

    private final EventSerializer serializer = new EventSerializer();

    @ParameterizedTest
    @MethodSource("kinds")
    void anEventIsReadAsItWasWritten(Class<?> kind) throws NotSerializableException {
        Object event = Samples.of(kind);

        byte[] bytes = serializer.toBinary(event);

        assertThat(serializer.fromBinary(bytes, serializer.manifest(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void journalsOfTheFirstReleaseHaveALineForEveryEvent(Class<?> kind) throws IOException {
        Object event = Samples.of(kind);
        String manifest = serializer.manifest(event);

        assertThat(Files.readAllLines(JOURNAL_1))
                .as("add: " + manifest + " " + new String(serializer.toBinary(event), StandardCharsets.UTF_8))
                .anyMatch(line -> line.startsWith(manifest + " "));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void journalsOfTheFirstReleaseAreReadAndSayTheSame(String line) throws NotSerializableException {
        int space = line.indexOf(' ');
        String written = line.substring(space + 1);

        Object event = serializer.fromBinary(written.getBytes(StandardCharsets.UTF_8), line.substring(0, space));

        JsonMapper json = JsonMapper.shared();
        assertThat(json.readTree(serializer.toBinary(event))).isEqualTo(json.readTree(written));
    }

    @Test
    void anEventOfANewerReleaseIsNotGuessedAt() {
        assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "cell.Levitated.1"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("cell.Levitated.1")
                .hasMessageContaining("newer release");
    }

    @Test
    void aDamagedEventIsNotSkipped() {
        assertThatThrownBy(() -> serializer.fromBinary(
                        "{\"epoch\":4,\"at".getBytes(StandardCharsets.UTF_8), "cell.EpochRaised.1"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("damaged cell.EpochRaised.1");
    }

    static List<String> lines() throws IOException {
        return Files.readAllLines(JOURNAL_1);
    }

    static Stream<Class<?>> kinds() {
        return Stream.<Class<?>>of(CellEvent.class, RackEvent.class, LineEvent.class, AlarmEvent.class)
                .flatMap(events -> Stream.of(events.getPermittedSubclasses()));
    }
}
