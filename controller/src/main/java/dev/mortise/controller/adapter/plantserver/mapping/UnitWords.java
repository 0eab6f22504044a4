package dev.mortise.controller.adapter.plantserver.mapping;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.UnitMode;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.oee.Loss;
import java.util.Locale;
import java.util.Optional;

/** A cell as a unit of OPC 30050 v1.01. States and modes are PackML's own words in the domain, too: PLCs speak by them. */
public final class UnitWords {

    private static final String CLEARED = "Cleared";
    private static final String RUNNING = "Running";

    private UnitWords() {}

    /**
     * Where a unit's state is in the three nested machines, each a state's name: PackMLBaseStateMachineType,
     * PackMLMachineStateMachineType, PackMLExecuteStateMachineType.
     *
     * @param machine empty while the unit is not Cleared
     * @param execute empty while the unit is not Running
     */
    public record Place(String base, Optional<String> machine, Optional<String> execute) {}

    public static Place place(UnitState state) {
        return switch (state) {
            case ABORTING, ABORTED -> new Place(name(state), Optional.empty(), Optional.empty());
            case CLEARING, STOPPED, STOPPING -> new Place(CLEARED, Optional.of(name(state)), Optional.empty());
            case RESETTING, IDLE, STARTING, EXECUTE, COMPLETING, COMPLETE -> running(state);
            case HOLDING, HELD, UNHOLDING, SUSPENDING, SUSPENDED, UNSUSPENDING -> running(state);
        };
    }

    private static Place running(UnitState state) {
        return new Place(CLEARED, Optional.of(RUNNING), Optional.of(name(state)));
    }

    private static String name(UnitState state) {
        return state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** ProductionMaintenanceModeEnum, of which there are numbers in the PLC contract already. */
    public static int mode(UnitMode mode) {
        return mode.number();
    }

    /** MaterialInterlock, as SetInterlock has it: true keeps the unit from work. */
    public static boolean interlocked(boolean satisfied) {
        return !satisfied;
    }

    /** EquipmentBlocked, of a cell without work in hand: its time is lost to that. */
    public static boolean blocked(Loss loss) {
        return loss == Loss.BLOCKED;
    }

    /** EquipmentStarved. */
    public static boolean starved(Loss loss) {
        return loss == Loss.STARVED;
    }

    /**
     * PackMLAlarmDataType.
     *
     * @param id a client keeps it: a number that is given once stays
     * @param category as the model leaves it to us: 1 system, 2 maintenance, 3 process
     */
    public record UnitAlarm(int id, int category) {}

    public static UnitAlarm alarm(Cause.Kind kind) {
        int category = switch (AlarmWords.wanted(kind)) {
            case SYSTEM -> 1;
            case MAINTENANCE -> 2;
            case PROCESS -> 3;
        };
        return new UnitAlarm(id(kind), category);
    }

    private static int id(Cause.Kind kind) {
        return switch (kind) {
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
    }
}
