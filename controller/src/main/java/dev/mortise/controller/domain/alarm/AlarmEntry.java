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
 */
public record AlarmEntry(
        long number,
        Instant at,
        AlarmId alarm,
        Priority priority,
        What what,
        String by,
        String text,
        Optional<String> confirm) {

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

    static AlarmEntry of(long number, Priority priority, AlarmEvent event) {
        if (event instanceof AlarmEvent.AlarmRaised raised) {
            return new AlarmEntry(
                    number, event.at(), event.alarm(), priority, What.RAISED, "", raised.text(), raised.confirm());
        }
        if (event instanceof AlarmEvent.AlarmAcknowledged known) {
            return said(number, priority, event, What.ACKNOWLEDGED, known.by(), known.comment());
        }
        if (event instanceof AlarmEvent.AlarmConfirmed done) {
            return said(number, priority, event, What.CONFIRMED, done.by(), done.comment());
        }
        if (event instanceof AlarmEvent.AlarmShelved shelved) {
            String text = "until " + shelved.until() + ": " + shelved.reason();
            return said(number, priority, event, What.SHELVED, shelved.by(), text);
        }
        if (event instanceof AlarmEvent.AlarmShelvedUntilGone shelved) {
            String text = "until its cause is gone, " + shelved.until() + " at the latest: " + shelved.reason();
            return said(number, priority, event, What.SHELVED_UNTIL_GONE, shelved.by(), text);
        }
        if (event instanceof AlarmEvent.AlarmUnshelved back) {
            return said(number, priority, event, What.UNSHELVED, back.by(), back.reason());
        }
        if (event instanceof AlarmEvent.AlarmCommented words) {
            return said(number, priority, event, What.COMMENTED, words.by(), words.comment());
        }
        return said(number, priority, event, What.RETURNED, "", "");
    }

    private static AlarmEntry said(
            long number, Priority priority, AlarmEvent event, What what, String by, String text) {
        return new AlarmEntry(number, event.at(), event.alarm(), priority, what, by, text, Optional.empty());
    }
}
