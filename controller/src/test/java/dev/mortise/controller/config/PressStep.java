package dev.mortise.controller.config;

import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.process.DeviceRequest;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A step kind that somebody else brings along: presses a bearing in. */
public final class PressStep implements StepKind {

    /** Made by ServiceLoader. */
    public PressStep() {}

    @Override
    public String name() {
        return "press";
    }

    @Override
    public List<String> faults(Step step) {
        return step.numbers().containsKey("force") ? List.of() : List.of("force: a value in N");
    }

    @Override
    public Set<String> capabilities(Step step) {
        return Set.of("press");
    }

    @Override
    public Set<String> ownCapabilities() {
        return Set.of("press");
    }

    @Override
    public List<String> faultsIn(CellSpec cell, Step step) {
        return List.of();
    }

    @Override
    public Map<String, String> measures(Step step) {
        return Map.of("way", "mm");
    }

    @Override
    public DeviceRequest request(CellSpec cell, Operation operation, Step step) {
        return new DeviceRequest.Plc(
                "bearing.press",
                step.numbers().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, number -> number.getValue().value())),
                Map.of());
    }
}
