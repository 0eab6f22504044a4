package dev.mortise.controller.domain.process;

/**
 * One measured value.
 *
 * @param name {@code leak_rate}, or {@code torque[12]} for the twelfth joint
 */
public record Measurement(String name, double value, String unit) {}
