package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.Limit;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.StepReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one attempt left behind.
 *
 * @param attempt counts doing and undoing of one operation together, from 1
 * @param reason code of the failure or the interruption; empty when OK
 * @param restsOn attempt number of the valid evidence of each operation it needs, when it started
 * @param limits by which its measurements were judged
 */
public record Evidence(
        Work work,
        int attempt,
        Verdict verdict,
        String reason,
        CellId cell,
        Map<OperationId, Integer> restsOn,
        List<StepReport> steps,
        List<Limit> limits,
        Instant startedAt,
        Instant finishedAt,
        boolean simulated) {

    public Evidence {
        restsOn = Map.copyOf(restsOn);
        steps = List.copyOf(steps);
        limits = List.copyOf(limits);
    }

    public OperationId operation() {
        return work.operation();
    }
}
