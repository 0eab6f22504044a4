package dev.mortise.controller.adapter.record;

import dev.mortise.controller.adapter.record.AsBuilt.Attempt;
import dev.mortise.controller.adapter.record.AsBuilt.Measured;
import dev.mortise.controller.adapter.record.AsBuilt.OperationRecord;
import dev.mortise.controller.adapter.record.AsBuilt.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The as-built record for reading: one line an operation, more where it was not simply OK. */
public final class RecordText {

    private static final String RULE = "-".repeat(78) + "\n";

    private RecordText() {}

    /** One line for each operation; attempts beside the newest, and what failed in them. */
    public static String summary(AsBuilt record) {
        StringBuilder text = head(record);
        record.operations().forEach(operation -> text.append(line(operation)));
        return tail(record, text);
    }

    /** Every step with its command and its measurements. */
    public static String full(AsBuilt record) {
        StringBuilder text = head(record);
        for (OperationRecord operation : record.operations()) {
            text.append(line(operation));
            for (Attempt attempt : operation.attempts()) {
                text.append(String.format(
                        Locale.ROOT,
                        "      %s %d in %s, %s%n",
                        attempt.kind().toLowerCase(Locale.ROOT),
                        attempt.attempt(),
                        attempt.cell(),
                        verdict(attempt)));
                attempt.steps().forEach(step -> text.append(step(step)));
            }
        }
        return tail(record, text);
    }

    private static StringBuilder head(AsBuilt record) {
        StringBuilder text = new StringBuilder();
        text.append("As-built record of rack ").append(record.rack()).append("\n");
        if (record.simulated()) {
            text.append("SIMULATED: made by simulated equipment; says nothing about any real rack\n");
        }
        text.append(String.format(
                Locale.ROOT,
                "type %s, revision %s, ordered by %s at %s%n",
                record.type(),
                record.revision(),
                record.orderedBy(),
                record.orderedAt().map(RecordText::seconds).orElse("-")));
        return text.append(RULE);
    }

    private static String tail(AsBuilt record, StringBuilder text) {
        long valid = record.operations().stream()
                .filter(operation -> operation.validity().equals("VALID"))
                .count();
        long attempts = record.operations().stream()
                .mapToLong(operation -> operation.attempts().size())
                .sum();
        text.append(RULE);
        text.append(String.format(
                Locale.ROOT,
                "%d of %d operations valid, %d attempts%n",
                valid,
                record.operations().size(),
                attempts));
        return text.append(record.releasedAt()
                        .map(at -> "released at " + seconds(at) + ", SHA-256 " + record.hash() + "\n")
                        .orElseGet(() ->
                                record.abandoned().map(RecordText::abandoned).orElse("not released\n")))
                .toString();
    }

    private static String abandoned(AsBuilt.GivenUp event) {
        return String.format(
                Locale.ROOT,
                "ABANDONED (%s) by %s at %s: %s; never released%n",
                event.how().toLowerCase(Locale.ROOT),
                event.by(),
                seconds(event.at()),
                event.reason());
    }

    private static String line(OperationRecord operation) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%4d  %-26s %-8s %s%n",
                operation.number(),
                operation.id(),
                operation.validity(),
                operation.attempts().isEmpty() ? "" : newest(operation)));
        if (!operation.why().isEmpty()) {
            text.append("      ").append(operation.why()).append("\n");
        }
        operation
                .waivers()
                .forEach(waiver -> text.append("      attempt ")
                        .append(waiver.attempt())
                        .append(": ")
                        .append(waiver.words())
                        .append("\n"));
        if (operation.attempts().size() > 1) {
            operation
                    .attempts()
                    .forEach(attempt -> text.append(String.format(
                            Locale.ROOT,
                            "      %d: %s in %s: %s%n",
                            attempt.attempt(),
                            attempt.kind().toLowerCase(Locale.ROOT),
                            attempt.cell(),
                            verdict(attempt))));
        }
        return text.toString();
    }

    private static String newest(OperationRecord operation) {
        Attempt attempt = operation.attempts().get(operation.attempts().size() - 1);
        return String.format(
                Locale.ROOT,
                "attempt %d, %s, %.1f s",
                attempt.attempt(),
                attempt.cell(),
                Duration.between(attempt.startedAt(), attempt.finishedAt()).toMillis() / 1e3);
    }

    private static String verdict(Attempt attempt) {
        return attempt.verdict() + (attempt.reason().isEmpty() ? "" : " (" + attempt.reason() + ")");
    }

    private static String step(StepRecord step) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "        %-10s %-4s %s%s%n",
                step.step(),
                step.outcome(),
                step.command(),
                step.curve()
                        .map(curve ->
                                ", curve " + curve.name() + " of " + curve.x().size() + " points")
                        .orElse("")));
        step.reports()
                .forEach((name, value) -> text.append("          ")
                        .append(name)
                        .append(" = ")
                        .append(value)
                        .append("\n"));
        step.measurements().forEach(measured -> text.append(measured(measured)));
        return text.toString();
    }

    private static String measured(Measured measured) {
        String limits = measured.low().map(low -> " from " + number(low)).orElse("")
                + measured.high().map(high -> " to " + number(high)).orElse("");
        return String.format(
                Locale.ROOT,
                "          %s = %s %s%s%s%n",
                measured.name(),
                number(measured.value()),
                measured.unit(),
                limits.isEmpty() ? "" : " (limit" + limits + (measured.assumed() ? ", assumed" : "") + ")",
                measured.within() ? "" : "  <-- outside");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
