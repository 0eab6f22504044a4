package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.Judgement;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The work a cell has in hand.
 *
 * @param reports of the steps that ended, in order
 * @param started the step under way: stored, perhaps sent, not ended
 * @param end how the attempt ended; present until its owner has taken the outcome
 */
public record InHand(
        WorkOrder order, Instant acceptedAt, List<StepReport> reports, Optional<Started> started, Optional<End> end) {

    /** A step under way. */
    public record Started(Step step, CommandId command, String bootId) {}

    /**
     * How the attempt ended.
     *
     * @param interrupted why it did not run to its end; empty when it did
     */
    public record End(String interrupted, Instant at) {}

    public InHand {
        reports = List.copyOf(reports);
    }

    static InHand of(WorkOrder order, Instant at) {
        return new InHand(order, at, List.of(), Optional.empty(), Optional.empty());
    }

    /** The step to start next; empty when all have ended. */
    public Optional<Step> nextStep() {
        return reports.size() < order.steps().size()
                ? Optional.of(order.steps().get(reports.size()))
                : Optional.empty();
    }

    /** Why the newest step was not OK; empty when it was. */
    Optional<String> fault() {
        return reports.isEmpty()
                ? Optional.empty()
                : Judgement.fault(order.steps().get(reports.size() - 1).limits(), reports.get(reports.size() - 1));
    }

    InHand start(String stepId, CommandId command, String bootId) {
        Step step = order.steps().stream()
                .filter(candidate -> candidate.id().equals(stepId))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(order + " has no step " + stepId));
        return new InHand(order, acceptedAt, reports, Optional.of(new Started(step, command, bootId)), end);
    }

    InHand ended(StepReport report) {
        List<StepReport> all = new ArrayList<>(reports);
        all.add(report);
        return new InHand(order, acceptedAt, all, Optional.empty(), end);
    }

    InHand end(String interrupted, Instant at) {
        return new InHand(order, acceptedAt, reports, Optional.empty(), Optional.of(new End(interrupted, at)));
    }

    InHand forgetStart() {
        return new InHand(order, acceptedAt, reports, Optional.empty(), end);
    }
}
