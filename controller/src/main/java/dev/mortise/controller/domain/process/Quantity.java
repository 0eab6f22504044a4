package dev.mortise.controller.domain.process;

/**
 * A number with its unit, as a person writes it: {@code 5.1 N·m}.
 *
 * @param unit one of commands.yaml's units; "1" for a count or a ratio
 */
public record Quantity(double value, String unit) {
    @Override
    public String toString() {
        String number = value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
        return unit.equals("1") ? number : number + " " + unit;
    }
}
