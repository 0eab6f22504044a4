package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.alarm.AlarmBook;
import dev.mortise.controller.domain.alarm.AlarmEntry;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The question for past alarms, and its answer: newest first, a page at a time, as JSON or as CSV (RFC 4180).
 *
 * @param before the number of a line; only older ones are asked for
 * @param limit lines of a page
 */
record AlarmHistory(
        Instant from, Instant to, Optional<String> source, Optional<Cause.Kind> kind, long before, int limit) {

    private static final int PAGE_LINES = 100;
    private static final String EXAMPLE = "2026-11-24T03:00:00Z";
    private static final List<String> COLUMNS =
            List.of("number", "at", "alarm", "source", "kind", "priority", "what", "by", "text");

    /** What a table calculator takes for the beginning of a formula: somebody may have typed one as a comment. */
    private static final String FORMULA_BEGINS = "=+-@\t\r";

    /** One line, as the API shows it. */
    private record Line(
            long number,
            Instant at,
            String alarm,
            String source,
            Cause.Kind kind,
            Priority priority,
            AlarmEntry.What what,
            String by,
            String text) {

        static Line of(AlarmEntry entry) {
            return new Line(
                    entry.number(),
                    entry.at(),
                    entry.alarm().toString(),
                    entry.alarm().source(),
                    entry.alarm().kind(),
                    entry.priority(),
                    entry.what(),
                    entry.by(),
                    entry.text());
        }

        String csv() {
            return Stream.of(number, at, alarm, source, kind, priority, what, by, text)
                    .map(value -> quoted(value.toString()))
                    .collect(Collectors.joining(","));
        }
    }

    /**
     * One page.
     *
     * @param next what {@code before} has to be for the next page; empty on the last one
     */
    private record Page(List<Line> lines, Optional<Long> next) {}

    /** Answers from what is kept, which is oldest first. */
    static void answer(Context context, List<AlarmEntry> kept) throws Problem {
        String format = Optional.ofNullable(context.queryParam("format")).orElse("json");
        switch (format) {
            case "json" ->
                context.contentType("application/json")
                        .result(Json.write(of(context, PAGE_LINES).page(kept)));
            case "csv" ->
                context.contentType("text/csv; charset=utf-8")
                        .header("Content-Disposition", "attachment; filename=\"alarms.csv\"")
                        .result(csv(of(context, AlarmBook.HISTORY_MAX).page(kept)));
            default -> throw Problem.badRequest("format is " + format + "; expected json or csv");
        }
    }

    private static AlarmHistory of(Context context, int lines) throws Problem {
        return new AlarmHistory(
                instant(context, "from", Instant.MIN),
                instant(context, "to", Instant.MAX),
                text(context, "source"),
                kind(context),
                number(context, "before", Long.MAX_VALUE),
                (int) Math.min(number(context, "limit", lines), AlarmBook.HISTORY_MAX));
    }

    private Page page(List<AlarmEntry> kept) {
        List<AlarmEntry> newestFirst = new ArrayList<>(kept);
        Collections.reverse(newestFirst);
        List<Line> found = newestFirst.stream()
                .filter(this::wanted)
                .limit(limit + 1L)
                .map(Line::of)
                .toList();
        return found.size() <= limit
                ? new Page(found, Optional.empty())
                : new Page(
                        found.subList(0, limit),
                        Optional.of(found.get(limit - 1).number()));
    }

    private boolean wanted(AlarmEntry entry) {
        return entry.number() < before
                && !entry.at().isBefore(from)
                && entry.at().isBefore(to)
                && source.filter(name -> !name.equals(entry.alarm().source())).isEmpty()
                && kind.filter(name -> name != entry.alarm().kind()).isEmpty();
    }

    private static String csv(Page page) {
        return Stream.concat(
                        Stream.of(String.join(",", COLUMNS)),
                        page.lines().stream().map(Line::csv))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String quoted(String value) {
        String harmless = !value.isEmpty() && FORMULA_BEGINS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }

    private static Optional<String> text(Context context, String key) {
        return Optional.ofNullable(context.queryParam(key)).filter(value -> !value.isBlank());
    }

    private static Instant instant(Context context, String key, Instant otherwise) throws Problem {
        Optional<String> value = text(context, key);
        try {
            return value.map(Instant::parse).orElse(otherwise);
        } catch (DateTimeParseException e) {
            throw Problem.badRequest(key + " is " + value.orElse("") + "; expected an instant, for example " + EXAMPLE);
        }
    }

    private static long number(Context context, String key, long otherwise) throws Problem {
        Optional<String> value = text(context, key);
        try {
            long number = value.map(Long::parseLong).orElse(otherwise);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as a number that is none too small is
        }
        throw Problem.badRequest(key + " is " + value.orElse("") + "; expected a whole number from 1");
    }

    private static Optional<Cause.Kind> kind(Context context) throws Problem {
        Optional<String> value = text(context, "kind");
        Optional<Cause.Kind> kind = value.flatMap(name -> Arrays.stream(Cause.Kind.values())
                .filter(known -> known.name().equals(name))
                .findFirst());
        if (value.isPresent() && kind.isEmpty()) {
            throw Problem.badRequest("kind is " + value.orElse("") + "; expected one of "
                    + Arrays.stream(Cause.Kind.values()).map(Enum::name).collect(Collectors.joining(", ")));
        }
        return kind;
    }
}
