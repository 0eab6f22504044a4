package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.ProcessPlan;
import dev.mortise.controller.domain.process.StepReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One rack as a test drives it: commands in, every event kept. Time is the number of events. */
final class ARack {

    static final CellId CELL = new CellId("TRAY-A");
    final List<RackEvent> log = new ArrayList<>();
    RackBuild build;

    ARack(ProcessPlan plan) {
        build = RackBuild.of(new RackId("R-1"), plan);
        accept(new RackCommand.Order("t", "1", "anna", now()));
    }

    Instant now() {
        return Instant.EPOCH.plusSeconds(log.size());
    }

    /** Does what a command decides; the reason when it is refused. */
    Optional<String> ask(RackCommand command) {
        RackDecision decision = build.decide(command);
        if (decision instanceof RackDecision.Refused refused) {
            return Optional.of(refused.reason());
        }
        ((RackDecision.Accepted) decision).events().forEach(this::happen);
        return Optional.empty();
    }

    ARack accept(RackCommand command) {
        ask(command).ifPresent(reason -> {
            throw new AssertionError("refused: " + reason);
        });
        return this;
    }

    void happen(RackEvent event) {
        log.add(event);
        build = build.apply(event);
    }

    ARack start(Work work) {
        return accept(new RackCommand.Start(work, CELL, now()));
    }

    ARack settle() {
        return accept(new RackCommand.Settle(now()));
    }

    /** Does an operation to a good end. */
    ARack done(String operation) {
        return start(Work.doing(new OperationId(operation))).ended(StepReport.Outcome.OK, Map.of());
    }

    ARack failed(String operation) {
        return failed(operation, Map.of());
    }

    ARack failed(String operation, Map<String, String> reports) {
        return start(Work.doing(new OperationId(operation))).ended(StepReport.Outcome.PART_FAILURE, reports);
    }

    ARack takenBack(String operation) {
        return start(Work.undoing(new OperationId(operation))).ended(StepReport.Outcome.OK, Map.of());
    }

    /** The running attempt breaks off; nothing is said about the part. */
    ARack interrupted() {
        RackEvent.AttemptStarted running = build.running().orElseThrow();
        return accept(new RackCommand.Finish(
                running.work(), running.attempt(), CELL, List.of(), "station fault: tool", now(), true));
    }

    ARack ended(StepReport.Outcome outcome, Map<String, String> reports) {
        return accept(finish(build.running().orElseThrow(), outcome, reports));
    }

    RackCommand.Finish finish(
            RackEvent.AttemptStarted running, StepReport.Outcome outcome, Map<String, String> reports) {
        String step = running.work().kind() == Work.Kind.UNDO ? "undo" : "do";
        StepReport report = new StepReport(
                step,
                CommandId.of("R-1", running.work().operation(), running.attempt(), step),
                outcome,
                outcome == StepReport.Outcome.OK ? "" : "bad",
                List.of(),
                reports,
                Optional.empty());
        return new RackCommand.Finish(running.work(), running.attempt(), CELL, List.of(report), "", now(), true);
    }

    Validity validity(String operation) {
        return build.validity(new OperationId(operation));
    }

    List<String> due() {
        return build.due().stream().map(Work::toString).toList();
    }
}
