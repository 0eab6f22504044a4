package dev.mortise.controller.config;

import dev.mortise.controller.domain.process.Quantity;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with units as a person writes them: {@code 5.1 N·m}, {@code 40}, {@code 1440 min}. */
final class Quantities {

    private static final Pattern QUANTITY =
            Pattern.compile("([-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)(?:\\s*([^\\s\\d].*))?");

    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int MILLIS = 1_000;

    /** A month: the longest burn-in that anybody asks for is days. */
    private static final Duration DURATION_MAX = Duration.ofDays(30);

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

    /** To the millisecond; empty for what is none, none above 0, or too long to be meant. */
    static Optional<Duration> duration(Quantity quantity) {
        double seconds = quantity.value()
                * switch (quantity.unit()) {
                    case "s" -> 1;
                    case "min" -> SECONDS_PER_MINUTE;
                    case "h" -> SECONDS_PER_HOUR;
                    default -> 0;
                };
        Duration duration = Duration.ofMillis(Math.round(seconds * MILLIS));
        return duration.isZero() || duration.isNegative() || duration.compareTo(DURATION_MAX) > 0
                ? Optional.empty()
                : Optional.of(duration);
    }
}
