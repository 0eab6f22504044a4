package dev.mortise.controller.adapter.plantserver.mapping;

import dev.mortise.controller.domain.cell.UnitMode;
import dev.mortise.controller.domain.cell.UnitState;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** A cell and the line as machinery items of OPC 40001-1 v1.04; each state by its name in the model. */
public final class MachineWords {

    private static final String NOT_AVAILABLE = "NotAvailable";
    private static final String OUT_OF_SERVICE = "OutOfService";
    private static final String NOT_EXECUTING = "NotExecuting";
    private static final String EXECUTING = "Executing";
    private static final String NONE = "None";
    private static final String PROCESSING = "Processing";
    private static final String SETUP = "Setup";
    private static final String MAINTENANCE = "Maintenance";

    private MachineWords() {}

    /**
     * MachineryItemState_StateMachineType.
     *
     * @param unit empty while nothing is known of the unit
     */
    public static String itemState(Optional<UnitState> unit) {
        return unit.map(state -> switch (state) {
                    case STARTING, EXECUTE, COMPLETING, UNHOLDING, UNSUSPENDING -> EXECUTING;
                    case ABORTING, ABORTED, CLEARING -> OUT_OF_SERVICE;
                    case STOPPED, IDLE, COMPLETE, STOPPING, RESETTING -> NOT_EXECUTING;
                    case HOLDING, HELD, SUSPENDING, SUSPENDED -> NOT_EXECUTING;
                })
                .orElse(NOT_AVAILABLE);
    }

    /** The line executes when a cell does; it is out of service when every cell is of which something is known. */
    public static String stateOfAll(Collection<String> cells) {
        return Stream.of(EXECUTING, NOT_EXECUTING, OUT_OF_SERVICE)
                .filter(cells::contains)
                .findFirst()
                .orElse(NOT_AVAILABLE);
    }

    /**
     * MachineryOperationModeStateMachineType.
     *
     * @param unit empty while nothing is known of the unit, or it is in a mode of its PLC's own
     */
    public static String operationMode(Optional<UnitMode> unit) {
        return unit.map(mode -> switch (mode) {
                    case PRODUCE -> PROCESSING;
                    case MAINTENANCE -> MAINTENANCE;
                    case MANUAL -> SETUP;
                    case INVALID -> NONE;
                })
                .orElse(NONE);
    }

    /** The line is in the mode that asks for most care in any cell. */
    public static String modeOfAll(Collection<String> cells) {
        return Stream.of(MAINTENANCE, SETUP, PROCESSING)
                .filter(cells::contains)
                .findFirst()
                .orElse(NONE);
    }

    /** Of a cell. */
    public static Known known(Optional<UnitState> unit) {
        return Known.concluded(unit.isPresent());
    }

    /**
     * Of the line: of what one cell is the line is, whatever the others are of which nothing is known.
     *
     * @param all something is known of every cell
     */
    public static Known known(String stateOrMode, boolean all) {
        boolean whateverTheOthers = stateOrMode.equals(EXECUTING) || stateOrMode.equals(MAINTENANCE);
        return Known.concluded(!stateOrMode.equals(NOT_AVAILABLE) && (all || whateverTheOthers));
    }
}
