package dev.mortise.controller.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.domain.alarm.AlarmBook;
import dev.mortise.controller.domain.cell.Cell;
import dev.mortise.controller.domain.line.LineState;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SnapshotSerializerTest {

    private static final Path FORMS = Path.of("src/test/resources/journals/snapshots.txt");

    private final SnapshotSerializer serializer = new SnapshotSerializer();

    @ParameterizedTest
    @ValueSource(classes = {Cell.class, LineState.class, AlarmBook.class})
    void aSnapshotIsReadAsItWasWritten(Class<?> kind) throws NotSerializableException {
        Object state = Samples.of(kind);

        assertThat(serializer.fromBinary(serializer.toBinary(state), serializer.manifest(state)))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(classes = {Cell.class, LineState.class, AlarmBook.class})
    void aChangedFormIsANewVersion(Class<?> kind) throws IOException {
        Object state = Samples.of(kind);
        String manifest = serializer.manifest(state);
        String written = new String(serializer.toBinary(state), StandardCharsets.UTF_8);

        JsonMapper json = JsonMapper.shared();
        assertThat(Files.readAllLines(FORMS))
                .as("raise the version in SnapshotSerializer and add: " + manifest + " " + written)
                .filteredOn(line -> line.startsWith(manifest + " "))
                .singleElement()
                .satisfies(line -> assertThat(json.readTree(line.substring(manifest.length() + 1)))
                        .isEqualTo(json.readTree(written)));
    }

    @Test
    void aSnapshotThatLacksAPartIsRefused() {
        assertThatThrownBy(() ->
                        serializer.fromBinary("{\"racks\":{}}".getBytes(StandardCharsets.UTF_8), "line.snapshot.2"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("damaged line.snapshot.2")
                .hasMessageContaining("gone");
    }

    @Test
    void aSnapshotOfAnotherReleaseIsRefused() {
        assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "line.snapshot.99"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("line.snapshot.99");
    }
}
