package dev.mortise.controller.domain.alarm;

import java.time.Instant;

/**
 * A line of the alarms' history.
 *
 * @param number counts all lines there ever were, from 1
 * @param by who did it; empty where nobody did
 * @param text the alarm's sentence, or what was said
 */
public record AlarmEntry(long number, Instant at, AlarmId alarm, Priority priority, What what, String by, String text) {

    /** What happened. */
    public enum What {
        RAISED,
        RETURNED,
        ACKNOWLEDGED,
        SHELVED,
        SHELVED_UNTIL_GONE,
        UNSHELVED,
        COMMENTED
    }

    static AlarmEntry of(long number, Priority priority, AlarmEvent event) {
        if (event instanceof AlarmEvent.AlarmRaised raised) {
            return new AlarmEntry(number, event.at(), event.alarm(), priority, What.RAISED, "", raised.text());
        }
        if (event instanceof AlarmEvent.AlarmAcknowledged known) {
            return new AlarmEntry(
                    number, event.at(), event.alarm(), priority, What.ACKNOWLEDGED, known.by(), known.comment());
        }
        if (event instanceof AlarmEvent.AlarmShelved shelved) {
            String text = "until " + shelved.until() + ": " + shelved.reason();
            return new AlarmEntry(number, event.at(), event.alarm(), priority, What.SHELVED, shelved.by(), text);
        }
        if (event instanceof AlarmEvent.AlarmShelvedUntilGone shelved) {
            String text = "until its cause is gone, " + shelved.until() + " at the latest: " + shelved.reason();
            return new AlarmEntry(
                    number, event.at(), event.alarm(), priority, What.SHELVED_UNTIL_GONE, shelved.by(), text);
        }
        if (event instanceof AlarmEvent.AlarmUnshelved back) {
            return new AlarmEntry(
                    number, event.at(), event.alarm(), priority, What.UNSHELVED, back.by(), back.reason());
        }
        if (event instanceof AlarmEvent.AlarmCommented said) {
            return new AlarmEntry(
                    number, event.at(), event.alarm(), priority, What.COMMENTED, said.by(), said.comment());
        }
        return new AlarmEntry(number, event.at(), event.alarm(), priority, What.RETURNED, "", "");
    }
}
