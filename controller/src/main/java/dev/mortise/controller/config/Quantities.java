package dev.mortise.controller.config;

import dev.mortise.controller.domain.process.Quantity;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with units as a person writes them: {@code 5.1 N·m}, {@code 40}, {@code 1440 min}. */
final class Quantities {

    private static final Pattern QUANTITY =
            Pattern.compile("([-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)(?:\\s*([^\\s\\d].*))?");

    private Quantities() {}

    /** Empty when the text does not begin with a number. */
    static Optional<Quantity> parse(String text) {
        Matcher matcher = QUANTITY.matcher(text.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2);
        return Optional.of(new Quantity(Double.parseDouble(matcher.group(1)), unit == null ? "1" : unit.trim()));
    }
}
