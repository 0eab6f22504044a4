package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.StepReport;
import java.time.Instant;
import java.util.List;

/** What can be asked of a rack's build. */
public sealed interface RackCommand {

    record Order(String type, String revision, String by, Instant at) implements RackCommand {}

    /** Begin a due work in a cell. */
    record Start(Work work, CellId cell, Instant at) implements RackCommand {}

    /**
     * An attempt ended. The same again changes nothing.
     *
     * @param interrupted why it did not run to its end; empty when it did
     */
    record Finish(
            Work work,
            int attempt,
            CellId cell,
            List<StepReport> steps,
            String interrupted,
            Instant finishedAt,
            boolean simulated)
            implements RackCommand {
        public Finish {
            steps = List.copyOf(steps);
        }
    }

    record Answer(String question, String choice, String by, Instant at) implements RackCommand {}

    /** Let the failed evidence of an operation count, if another agrees. */
    record ProposeWaiver(OperationId operation, String reason, String by, Instant at) implements RackCommand {}

    record GrantWaiver(OperationId operation, String by, Instant at) implements RackCommand {}

    /** Let nothing begin on it; what runs comes to its end. */
    record Hold(String reason, String by, Instant at) implements RackCommand {}

    /** Take every hold off. */
    record Unhold(String by, Instant at) implements RackCommand {}

    /** Give it up; what runs comes to its end. */
    record Abandon(String reason, String by, Abandonment how, Instant at) implements RackCommand {}

    /** Do what the controller does by itself: operations that need no cell, and the release. */
    record Settle(Instant at) implements RackCommand {}
}
