package dev.mortise.controller.port;

import dev.mortise.controller.domain.alarm.Alarm;
import dev.mortise.controller.domain.alarm.AlarmBook;
import dev.mortise.controller.domain.alarm.AlarmFigures;
import dev.mortise.controller.domain.alarm.AlarmId;
import dev.mortise.controller.domain.alarm.Concern;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The line's alarms as people see them now.
 *
 * @param trouble why alarms are not kept; empty when they are
 * @param open those that are not normal, by state, then priority, then time
 */
public record AlarmsView(String trouble, AlarmFigures figures, List<AlarmView> open) {

    public static final AlarmsView NONE = new AlarmsView("", AlarmFigures.NONE, List.of());

    public AlarmsView {
        open = List.copyOf(open);
    }

    /** A book as people see it at this moment. */
    public static AlarmsView of(AlarmBook book, Instant now) {
        return new AlarmsView(
                "",
                AlarmFigures.of(book, now),
                book.sorted().stream().map(alarm -> view(book, alarm)).toList());
    }

    private static AlarmView view(AlarmBook book, Alarm alarm) {
        Alarm.State state = book.state(alarm);
        return new AlarmView(
                alarm.id().toString(),
                alarm.id().source(),
                alarm.id().kind(),
                alarm.priority(),
                state,
                alarm.active(),
                alarm.firstOut(),
                alarm.times(),
                alarm.text(),
                alarm.remedy(),
                alarm.raisedAt(),
                alarm.returnedAt(),
                alarm.acknowledged(),
                alarm.confirm(),
                alarm.confirmed(),
                alarm.shelf(),
                alarm.concern(),
                state == Alarm.State.SUPPRESSED
                        ? book.explainedBy(alarm).map(AlarmId::toString).orElse("")
                        : "");
    }

    /** Nothing is known of alarms. */
    public static AlarmsView unkept(String why) {
        return new AlarmsView(why, AlarmFigures.NONE, List.of());
    }

    /**
     * One alarm.
     *
     * @param id as acts name it
     * @param active whether its cause stands, shelved or not
     * @param firstOut whether it was the first of its source that stood
     * @param times how often it was raised since it was last normal
     * @param acknowledged empty while it wants a person
     * @param confirm what somebody has to confirm when it is over; empty where nobody has to
     * @param concern what was in hand when it was raised; empty where nothing was, or it is not known
     * @param suppressedBy the alarm that explains it; empty where none does
     */
    public record AlarmView(
            String id,
            String source,
            Cause.Kind kind,
            Priority priority,
            Alarm.State state,
            boolean active,
            boolean firstOut,
            int times,
            String text,
            String remedy,
            Instant raisedAt,
            Optional<Instant> returnedAt,
            Optional<Alarm.Acknowledgement> acknowledged,
            Optional<String> confirm,
            Optional<Alarm.Acknowledgement> confirmed,
            Optional<Alarm.Shelf> shelf,
            Optional<Concern> concern,
            String suppressedBy) {

        /** Whether somebody still has to confirm it, sooner or later. */
        public boolean unconfirmed() {
            return confirm.isPresent() && confirmed.isEmpty();
        }
    }
}
