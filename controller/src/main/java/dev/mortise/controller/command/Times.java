package dev.mortise.controller.command;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people type and read them: those of the clock on their own wall. */
final class Times {

    static final String FORMS =
            "An instant (2026-11-27T08:00:00Z), a local time (2026-11-27T09:00, or 09:00 of today), or how long ago (30m, 8h, 2d).";

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);
    private static final long SECOND_MILLIS = 1_000;

    private Times() {}

    static Instant read(String option, String text, Instant now) throws Api.Refused {
        Matcher ago = AGO.matcher(text);
        ZoneId zone = ZoneId.systemDefault();
        try {
            if (ago.matches()) {
                String unit = ago.group(2);
                String iso = unit.equals("d") ? "P" + ago.group(1) + "D" : "PT" + ago.group(1) + unit;
                return now.minus(Duration.parse(iso));
            }
            if (text.endsWith("Z")) {
                return Instant.parse(text);
            }
            LocalDateTime local = text.contains("T")
                    ? LocalDateTime.parse(text)
                    : LocalDate.ofInstant(now, zone).atTime(LocalTime.parse(text));
            return local.atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw new Api.Refused(option + " is " + text + "; expected: " + FORMS);
        }
    }

    static String local(String instant) {
        return DAY_AND_TIME.format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
    }

    /** In the two largest units that say something. */
    static String length(long millis) {
        Duration length = Duration.ofMillis(millis);
        if (length.toDays() > 0) {
            return length.toDays() + " d " + length.toHoursPart() + " h";
        }
        if (length.toHours() > 0) {
            return length.toHours() + " h " + length.toMinutesPart() + " min";
        }
        return length.toMinutes() > 0
                ? length.toMinutes() + " min " + length.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", (double) millis / SECOND_MILLIS);
    }
}
