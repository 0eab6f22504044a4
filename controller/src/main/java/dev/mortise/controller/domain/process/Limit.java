package dev.mortise.controller.domain.process;

import java.util.Optional;

/**
 * What a measurement must be.
 *
 * @param measurement name without index: applies to every {@code torque[i]}
 * @param low lowest allowed, inclusive
 * @param high highest allowed, inclusive
 * @param assumed true when no public source gives the number: shown wherever the limit is shown
 * @param reason the failure code when it is violated, e.g. {@code torque-low}
 */
public record Limit(
        String measurement, Optional<Double> low, Optional<Double> high, String unit, boolean assumed, String reason) {

    public boolean allows(double value) {
        return low.map(l -> value >= l).orElse(true)
                && high.map(h -> value <= h).orElse(true);
    }

    /** True for {@code torque} and {@code torque[12]} when this limits {@code torque}. */
    public boolean appliesTo(String name) {
        return name.equals(measurement) || name.startsWith(measurement + "[");
    }
}
