package dev.mortise.controller.domain.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a device answered to one step.
 *
 * @param command the command it answers
 * @param reason code of the failure, empty when OK
 * @param reports text results, e.g. serial, suspect
 */
public record StepReport(
        String step,
        CommandId command,
        Outcome outcome,
        String reason,
        List<Measurement> measurements,
        Map<String, String> reports,
        Optional<Curve> curve) {

    public StepReport {
        measurements = List.copyOf(measurements);
        reports = Map.copyOf(reports);
    }

    /** A station fault never counts as a part failure. */
    public enum Outcome {
        OK,
        PART_FAILURE,
        STATION_FAULT
    }
}
