package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.alarm.Alarm;
import dev.mortise.controller.domain.alarm.AlarmEntry;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.port.AlarmsView.AlarmView;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/**
 * An alarm as OPC 10000-9 tells of it at one moment.
 *
 * @param eventId of the last change
 * @param time of the last change
 * @param retain false once nothing more is wanted of anybody
 */
record Condition(
        AlarmView alarm,
        ByteString eventId,
        Instant time,
        Said said,
        Concern concern,
        StatusCode quality,
        boolean retain) {

    private static final int EVENT_ID_BYTES = 16;

    /** OPC 10000-5: 667 to 1000 are of high urgency, 334 to 666 of medium, the others of low. */
    private static final int HIGH = 800;

    private static final int MEDIUM = 500;
    private static final int LOW = 200;

    /** What a person said last of it; all empty when nobody has. */
    record Said(String by, String words, Instant at) {
        static final Said NOTHING = new Said("", "", Instant.EPOCH);
    }

    /**
     * What it is about.
     *
     * @param attempt 0 where none began
     * @param evidence the newest of the operation, as part/operation/attempt
     */
    record Concern(String cell, String part, String operation, int attempt, String step, String evidence) {
        static final Concern NOTHING = new Concern("", "", "", 0, "", "");
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
        return alarm.state() == Alarm.State.SUPPRESSED
                ? new StatusCode(StatusCodes.Uncertain_LastUsableValue)
                : StatusCode.GOOD;
    }

    /** Alarms are not kept any more: nobody knows how it stands. */
    Condition unkept() {
        return new Condition(
                alarm, freshEventId(), time, said, concern, new StatusCode(StatusCodes.Bad_NoCommunication), retain);
    }

    int severity() {
        return severity(alarm.priority());
    }

    private static int severity(Priority priority) {
        return switch (priority) {
            case HIGH -> HIGH;
            case MEDIUM -> MEDIUM;
            case LOW -> LOW;
        };
    }

    /** ConditionClassId: who is wanted. */
    NodeId conditionClass() {
        return conditionClass(alarm.kind());
    }

    private static NodeId conditionClass(Cause.Kind kind) {
        return switch (kind) {
            case LINK_DOWN, ROBOT_LINK_DOWN, STORE_SLOW, JOURNAL_DAMAGED -> NodeIds.SystemConditionClassType;
            case CALIBRATION_EXPIRED -> NodeIds.MaintenanceConditionClassType;
            default -> NodeIds.ProcessConditionClassType;
        };
    }
}
