package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.AlarmWords;
import dev.mortise.controller.adapter.plantserver.mapping.Known;
import dev.mortise.controller.domain.alarm.AlarmEntry;
import dev.mortise.controller.domain.alarm.Concern;
import dev.mortise.controller.port.AlarmsView.AlarmView;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/**
 * An alarm as OPC 10000-9 tells of it at one moment.
 *
 * @param eventId of the last change
 * @param time of the last change
 * @param retain false once nothing more is wanted of anybody
 */
record Condition(AlarmView alarm, ByteString eventId, Instant time, Said said, StatusCode quality, boolean retain) {

    private static final int EVENT_ID_BYTES = 16;

    /** What a person said last of it; all empty when nobody has. */
    record Said(String by, String words, Instant at) {
        static final Said NOTHING = new Said("", "", Instant.EPOCH);
    }

    /** What it is about. */
    Concern concern() {
        return alarm.concern().orElse(Concern.NOTHING);
    }

    /** The same after every start of the controller: whoever saw an alarm before can acknowledge it afterwards. */
    static ByteString eventId(AlarmEntry line) {
        return bytes(line.number(), line.at().toEpochMilli());
    }

    /** For a change that is no line of the history: another alarm begins or ends to explain this one. */
    static ByteString freshEventId() {
        UUID unique = UUID.randomUUID();
        return bytes(unique.getMostSignificantBits(), unique.getLeastSignificantBits());
    }

    private static ByteString bytes(long first, long second) {
        return ByteString.of(ByteBuffer.allocate(EVENT_ID_BYTES)
                .putLong(first)
                .putLong(second)
                .array());
    }

    /** What keeps its cause from being known makes it uncertain: it is as it was when it was known last. */
    static StatusCode quality(AlarmView alarm) {
        return AlarmWords.quality(alarm.state()).status();
    }

    /** Alarms are not kept any more: nobody knows how it stands. */
    Condition unkept() {
        return new Condition(alarm, freshEventId(), time, said, Known.SILENT.status(), retain);
    }

    int severity() {
        return AlarmWords.severity(alarm.priority());
    }

    AlarmWords.Wanted wanted() {
        return AlarmWords.wanted(alarm.kind());
    }
}
