package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlcSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.DeviceRequest;
import dev.mortise.controller.domain.process.Limit;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepKind;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.RackId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one way to build a cell for a test: TRAY-A, which clamps and then latches. */
final class ACell {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final CellSpec SPEC = new CellSpec(
            new CellId("TRAY-A"),
            "tray cell",
            Set.of("insert"),
            PlcSpec.open("opc.tcp://127.0.0.1:1/x"),
            List.of(),
            List.of());
    static final Limit CLAMP_FORCE =
            new Limit("clamp_force", Optional.of(100.0), Optional.empty(), "N", true, "clamp-weak");
    static final Step CLAMP =
            new Step("clamp", "plc", Map.of(), Map.of("command", "clamp.close"), List.of(CLAMP_FORCE));
    static final Step LATCH = new Step("latch", "plc", Map.of(), Map.of("command", "latch.close"), List.of());
    static final WorkOrder INSERT = new WorkOrder(
            new RackId("R-1"),
            new OperationId("insert.C07"),
            "insert",
            false,
            1,
            "C07",
            7,
            "tray",
            List.of(CLAMP, LATCH));
    static final Conduct CONDUCT = new Conduct(SPEC, Map.of("plc", new PlcOnly()));

    private ACell() {}

    static Cell idle() {
        return Cell.unknown(SPEC.id()).apply(new CellEvent.EpochRaised(3, NOON));
    }

    static Cell working() {
        return idle().apply(new CellEvent.WorkAccepted(INSERT, NOON));
    }

    static Cell clamping(String bootId) {
        return working().apply(new CellEvent.StepStarted("clamp", INSERT.command(CLAMP), bootId, NOON));
    }

    /** Noon, and so much later by both clocks. */
    static Moment after(Duration time) {
        return new Moment(NOON.plus(time), Duration.ofHours(5).plus(time));
    }

    static Observed seeing(PlcStatus status) {
        return Observed.nothing(after(Duration.ZERO), List.of()).plc(status);
    }

    static PlcStatus plc(UnitState state) {
        return plc(state, Optional.empty(), Optional.empty());
    }

    static PlcStatus plc(UnitState state, Optional<PlcStatus.Command> command, Optional<StepReport> outcome) {
        return plc(state, "boot-1", true, command, outcome);
    }

    static PlcStatus plc(
            UnitState state,
            String bootId,
            boolean retained,
            Optional<PlcStatus.Command> command,
            Optional<StepReport> outcome) {
        return new PlcStatus(
                bootId,
                retained,
                true,
                3,
                state,
                1,
                "",
                command,
                outcome,
                new PlcStatus.Safety(false, false, true, 4),
                List.of());
    }

    /** The same, with other stops observed. */
    static PlcStatus with(PlcStatus status, PlcStatus.Safety safety) {
        return new PlcStatus(
                status.bootId(),
                status.memoryRetained(),
                status.simulated(),
                status.epoch(),
                status.state(),
                status.mode(),
                status.stopReason(),
                status.command(),
                status.outcome(),
                safety,
                status.interlocks());
    }

    static StepReport report(CommandId command, StepReport.Outcome outcome, double clampForceNewtons) {
        return new StepReport(
                "",
                command,
                outcome,
                outcome == StepReport.Outcome.OK ? "" : "tool-fault",
                List.of(new Measurement("clamp_force", clampForceNewtons, "N")),
                Map.of(),
                Optional.empty());
    }

    /** The step kind of these tests: the text {@code command} names the PLC's command. */
    private static final class PlcOnly implements StepKind {
        @Override
        public String name() {
            return "plc";
        }

        @Override
        public List<String> faults(Step step) {
            return List.of();
        }

        @Override
        public Set<String> capabilities(Step step) {
            return Set.of();
        }

        @Override
        public List<String> faultsIn(CellSpec cell, Step step) {
            return List.of();
        }

        @Override
        public Map<String, String> measures(Step step) {
            return Map.of();
        }

        @Override
        public DeviceRequest request(CellSpec cell, Operation operation, Step step) {
            return new DeviceRequest.Plc(step.texts().getOrDefault("command", ""), Map.of(), Map.of());
        }
    }
}
