package dev.mortise.sim.world;

import java.util.Map;
import java.util.Optional;

/** A command as it came over the wire. */
public record PlcCommand(
        String id,
        String name,
        String rack,
        String slot,
        String operation,
        Map<String, Double> numbers,
        Map<String, String> texts) {

    public PlcCommand {
        numbers = Map.copyOf(numbers);
        texts = Map.copyOf(texts);
    }

    double number(String parameter, double otherwise) {
        return Optional.ofNullable(numbers.get(parameter)).orElse(otherwise);
    }

    String text(String parameter) {
        return Optional.ofNullable(texts.get(parameter)).orElse("");
    }

    /** The operation without its slot. */
    public String template() {
        int dot = operation.indexOf('.');
        return dot < 0 ? operation : operation.substring(0, dot);
    }
}
