package dev.mortise.controller.domain.process;

import java.util.List;
import java.util.Optional;

/** Whether what a device reported is what the plan demands. */
public final class Judgement {

    private Judgement() {}

    /**
     * Why a step's result is not OK: the device's own reason first, then the first limit that is violated or has
     * nothing to be judged by; empty when it is OK.
     */
    public static Optional<String> fault(List<Limit> limits, StepReport report) {
        if (report.outcome() != StepReport.Outcome.OK) {
            return Optional.of(report.reason().isEmpty() ? report.outcome().name() : report.reason());
        }
        return limits.stream()
                .flatMap(limit -> fault(limit, report.measurements()).stream())
                .findFirst();
    }

    private static Optional<String> fault(Limit limit, List<Measurement> measurements) {
        List<Measurement> judged = measurements.stream()
                .filter(measurement -> limit.appliesTo(measurement.name()))
                .toList();
        if (judged.isEmpty()) {
            return Optional.of("missing-" + limit.measurement());
        }
        boolean within = judged.stream()
                .allMatch(measurement -> measurement.unit().equals(limit.unit()) && limit.allows(measurement.value()));
        return within ? Optional.empty() : Optional.of(limit.reason());
    }
}
