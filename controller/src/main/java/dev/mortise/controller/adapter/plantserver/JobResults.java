package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.Units;
import dev.mortise.controller.domain.process.Limit;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * A rack's history as JobResponseData: one parameter an operation with its validity; below it the newest attempt, and below
 * that each measured value with its unit and limits. plant-server.md has the table.
 */
final class JobResults {

    private static final String PARAMETER = "ISA95ParameterDataType";

    private final Structures model;

    JobResults(Structures model) {
        this.model = model;
    }

    /** When the first attempt at anything started. */
    static Optional<Instant> began(RackBuild build) {
        return build.plan().operations().stream()
                .flatMap(operation -> build.attempts(operation.id()).stream())
                .map(Evidence::startedAt)
                .min(Instant::compareTo)
                .or(() -> build.running().map(RackEvent.AttemptStarted::at));
    }

    /** When it was released, or the last attempt on a rack that was given up ended. */
    static Optional<Instant> ended(RackBuild build) {
        return build.released()
                .map(RackEvent.RackReleased::at)
                .or(() -> build.abandoned()
                        .map(abandoned -> build.plan().operations().stream()
                                .flatMap(operation -> build.attempts(operation.id()).stream())
                                .map(Evidence::finishedAt)
                                .reduce(abandoned.at(), (one, other) -> one.isAfter(other) ? one : other)));
    }

    DynamicStructType[] of(RackBuild build) {
        List<DynamicStructType> all = new ArrayList<>();
        build.released().ifPresent(release -> all.add(parameter("RecordHash", release.hash(), List.of())));
        build.abandoned()
                .ifPresent(abandoned -> all.add(parameter(
                        "Abandoned",
                        abandoned.how().name(),
                        List.of(
                                parameter("Reason", abandoned.reason(), List.of()),
                                parameter("By", abandoned.by(), List.of())))));
        for (Operation operation : build.plan().operations()) {
            List<Evidence> attempts = build.attempts(operation.id());
            List<DynamicStructType> newest =
                    attempts.isEmpty() ? List.of() : attempt(build, attempts.get(attempts.size() - 1));
            all.add(parameter(
                    operation.id().value(), build.validity(operation.id()).name(), newest));
        }
        return all.toArray(DynamicStructType[]::new);
    }

    /** One attempt: how it ended and what was measured. */
    List<DynamicStructType> attempt(RackBuild build, Evidence evidence) {
        List<DynamicStructType> all = new ArrayList<>();
        all.add(parameter("Attempt", evidence.attempt(), List.of()));
        all.add(parameter("Verdict", evidence.verdict().name(), List.of()));
        if (!evidence.reason().isEmpty()) {
            all.add(parameter("Reason", evidence.reason(), List.of()));
        }
        build.waivers(evidence.operation()).stream()
                .filter(waiver -> waiver.proposed().attempt() == evidence.attempt()
                        && waiver.granted().isPresent())
                .forEach(waiver -> all.add(parameter("Waiver", waiver.words(), List.of())));
        all.add(parameter("Cell", evidence.cell().value(), List.of()));
        all.add(parameter("Simulated", evidence.simulated(), List.of()));
        for (StepReport step : evidence.steps()) {
            for (Measurement measured : step.measurements()) {
                all.add(measured(step.step(), measured, limits(build, evidence, step.step())));
            }
        }
        return all;
    }

    /** Those of this step: two steps may limit values of the same name in different ways. */
    static List<Limit> limits(RackBuild build, Evidence evidence, String step) {
        return planned(build, evidence, step).stream()
                .flatMap(planned -> planned.limits().stream())
                .filter(evidence.limits()::contains)
                .toList();
    }

    /** The step as the plan has it. */
    static Optional<Step> planned(RackBuild build, Evidence evidence, String step) {
        Operation operation = build.operation(evidence.operation());
        List<Step> steps = evidence.work().kind() == Work.Kind.UNDO ? operation.undo() : operation.steps();
        return steps.stream().filter(planned -> planned.id().equals(step)).findFirst();
    }

    private DynamicStructType measured(String step, Measurement measured, List<Limit> limits) {
        List<DynamicStructType> bounds = new ArrayList<>();
        limits.stream()
                .filter(limit -> limit.appliesTo(measured.name()))
                .findFirst()
                .ifPresent(limit -> {
                    limit.low().ifPresent(low -> bounds.add(parameter("LowLimit", low, List.of())));
                    limit.high().ifPresent(high -> bounds.add(parameter("HighLimit", high, List.of())));
                });
        return measured(step + "." + measured.name(), measured.value(), measured.unit(), bounds);
    }

    /** A value, or values, in a unit. */
    DynamicStructType measured(String id, Object value, String unit, List<DynamicStructType> below) {
        Map<String, Object> fields = fields(id, value, below);
        fields.put("EngineeringUnits", Units.word(unit));
        return model.make(PARAMETER, fields);
    }

    Variant wire(DynamicStructType parameter) {
        return new Variant(model.wire(parameter));
    }

    DynamicStructType parameter(String id, Object value, List<DynamicStructType> below) {
        return model.make(PARAMETER, fields(id, value, below));
    }

    private static Map<String, Object> fields(String id, Object value, List<DynamicStructType> below) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ID", id);
        fields.put("Value", new Variant(value));
        if (!below.isEmpty()) {
            fields.put("Subparameters", below.toArray(DynamicStructType[]::new));
        }
        return fields;
    }
}
