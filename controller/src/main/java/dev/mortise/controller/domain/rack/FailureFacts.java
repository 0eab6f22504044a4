package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.process.Limit;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person has to know who is asked how it goes on: what failed, by how much, and how many more values there are. */
final class FailureFacts {

    /** What a person takes in at a glance, at a panel that shows other things, too; the record has all. */
    private static final int VALUES_MAX = 6;

    private FailureFacts() {}

    static List<String> of(Evidence nok) {
        List<String> facts = new ArrayList<>();
        facts.add(nok.work() + " attempt " + nok.attempt() + " in " + nok.cell() + " was NOK: " + nok.reason());
        List<String> outside = values(nok, false).toList();
        List<String> values = Stream.concat(outside.stream(), values(nok, true)).toList();
        int shown = Math.max(VALUES_MAX, Math.min(outside.size(), 2 * VALUES_MAX));
        values.stream().limit(shown).forEach(facts::add);
        if (values.size() > shown) {
            facts.add((values.size() - shown) + " more values are in the record");
        }
        return List.copyOf(facts);
    }

    private static Stream<String> values(Evidence nok, boolean within) {
        return nok.steps().stream()
                .flatMap(step -> step.measurements().stream().flatMap(value -> {
                    Optional<Limit> limit = nok.limits().stream()
                            .filter(one -> one.appliesTo(value.name()))
                            .findFirst();
                    boolean allowed =
                            limit.map(one -> one.allows(value.value())).orElse(true);
                    return allowed == within ? Stream.of(fact(step, value, limit)) : Stream.of();
                }));
    }

    private static String fact(StepReport step, Measurement value, Optional<Limit> limit) {
        return step.step() + ": " + value.name() + " = " + with(value.value(), value.unit())
                + limit.map(one -> words(one, value.value())).orElse("");
    }

    private static String words(Limit limit, double value) {
        if (limit.allows(value)) {
            return "";
        }
        return limit.low()
                .filter(low -> value < low)
                .map(low -> ", below " + with(low, limit.unit()))
                .orElseGet(() -> limit.high()
                        .map(high -> ", above " + with(high, limit.unit()))
                        .orElse(""));
    }

    /** Four digits that count: more than that is noise to a person at a panel. */
    private static String with(double value, String unit) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e6;
        String number = whole ? Long.toString((long) value) : String.format(Locale.ROOT, "%.4g", value);
        return unit.equals("1") ? number : number + " " + unit;
    }
}
