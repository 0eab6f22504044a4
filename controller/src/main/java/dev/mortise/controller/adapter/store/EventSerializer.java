package dev.mortise.controller.adapter.store;

import akka.serialization.SerializerWithStringManifest;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.rack.RackEvent;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as JSON. The manifest is {@code <aggregate>.<event>.<version>}, never a class name, so that classes can move;
 * fields that may be empty may be added (absent ones read as empty, empty ones are not written), never renamed.
 */
public final class EventSerializer extends SerializerWithStringManifest {

    /** Written into every row; must never change. */
    private static final int IDENTIFIER = 760_001;

    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(as -> as.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();
    private final Map<Class<?>, String> manifests = new HashMap<>();
    private final Map<String, Class<?>> classes = new HashMap<>();

    /** Made by Akka. */
    public EventSerializer() {
        register("cell", CellEvent.class);
        register("rack", RackEvent.class);
        register("line", LineEvent.class);
        register("alarms", AlarmEvent.class);
    }

    private void register(String aggregate, Class<?> events) {
        Stream<Class<?>> kinds = Arrays.stream(events.getPermittedSubclasses());
        kinds.forEach(kind -> {
            String manifest = aggregate + "." + kind.getSimpleName() + ".1";
            manifests.put(kind, manifest);
            classes.put(manifest, kind);
        });
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object event) {
        String manifest = manifests.get(event.getClass());
        if (manifest == null) {
            throw new IllegalArgumentException("no manifest for " + event.getClass());
        }
        return manifest;
    }

    @Override
    public byte[] toBinary(Object event) {
        return json.writeValueAsBytes(event);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        Class<?> kind = classes.get(manifest);
        if (kind == null) {
            throw new NotSerializableException("unknown event " + manifest + "; a newer release wrote this journal");
        }
        try {
            return json.readValue(bytes, kind);
        } catch (JacksonException e) {
            throw new NotSerializableException("damaged " + manifest + ": " + e.getOriginalMessage());
        }
    }
}
