package dev.mortise.controller.domain.process;

import java.util.List;
import java.util.Map;

/**
 * One command to one device.
 *
 * @param id unique in its operation
 * @param kind name of a {@link StepKind}
 * @param numbers numeric parameters
 * @param texts text parameters
 * @param limits what the step's measurements must be
 */
public record Step(
        String id, String kind, Map<String, Quantity> numbers, Map<String, String> texts, List<Limit> limits) {

    public Step {
        numbers = Map.copyOf(numbers);
        texts = Map.copyOf(texts);
        limits = List.copyOf(limits);
    }
}
