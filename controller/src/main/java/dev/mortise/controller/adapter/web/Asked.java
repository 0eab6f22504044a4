package dev.mortise.controller.adapter.web;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What stands behind the question mark of an address. */
final class Asked {

    private Asked() {}

    static Optional<String> text(Context context, String key) {
        return Optional.ofNullable(context.queryParam(key)).filter(value -> !value.isBlank());
    }

    static Optional<Instant> instant(Context context, String key) throws Problem {
        Optional<String> value = text(context, key);
        try {
            return value.map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw Problem.badRequest(
                    key + " is " + value.orElse("") + "; expected an instant, for example 2026-11-27T08:00:00Z");
        }
    }

    static int number(Context context, String key, int otherwise, int most) throws Problem {
        Optional<String> value = text(context, key);
        try {
            int number = value.map(Integer::parseInt).orElse(otherwise);
            if (number > 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as a number that is none too small is
        }
        throw Problem.badRequest(key + " is " + value.orElse("") + "; expected a whole number from 1 to " + most);
    }
}
