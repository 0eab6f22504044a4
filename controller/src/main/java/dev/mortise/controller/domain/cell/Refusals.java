package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.process.StepReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a PLC's refusal of a command means for the work in hand; codes as in cell-plc.yaml, Status/Reason. */
final class Refusals {

    enum Treatment {
        SEND_AGAIN,
        FENCED,
        DOUBT,
        STATION_FAULT
    }

    private Refusals() {}

    static Treatment treatment(String reason) {
        return switch (code(reason)) {
            case "NOT_EXECUTING", "BUSY", "INTERLOCK" -> Treatment.SEND_AGAIN;
            case "STALE_EPOCH" -> Treatment.FENCED;
            case "ALREADY_ACKNOWLEDGED" -> Treatment.DOUBT;
            default -> Treatment.STATION_FAULT;
        };
    }

    static StepReport asReport(InHand.Started started, String reason) {
        return new StepReport(
                started.step().id(),
                started.command(),
                StepReport.Outcome.STATION_FAULT,
                reason,
                List.of(),
                Map.of(),
                Optional.empty());
    }

    private static String code(String reason) {
        int colon = reason.indexOf(':');
        return colon < 0 ? reason : reason.substring(0, colon);
    }
}
