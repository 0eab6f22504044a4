package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.alarm.Alarm;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.rack.Worth;
import dev.mortise.controller.port.RobotSays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * What the domain's words are in the published models, beside {@code UnitPlace} (PackML) and {@code JobState} (job control),
 * which are words of their models already, and {@link JoiningMapping} for what is screwed. plant-server.md has the table.
 */
final class Mapping {

    static final String NOT_AVAILABLE = "NotAvailable";

    private static final String OUT_OF_SERVICE = "OutOfService";
    private static final String NOT_EXECUTING = "NotExecuting";
    private static final String EXECUTING = "Executing";
    private static final String MAINTENANCE = "Maintenance";

    /** OPC 10000-5: 667 to 1000 are of high urgency, 334 to 666 of medium, the others of low. */
    private static final int HIGH = 800;

    private static final int MEDIUM = 500;
    private static final int LOW = 200;

    private Mapping() {}

    /**
     * A piece of evidence as OPC 40001-101 has it.
     *
     * @param state 1 completed, 3 aborted
     * @param evaluation 0 undefined, 1 OK, 2 not OK
     * @param code ours, since the model has no word for evidence that counts no more
     * @param partial its total was never had
     */
    record Result(int state, int evaluation, long code, boolean partial) {}

    private static final int COMPLETED = 1;
    private static final int ABORTED = 3;
    private static final int UNDEFINED = 0;
    private static final int OK = 1;
    private static final int NOT_OK = 2;

    /** OK is said of evidence that counts, and of no other. */
    static Result result(Worth worth) {
        return switch (worth) {
            case COUNTS -> new Result(COMPLETED, OK, 1, false);
            case WAIVED -> new Result(COMPLETED, NOT_OK, 2, false);
            case FAILED -> new Result(COMPLETED, NOT_OK, 3, false);
            case VOID -> new Result(COMPLETED, UNDEFINED, 4, false);
            case BROKEN_OFF -> new Result(ABORTED, UNDEFINED, 5, true);
            case TAKEN_BACK -> new Result(COMPLETED, UNDEFINED, 6, false);
        };
    }

    /**
     * MachineryItemState of OPC 40001-1.
     *
     * @param unit empty while nothing is known of the unit
     */
    static String itemState(Optional<UnitState> unit) {
        return unit.map(state -> switch (state) {
                    case STARTING, EXECUTE, COMPLETING, UNHOLDING, UNSUSPENDING -> EXECUTING;
                    case ABORTING, ABORTED, CLEARING -> OUT_OF_SERVICE;
                    case STOPPED, IDLE, COMPLETE, STOPPING, RESETTING -> NOT_EXECUTING;
                    case HOLDING, HELD, SUSPENDING, SUSPENDED -> NOT_EXECUTING;
                })
                .orElse(NOT_AVAILABLE);
    }

    /** The line executes when a cell does; it is out of service when every cell is of which something is known. */
    static String stateOfAll(Collection<String> cells) {
        if (cells.contains(EXECUTING)) {
            return EXECUTING;
        }
        if (cells.contains(NOT_EXECUTING)) {
            return NOT_EXECUTING;
        }
        return cells.contains(OUT_OF_SERVICE) ? OUT_OF_SERVICE : NOT_AVAILABLE;
    }

    /**
     * MachineryOperationMode of OPC 40001-1.
     *
     * @param unitMode PackML's, as the PLC says it
     */
    static String operationMode(String unitMode) {
        return switch (unitMode) {
            case "PRODUCE" -> "Processing";
            case "MAINTENANCE" -> MAINTENANCE;
            case "MANUAL" -> "Setup";
            default -> "None";
        };
    }

    /** The line is in the mode that asks for most care in any cell. */
    static String modeOfAll(Collection<String> cells) {
        return Stream.of(MAINTENANCE, "Setup", "Processing")
                .filter(cells::contains)
                .findFirst()
                .orElse("None");
    }

    /** Whether the line is so when one cell is, so that cells of which nothing is known cannot change it. */
    static boolean whateverTheOthers(String stateOrMode) {
        return stateOrMode.equals(EXECUTING) || stateOrMode.equals(MAINTENANCE);
    }

    /** MotionDeviceCategoryEnumeration of OPC 40010-1: 1 articulated, 3 Cartesian. */
    static int deviceCategory(RobotSpec.Kinematics kinematics) {
        return switch (kinematics) {
            case ARTICULATED -> 1;
            case GANTRY -> 3;
        };
    }

    /** AxisMotionProfileEnumeration of OPC 40010-1: 1 rotary, 3 linear; all of ours have limits. */
    static int motionProfile(boolean prismatic) {
        return prismatic ? 3 : 1;
    }

    /** OperationalModeEnumeration of OPC 40010-1, whose numbers the PLC contract has; 0 (other) for what it has not. */
    static int operationalMode(int plcSays) {
        return plcSays >= 1 && plcSays <= 4 ? plcSays : 0;
    }

    /** ExecutionModeEnumeration of OPC 40010-1: one execution, from the program's beginning to its end. */
    static final int CYCLE = 0;

    /** Of a robot's own stops; empty where it does not say which of them it is. */
    record Stops(Optional<Boolean> emergency, Optional<Boolean> protective) {}

    static Stops stops(RobotSays.Safety safety) {
        return switch (safety) {
            case NORMAL -> new Stops(Optional.of(false), Optional.of(false));
            case PROTECTIVE_STOP -> new Stops(Optional.of(false), Optional.of(true));
            case EMERGENCY_STOP -> new Stops(Optional.of(true), Optional.empty());
            case UNTOLD, OTHER -> new Stops(Optional.empty(), Optional.empty());
        };
    }

    /** LastTransitionReason of OPC 40010-1; External, Direct and Application are never ours to tell. */
    enum Reason {
        UNKNOWN(0, "Unknown"),
        SYSTEM(3, "System"),
        ERROR(4, "Error");

        private final int number;
        private final String text;

        Reason(int number, String text) {
            this.number = number;
            this.text = text;
        }

        int number() {
            return number;
        }

        String text() {
            return text;
        }
    }

    /**
     * TaskControlStateMachine of OPC 40010-1.
     *
     * @param reason why it came to this state
     */
    record Task(String state, Reason reason) {}

    /**
     * How the operation in hand stands.
     *
     * @param loaded there is one
     * @param stopped the cell's safety functions have stopped it
     */
    static Task task(UnitState unit, boolean loaded, boolean stopped) {
        Task idle = new Task("Idle", Reason.SYSTEM);
        return switch (unit) {
            case ABORTING, ABORTED, CLEARING -> new Task("Idle", stopped ? Reason.ERROR : Reason.UNKNOWN);
            case STARTING, EXECUTE, COMPLETING, UNHOLDING, UNSUSPENDING, HOLDING, SUSPENDING ->
                loaded ? new Task(EXECUTING, Reason.SYSTEM) : idle;
            // a person's hold and a fault's look the same here
            case HELD -> loaded ? new Task("Ready", Reason.UNKNOWN) : idle;
            case SUSPENDED, STOPPED, IDLE, COMPLETE, STOPPING, RESETTING ->
                loaded ? new Task("Ready", Reason.SYSTEM) : idle;
        };
    }

    /** Severity of OPC 10000-5. */
    static int severity(Priority priority) {
        return switch (priority) {
            case HIGH -> HIGH;
            case MEDIUM -> MEDIUM;
            case LOW -> LOW;
        };
    }

    /** Who is wanted for an alarm, as the numbers of its category in PackML. */
    enum Wanted {
        SYSTEM(1),
        MAINTENANCE(2),
        PROCESS(3);

        private final int category;

        Wanted(int category) {
            this.category = category;
        }
    }

    static Wanted wanted(Cause.Kind kind) {
        return switch (kind) {
            case LINK_DOWN, ROBOT_LINK_DOWN, FORGED_DATAGRAMS, STORE_SLOW, JOURNAL_DAMAGED -> Wanted.SYSTEM;
            case CALIBRATION_EXPIRED -> Wanted.MAINTENANCE;
            default -> Wanted.PROCESS;
        };
    }

    /**
     * An alarm's type in PackML.
     *
     * @param id a client keeps it: a number that is given once stays
     * @param category of {@link Wanted}
     */
    record UnitAlarm(int id, int category) {}

    static UnitAlarm unitAlarm(Cause.Kind kind) {
        int id = switch (kind) {
            case LINK_DOWN -> 1;
            case ROBOT_LINK_DOWN -> 2;
            case EMERGENCY_STOP_OBSERVED -> 3;
            case PROTECTIVE_STOP_OBSERVED -> 4;
            case GUARD_OPEN -> 5;
            case UNIT_MODE -> 6;
            case UNIT_ABORTED -> 7;
            case UNIT_WAITS -> 8;
            case INTERLOCK -> 9;
            case REFUSED_BY_PLC -> 10;
            case HELD -> 11;
            case IN_DOUBT -> 12;
            case JOURNAL_DAMAGED -> 13;
            case STORE_SLOW -> 14;
            case CALIBRATION_EXPIRED -> 15;
            case NO_CELL_CAN -> 16;
            case QUESTION_OPEN -> 17;
            case DISCREPANCY -> 18;
            case FORGED_DATAGRAMS -> 19;
            // never an alarm: nobody is asked for anything
            case PROGRESS, DONE, ABANDONED, NO_WORK, NOT_HEARD_YET, WAITS_FOR_CELL, OCCUPIED, LINE_FULL, NEEDS -> 0;
        };
        return new UnitAlarm(id, wanted(kind).category);
    }

    /** A state of ShelvedStateMachineType, OPC 10000-9. */
    record Shelving(String state, NodeId id) {}

    static Shelving shelving(Optional<Alarm.Shelf> shelf) {
        return shelf.map(one -> one.untilGone()
                        ? new Shelving("OneShotShelved", NodeIds.ShelvedStateMachineType_OneShotShelved)
                        : new Shelving("TimedShelved", NodeIds.ShelvedStateMachineType_TimedShelved))
                .orElseGet(() -> new Shelving("Unshelved", NodeIds.ShelvedStateMachineType_Unshelved));
    }
}
