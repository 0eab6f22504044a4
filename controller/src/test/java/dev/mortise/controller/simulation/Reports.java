package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.PlcLink;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a device tells of a command's end. */
record Reports(CommandId id) {

    Reports(PlcLink.Command command) {
        this(command.id());
    }

    StepReport ok() {
        return report(StepReport.Outcome.OK, "", Map.of());
    }

    StepReport fault(String reason) {
        return report(StepReport.Outcome.STATION_FAULT, reason, Map.of());
    }

    StepReport failure(String reason, Map<String, String> reports) {
        return report(StepReport.Outcome.PART_FAILURE, reason, reports);
    }

    private StepReport report(StepReport.Outcome outcome, String reason, Map<String, String> reports) {
        String value = id.value();
        return new StepReport(
                value.substring(value.lastIndexOf('/') + 1), id, outcome, reason, List.of(), reports, Optional.empty());
    }
}
