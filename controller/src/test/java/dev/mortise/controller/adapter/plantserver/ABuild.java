package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.FailurePolicy;
import dev.mortise.controller.domain.process.Limit;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.ProcessPlan;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackCommand;
import dev.mortise.controller.domain.rack.RackDecision;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Work;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A rack whose only operation is a leak test. */
public final class ABuild {

    static final Instant STARTED = Instant.parse("2026-11-26T12:00:01Z");
    static final Instant RELEASED = Instant.parse("2026-11-26T12:00:09Z");

    private static final OperationId LEAK = new OperationId("leak");
    private static final CellId CELL = new CellId("LEAK-A");

    private ABuild() {}

    public static RackBuild released(String id) {
        RackBuild build = RackBuild.of(new RackId(id), plan());
        build = after(build, new RackCommand.Order("nvl72", "A", "op", STARTED.minusSeconds(1)));
        build = after(build, new RackCommand.Start(Work.doing(LEAK), CELL, STARTED));
        build = after(
                build,
                new RackCommand.Finish(
                        Work.doing(LEAK), 1, CELL, List.of(report(id)), "", RELEASED.minusSeconds(1), true));
        return after(build, new RackCommand.Settle(RELEASED));
    }

    /** Its leak test runs. */
    static RackBuild started(String id) {
        RackBuild build = RackBuild.of(new RackId(id), plan());
        build = after(build, new RackCommand.Order("nvl72", "A", "op", STARTED.minusSeconds(1)));
        return after(build, new RackCommand.Start(Work.doing(LEAK), CELL, STARTED));
    }

    /** Its leak test is done. */
    public static RackBuild tested(String id) {
        return after(
                started(id),
                new RackCommand.Finish(
                        Work.doing(LEAK), 1, CELL, List.of(report(id)), "", RELEASED.minusSeconds(1), true));
    }

    /** Its leak test has found a leak. */
    static RackBuild leaking(String id) {
        return after(
                started(id),
                new RackCommand.Finish(
                        Work.doing(LEAK), 1, CELL, List.of(report(id, 0.75)), "", RELEASED.minusSeconds(1), true));
    }

    /** Its leak test was done, was reopened and runs again. */
    public static RackBuild testedAgain(String id) {
        RackBuild build = tested(id);
        build = build.apply(new RackEvent.OperationReopened(LEAK, "somebody touched it", RELEASED));
        return after(build, new RackCommand.Start(Work.doing(LEAK), CELL, RELEASED));
    }

    /** Given up while its leak test ran, which then came to its end. */
    static RackBuild abandoned(String id) {
        RackBuild build = RackBuild.of(new RackId(id), plan());
        build = after(build, new RackCommand.Order("nvl72", "A", "op", STARTED.minusSeconds(1)));
        build = after(build, new RackCommand.Start(Work.doing(LEAK), CELL, STARTED));
        build = after(build, new RackCommand.Abandon("the frame is bent", "mes", Abandonment.ABORT, STARTED));
        return after(build, new RackCommand.Finish(Work.doing(LEAK), 1, CELL, List.of(report(id)), "", RELEASED, true));
    }

    private static RackBuild after(RackBuild build, RackCommand command) {
        return build.applyAll(((RackDecision.Accepted) build.decide(command)).events());
    }

    private static StepReport report(String rack) {
        return report(rack, 0.25);
    }

    private static StepReport report(String rack, double leakRate) {
        return new StepReport(
                "test",
                new CommandId(rack + "/leak/1/test"),
                StepReport.Outcome.OK,
                "",
                List.of(new Measurement("leak_rate", leakRate, "mbar·l/s")),
                Map.of(),
                Optional.empty());
    }

    private static ProcessPlan plan() {
        Limit limit = new Limit("leak_rate", Optional.empty(), Optional.of(0.5), "mbar·l/s", true, "leak-high");
        return new ProcessPlan(List.of(new Operation(
                LEAK,
                "leak",
                10,
                "leak test",
                "",
                0,
                "",
                Set.of("leak-test"),
                Set.of(),
                Set.of(),
                List.of(new Step("test", "leak-test", Map.of(), Map.of(), List.of(limit))),
                List.of(),
                false,
                "",
                new FailurePolicy(List.of()),
                Optional.empty())));
    }
}
