package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.FailurePolicy;
import dev.mortise.controller.domain.process.Limit;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.ProcessPlan;
import dev.mortise.controller.domain.process.Quantity;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackCommand;
import dev.mortise.controller.domain.rack.RackDecision;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A rack whose only operation tightens screws. */
final class AScrewedBuild {

    private static final OperationId AUDIT = new OperationId("audit");
    private static final CellId CELL = new CellId("TRAY-A");

    private AScrewedBuild() {}

    /** These were measured of it, and it is done. */
    static RackBuild measured(String id, List<Measurement> measured) {
        RackBuild build = RackBuild.of(new RackId(id), plan());
        build = after(build, new RackCommand.Order("nvl72", "A", "op", ABuild.STARTED.minusSeconds(1)));
        build = after(build, new RackCommand.Start(Work.doing(AUDIT), CELL, ABuild.STARTED));
        StepReport report = new StepReport(
                "tighten",
                new CommandId(id + "/audit/1/tighten"),
                StepReport.Outcome.OK,
                "",
                measured,
                Map.of("serial", "FRAME-7"),
                Optional.empty());
        return after(
                build, new RackCommand.Finish(Work.doing(AUDIT), 1, CELL, List.of(report), "", ABuild.RELEASED, true));
    }

    private static RackBuild after(RackBuild build, RackCommand command) {
        return build.applyAll(((RackDecision.Accepted) build.decide(command)).events());
    }

    private static ProcessPlan plan() {
        Limit torque = new Limit("torque", Optional.of(4.6), Optional.of(5.6), "N·m", true, "torque-out");
        Limit angle = new Limit("angle", Optional.of(20.0), Optional.empty(), "deg", true, "angle-out");
        Step tighten = new Step(
                "tighten",
                "plc",
                Map.of("torque", new Quantity(5.1, "N·m"), "angle_min", new Quantity(20, "deg")),
                Map.of(),
                List.of(torque, angle));
        return new ProcessPlan(List.of(new Operation(
                AUDIT,
                "audit",
                10,
                "Torque audit",
                "",
                0,
                "",
                Set.of("fasten"),
                Set.of(),
                Set.of(),
                List.of(tighten),
                List.of(),
                false,
                "",
                new FailurePolicy(List.of()),
                Optional.empty())));
    }
}
