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

    /** Reason of a station fault: the command had its effect, what it measured is gone. */
    public static final String RESULT_LOST = "result-lost";

    /** Reason of a station fault: a person wanted the motion to end. */
    public static final String HELD = "held";

    public StepReport {
        measurements = List.copyOf(measurements);
        reports = Map.copyOf(reports);
    }

    /** True when the physical effect is there, whatever is known of it. */
    public boolean hadItsEffect() {
        return outcome == Outcome.OK || (outcome == Outcome.STATION_FAULT && reason.equals(RESULT_LOST));
    }

    /** A station fault never counts as a part failure. */
    public enum Outcome {
        OK,
        PART_FAILURE,
        STATION_FAULT
    }
}
