package dev.mortise.controller.domain.alarm;

import dev.mortise.controller.domain.alarm.Alarm.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All alarms of a line: the fold of their events.
 *
 * @param open those that are not normal, in the order in which they came up
 * @param history the newest lines, oldest first
 * @param lines how many lines there ever were
 */
public record AlarmBook(List<Alarm> open, List<AlarmEntry> history, long lines) {

    public static final AlarmBook EMPTY = new AlarmBook(List.of(), List.of(), 0);

    /**
     * More than that is in no plant of 200 cells with several things wrong with each. While a book is full, what stands is
     * raised as soon as there is room.
     */
    public static final int OPEN_MAX = 1_000;

    /** Two weeks of a line with ten times the alarms that a person can deal with (EEMUA 191: 150 a day, a few lines each). */
    public static final int HISTORY_MAX = 5_000;

    private static final Comparator<Alarm> NEWEST_FIRST =
            Comparator.comparing(Alarm::raisedAt).reversed();

    public AlarmBook {
        open = List.copyOf(open);
        history = List.copyOf(history);
    }

    public AlarmBook apply(AlarmEvent event) {
        Optional<Alarm> before = find(event.alarm());
        List<Alarm> changed = new ArrayList<>(open);
        before.ifPresent(changed::remove);
        Optional<Alarm> after = after(before, event);
        after.filter(alarm -> !alarm.normal()).ifPresent(changed::add);
        return new AlarmBook(changed, with(AlarmEntry.of(lines + 1, after, event)), lines + 1);
    }

    private Optional<Alarm> after(Optional<Alarm> before, AlarmEvent event) {
        if (event instanceof AlarmEvent.AlarmRaised raised) {
            return Optional.of(
                    Alarm.raised(before, raised, !standsAt(raised.alarm().source())));
        }
        return before.map(alarm -> {
            if (event instanceof AlarmEvent.AlarmAcknowledged known) {
                return alarm.acknowledgedBy(new Alarm.Acknowledgement(known.by(), known.comment(), known.at()));
            }
            if (event instanceof AlarmEvent.AlarmConfirmed done) {
                return alarm.confirmedBy(new Alarm.Acknowledgement(done.by(), done.comment(), done.at()));
            }
            if (event instanceof AlarmEvent.AlarmShelved shelved) {
                return alarm.shelved(
                        Optional.of(new Alarm.Shelf(shelved.by(), shelved.reason(), shelved.until(), false)));
            }
            if (event instanceof AlarmEvent.AlarmShelvedUntilGone shelved) {
                return alarm.shelved(
                        Optional.of(new Alarm.Shelf(shelved.by(), shelved.reason(), shelved.until(), true)));
            }
            if (event instanceof AlarmEvent.AlarmUnshelved) {
                return alarm.shelved(Optional.empty());
            }
            return event instanceof AlarmEvent.AlarmCommented ? alarm : alarm.returned(event.at());
        });
    }

    private boolean standsAt(String source) {
        return open.stream()
                .anyMatch(alarm -> alarm.active() && alarm.id().source().equals(source));
    }

    private List<AlarmEntry> with(AlarmEntry newest) {
        List<AlarmEntry> kept =
                new ArrayList<>(history.subList(Math.max(0, history.size() + 1 - HISTORY_MAX), history.size()));
        kept.add(newest);
        return kept;
    }

    public Optional<Alarm> find(AlarmId id) {
        return open.stream().filter(alarm -> alarm.id().equals(id)).findFirst();
    }

    /** By the name that people write. */
    public Optional<Alarm> find(String id) {
        return open.stream().filter(alarm -> alarm.id().toString().equals(id)).findFirst();
    }

    /** The alarm of the same source that explains another, or keeps it from being known; empty when none does. */
    public Optional<AlarmId> explainedBy(Alarm alarm) {
        return open.stream()
                .filter(other ->
                        other.active() && other.id().source().equals(alarm.id().source()))
                .map(Alarm::id)
                .filter(other -> Hiding.hides(other.kind(), alarm.id().kind()))
                .findFirst();
    }

    public State state(Alarm alarm) {
        if (alarm.shelf().isPresent()) {
            return State.SHELVED;
        }
        if (!alarm.active()) {
            return alarm.acknowledged().isPresent() ? State.RETURNED_UNCONFIRMED : State.RETURNED_UNACKNOWLEDGED;
        }
        if (explainedBy(alarm).isPresent()) {
            return State.SUPPRESSED;
        }
        return alarm.acknowledged().isPresent() ? State.ACKNOWLEDGED_ACTIVE : State.UNACKNOWLEDGED_ACTIVE;
    }

    /** By state, then priority, then time; what wants a person most comes first. */
    public List<Alarm> sorted() {
        return open.stream()
                .sorted(Comparator.comparing(this::state)
                        .thenComparing(Alarm::priority)
                        .thenComparing(NEWEST_FIRST))
                .toList();
    }
}
