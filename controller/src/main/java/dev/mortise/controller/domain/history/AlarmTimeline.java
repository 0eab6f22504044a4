package dev.mortise.controller.domain.history;

import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.history.Entry.What;
import java.util.List;

/** The alarms of one source. */
public final class AlarmTimeline {

    private AlarmTimeline() {}

    /** Oldest first. */
    public static List<Entry> of(List<AlarmEvent> events, String source) {
        Ledger ledger = new Ledger();
        events.stream().filter(event -> event.alarm().source().equals(source)).forEach(event -> read(ledger, event));
        return ledger.entries();
    }

    private static void read(Ledger ledger, AlarmEvent event) {
        String name = event.alarm().toString();
        if (event instanceof AlarmEvent.AlarmRaised raised) {
            ledger.begin(
                    name,
                    Entry.begun(What.ALARM, raised.at(), name + ": " + raised.text(), "")
                            .bad());
        } else if (event instanceof AlarmEvent.AlarmReturned returned) {
            ledger.end(name, begun -> begun.ended(returned.at(), "returned", false));
        } else if (event instanceof AlarmEvent.AlarmAcknowledged known) {
            String comment = known.comment().isEmpty() ? "" : ": " + known.comment();
            ledger.add(Entry.instant(What.ALARM, known.at(), name + " acknowledged" + comment, known.by()));
        } else if (event instanceof AlarmEvent.AlarmConfirmed done) {
            String comment = done.comment().isEmpty() ? "" : ": " + done.comment();
            ledger.add(Entry.instant(What.ALARM, done.at(), name + " confirmed" + comment, done.by()));
        } else if (event instanceof AlarmEvent.AlarmShelved shelved) {
            ledger.add(Entry.instant(
                    What.ALARM,
                    shelved.at(),
                    name + " shelved until " + shelved.until() + ": " + shelved.reason(),
                    shelved.by()));
        } else if (event instanceof AlarmEvent.AlarmShelvedUntilGone shelved) {
            ledger.add(Entry.instant(
                    What.ALARM,
                    shelved.at(),
                    name + " shelved until its cause is gone: " + shelved.reason(),
                    shelved.by()));
        } else if (event instanceof AlarmEvent.AlarmUnshelved back) {
            ledger.add(Entry.instant(What.ALARM, back.at(), name + " no longer shelved: " + back.reason(), back.by()));
        }
    }
}
