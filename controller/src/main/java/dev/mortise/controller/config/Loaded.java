package dev.mortise.controller.config;

import java.util.List;
import java.util.Optional;

/** What a file gave: a value, or everything that is wrong with it. */
public record Loaded<T>(Optional<T> value, List<Fault> faults) {

    public Loaded {
        faults = List.copyOf(faults);
    }

    static <T> Loaded<T> of(T value) {
        return new Loaded<>(Optional.of(value), List.of());
    }

    static <T> Loaded<T> broken(List<Fault> faults) {
        return new Loaded<>(Optional.empty(), faults);
    }

    public boolean ok() {
        return faults.isEmpty() && value.isPresent();
    }
}
