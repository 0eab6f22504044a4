package dev.mortise.controller.domain.alarm;

import java.util.Optional;

/** What cannot have happened to alarms after what happened to them before: such a journal is damaged. */
public final class AlarmContradiction {

    private AlarmContradiction() {}

    /** One sentence; empty when the event follows. */
    public static Optional<String> of(AlarmBook book, AlarmEvent event) {
        Optional<Alarm> alarm = book.find(event.alarm());
        if (event instanceof AlarmEvent.AlarmRaised) {
            return said(alarm.filter(Alarm::active).isPresent(), event.alarm() + " was raised while it stood");
        }
        if (alarm.isEmpty()) {
            return Optional.of(event.alarm() + " had not been raised");
        }
        if (event instanceof AlarmEvent.AlarmReturned) {
            return said(alarm.filter(Alarm::active).isEmpty(), event.alarm() + " returned and did not stand");
        }
        if (event instanceof AlarmEvent.AlarmAcknowledged) {
            return said(
                    alarm.flatMap(Alarm::acknowledged).isPresent(), event.alarm() + " was acknowledged a second time");
        }
        if (event instanceof AlarmEvent.AlarmConfirmed) {
            return confirmed(alarm.orElseThrow());
        }
        return said(
                event instanceof AlarmEvent.AlarmUnshelved
                        && alarm.flatMap(Alarm::shelf).isEmpty(),
                event.alarm() + " was taken from the shelf and was not on it");
    }

    private static Optional<String> confirmed(Alarm alarm) {
        if (alarm.acknowledged().isEmpty()) {
            return Optional.of(alarm.id() + " was confirmed and nobody had acknowledged it");
        }
        return said(!alarm.unconfirmed(), alarm.id() + " was confirmed and nobody had to confirm it");
    }

    private static Optional<String> said(boolean contradicts, String sentence) {
        return contradicts ? Optional.of(sentence) : Optional.empty();
    }
}
