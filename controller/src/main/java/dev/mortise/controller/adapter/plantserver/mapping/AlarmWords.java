package dev.mortise.controller.adapter.plantserver.mapping;

import dev.mortise.controller.domain.alarm.Alarm;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** An alarm as a condition of OPC 10000-9. */
public final class AlarmWords {

    /** Severity of news: nobody has to act. OPC 10000-5: up to 333 are of low urgency. */
    public static final int NEWS = 100;

    /** From 667 of high, from 334 of medium urgency. */
    private static final int HIGH = 800;

    private static final int MEDIUM = 500;
    private static final int LOW = 200;

    private AlarmWords() {}

    /** Severity. */
    public static int severity(Priority priority) {
        return switch (priority) {
            case HIGH -> HIGH;
            case MEDIUM -> MEDIUM;
            case LOW -> LOW;
        };
    }

    /** Who is wanted for an alarm: ConditionClassId and ConditionClassName. */
    public enum Wanted {
        SYSTEM("System"),
        MAINTENANCE("Maintenance"),
        PROCESS("Process");

        private final String text;

        Wanted(String text) {
            this.text = text;
        }

        public NodeId conditionClass() {
            return switch (this) {
                case SYSTEM -> NodeIds.SystemConditionClassType;
                case MAINTENANCE -> NodeIds.MaintenanceConditionClassType;
                case PROCESS -> NodeIds.ProcessConditionClassType;
            };
        }

        public String text() {
            return text;
        }
    }

    public static Wanted wanted(Cause.Kind kind) {
        return switch (kind) {
            case LINK_DOWN, ROBOT_LINK_DOWN, FORGED_DATAGRAMS, STORE_SLOW, JOURNAL_DAMAGED -> Wanted.SYSTEM;
            case CALIBRATION_EXPIRED -> Wanted.MAINTENANCE;
            case EMERGENCY_STOP_OBSERVED, PROTECTIVE_STOP_OBSERVED, GUARD_OPEN, UNIT_MODE, UNIT_ABORTED ->
                Wanted.PROCESS;
            case UNIT_WAITS, INTERLOCK, REFUSED_BY_PLC, HELD, IN_DOUBT, NO_CELL_CAN -> Wanted.PROCESS;
            case QUESTION_OPEN, DISCREPANCY -> Wanted.PROCESS;
            // never an alarm
            case PROGRESS, DONE, ABANDONED, NO_WORK, NOT_HEARD_YET, WAITS_FOR_CELL, OCCUPIED, LINE_FULL, NEEDS ->
                Wanted.PROCESS;
        };
    }

    /** Quality: what keeps its cause from being known leaves an alarm as it was when it was known last. */
    public static Known quality(Alarm.State state) {
        return switch (state) {
            case SUPPRESSED -> Known.LAST_HEARD;
            case UNACKNOWLEDGED_ACTIVE, ACKNOWLEDGED_ACTIVE, SHELVED -> Known.NOW;
            case RETURNED_UNACKNOWLEDGED, RETURNED_UNCONFIRMED -> Known.NOW;
        };
    }

    /** SuppressedState. */
    public static boolean suppressed(Alarm.State state) {
        return state == Alarm.State.SUPPRESSED;
    }

    /** A state of ShelvedStateMachineType. */
    public record Shelving(String state, NodeId id) {}

    public static Shelving shelving(Optional<Alarm.Shelf> shelf) {
        return shelf.map(one -> one.untilGone()
                        ? new Shelving("OneShotShelved", NodeIds.ShelvedStateMachineType_OneShotShelved)
                        : new Shelving("TimedShelved", NodeIds.ShelvedStateMachineType_TimedShelved))
                .orElseGet(() -> new Shelving("Unshelved", NodeIds.ShelvedStateMachineType_Unshelved));
    }

    /** States that are two, by the names that the specification recommends. */
    public enum TwoStates {
        ENABLED("Enabled", "Disabled"),
        ACTIVE("Active", "Inactive"),
        ACKED("Acknowledged", "Unacknowledged"),
        CONFIRMED("Confirmed", "Unconfirmed"),
        SUPPRESSED("Suppressed", "Unsuppressed");

        private final String whenTrue;
        private final String whenFalse;

        TwoStates(String whenTrue, String whenFalse) {
            this.whenTrue = whenTrue;
            this.whenFalse = whenFalse;
        }

        public String text(boolean is) {
            return is ? whenTrue : whenFalse;
        }
    }
}
