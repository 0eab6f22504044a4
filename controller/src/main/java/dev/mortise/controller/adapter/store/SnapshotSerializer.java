package dev.mortise.controller.adapter.store;

import akka.serialization.SerializerWithStringManifest;
import dev.mortise.controller.domain.alarm.AlarmBook;
import dev.mortise.controller.domain.cell.Cell;
import dev.mortise.controller.domain.line.LineState;
import java.io.NotSerializableException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Snapshots as JSON. Unlike an event a snapshot is no record: it says what a fold came to, in the release that wrote it.
 * Whoever changes a fold or the form of its state gives it a new version; snapshots of any other version are refused here
 * and the events are replayed instead ({@code snapshot-is-optional} in store.conf).
 */
public final class SnapshotSerializer extends SerializerWithStringManifest {

    /** Written into every row; must never change. */
    private static final int IDENTIFIER = 760_002;

    private static final Map<Class<?>, String> MANIFESTS = Map.of(
            Cell.class, "cell.snapshot.2", LineState.class, "line.snapshot.2", AlarmBook.class, "alarms.snapshot.4");

    /** A state with a missing part would be a wrong one. */
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object state) {
        return Optional.ofNullable(MANIFESTS.get(state.getClass()))
                .orElseThrow(() -> new IllegalArgumentException("no manifest for " + state.getClass()));
    }

    @Override
    public byte[] toBinary(Object state) {
        return json.writeValueAsBytes(state);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        Class<?> kind = MANIFESTS.entrySet().stream()
                .filter(known -> known.getValue().equals(manifest))
                .<Class<?>>map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new NotSerializableException(
                        "snapshot " + manifest + " is of another release; events are replayed instead"));
        try {
            return json.readValue(bytes, kind);
        } catch (JacksonException e) {
            throw new NotSerializableException("damaged " + manifest + ": " + e.getMessage());
        }
    }
}
