package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.rack.Worth;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the domain's words are in the published models, beside {@code UnitPlace} (PackML) and {@code JobState} (job control),
 * which are words of their models already. plant-server.md has the table.
 */
final class Mapping {

    static final String NOT_AVAILABLE = "NotAvailable";

    private static final String OUT_OF_SERVICE = "OutOfService";
    private static final String NOT_EXECUTING = "NotExecuting";
    private static final String EXECUTING = "Executing";

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
            case "MAINTENANCE" -> "Maintenance";
            case "MANUAL" -> "Setup";
            default -> "None";
        };
    }

    /** The line is in the mode that asks for most care in any cell. */
    static String modeOfAll(Collection<String> cells) {
        return Stream.of("Maintenance", "Setup", "Processing")
                .filter(cells::contains)
                .findFirst()
                .orElse("None");
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
}
