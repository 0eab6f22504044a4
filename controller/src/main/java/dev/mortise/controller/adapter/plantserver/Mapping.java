package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.rack.Worth;
import java.util.Optional;

/**
 * What the domain's words are in the published models, beside {@code UnitPlace} (PackML) and {@code JobState} (job control),
 * which are words of their models already. plant-server.md has the table.
 */
final class Mapping {

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
                    case STARTING, EXECUTE, COMPLETING, UNHOLDING, UNSUSPENDING -> "Executing";
                    case ABORTING, ABORTED, CLEARING -> "OutOfService";
                    case STOPPED, IDLE, COMPLETE, STOPPING, RESETTING -> "NotExecuting";
                    case HOLDING, HELD, SUSPENDING, SUSPENDED -> "NotExecuting";
                })
                .orElse("NotAvailable");
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
}
