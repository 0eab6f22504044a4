package dev.mortise.controller.domain.process;

/**
 * One operation of a plan on one rack: {@code insert-compute-tray.C07} for a slot, {@code rack-leak-test} without.
 */
public record OperationId(String value) implements Comparable<OperationId> {

    /** The operation of a template for one slot; an empty slot means the template is not repeated. */
    public static OperationId of(String template, String slot) {
        return new OperationId(slot.isEmpty() ? template : template + "." + slot);
    }

    @Override
    public int compareTo(OperationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
