package dev.mortise.controller.domain.alarm;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of the alarms' history.
 *
 * @param number counts all lines there ever were, from 1
 * @param by who did it; empty where nobody did
 * @param text the alarm's sentence, or what was said
 * @param confirm what somebody has to confirm when it is over; empty where nothing, and where it was not raised
 * @param concern what the alarm is about, at each of its lines: the one of its raising may be gone before the others
 */
public record AlarmEntry(
        long number,
        Instant at,
        AlarmId alarm,
        Priority priority,
        What what,
        String by,
        String text,
        Optional<String> confirm,
        Optional<Concern> concern) {

    /** What happened. */
    public enum What {
        RAISED,
        RETURNED,
        ACKNOWLEDGED,
        CONFIRMED,
        SHELVED,
        SHELVED_UNTIL_GONE,
        UNSHELVED,
        COMMENTED
    }

    /**
     * The line that an event comes to.
     *
     * @param alarm as it is after it
     */
    static AlarmEntry of(long number, Optional<Alarm> alarm, AlarmEvent event) {
        Said said = said(event);
        return new AlarmEntry(
                number,
                event.at(),
                event.alarm(),
                alarm.map(Alarm::priority).orElse(Priority.LOW),
                said.what(),
                said.by(),
                said.text(),
                event instanceof AlarmEvent.AlarmRaised raised ? raised.confirm() : Optional.empty(),
                alarm.flatMap(Alarm::concern));
    }

    private record Said(What what, String by, String text) {}

    private static Said said(AlarmEvent event) {
        if (event instanceof AlarmEvent.AlarmRaised raised) {
            return new Said(What.RAISED, "", raised.text());
        }
        if (event instanceof AlarmEvent.AlarmAcknowledged known) {
            return new Said(What.ACKNOWLEDGED, known.by(), known.comment());
        }
        if (event instanceof AlarmEvent.AlarmConfirmed done) {
            return new Said(What.CONFIRMED, done.by(), done.comment());
        }
        if (event instanceof AlarmEvent.AlarmShelved shelved) {
            return new Said(What.SHELVED, shelved.by(), "until " + shelved.until() + ": " + shelved.reason());
        }
        if (event instanceof AlarmEvent.AlarmShelvedUntilGone shelved) {
            String text = "until its cause is gone, " + shelved.until() + " at the latest: " + shelved.reason();
            return new Said(What.SHELVED_UNTIL_GONE, shelved.by(), text);
        }
        if (event instanceof AlarmEvent.AlarmUnshelved back) {
            return new Said(What.UNSHELVED, back.by(), back.reason());
        }
        if (event instanceof AlarmEvent.AlarmCommented words) {
            return new Said(What.COMMENTED, words.by(), words.comment());
        }
        return new Said(What.RETURNED, "", "");
    }
}
