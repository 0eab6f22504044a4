package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.alarm.Alarm;
import dev.mortise.controller.domain.alarm.AlarmEntry;
import dev.mortise.controller.domain.alarm.AlarmEntry.What;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.AlarmsView.AlarmView;
import dev.mortise.controller.port.Board;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;

/** The open alarms as conditions: compares what the board shows with what was told, and tells what is new. */
final class Conditions {

    private final Board board;
    private final AlarmLines lines = new AlarmLines();
    private final Map<String, Condition> told = new LinkedHashMap<>();
    private final FreshIds fresh = new FreshIds();

    private Optional<AlarmsView> shown = Optional.empty();

    Conditions(Board board) {
        this.board = board;
    }

    /**
     * Passes on each condition that has changed, in the order in which they did. Alarms and history are those of one moment: a
     * line that is newer than what is told with its id would be told twice.
     */
    synchronized void look(Consumer<Condition> tell) {
        Board.Alarms kept = board.alarms();
        AlarmsView now = kept.view();
        List<AlarmEntry> history = kept.history();
        if (shown.filter(now::equals).isPresent() && lines.haveSeen(history)) {
            return;
        }
        shown = Optional.of(now);
        if (!now.trouble().isEmpty()) {
            told.replaceAll((id, condition) -> condition.quality().isBad() ? condition : lost(condition, tell));
            return;
        }
        lines.note(history);
        List<Condition> changed = new ArrayList<>();
        Map<String, Condition> open = new LinkedHashMap<>();
        for (AlarmView alarm : now.open()) {
            Condition condition = condition(alarm);
            open.put(alarm.id(), condition);
            if (!condition.equals(told.get(alarm.id()))) {
                changed.add(condition);
            }
        }
        told.forEach((id, before) -> {
            if (!open.containsKey(id)) {
                changed.add(normal(before));
            }
        });
        told.clear();
        told.putAll(open);
        lines.keep(open.keySet());
        changed.stream()
                .sorted((one, other) -> one.time().compareTo(other.time()))
                .forEach(tell);
    }

    private Condition lost(Condition condition, Consumer<Condition> tell) {
        Condition unknown = condition.unkept();
        fresh.note(unknown);
        tell.accept(unknown);
        return unknown;
    }

    private Condition condition(AlarmView alarm) {
        Optional<Condition> before = Optional.ofNullable(told.get(alarm.id()));
        Optional<AlarmEntry> line = lines.newest(alarm.id());
        Instant at = line.map(AlarmEntry::at).orElse(alarm.raisedAt());
        boolean sameLine = before.filter(known -> known.time().equals(at)).isPresent();
        boolean sameAlarm = before.filter(known -> known.alarm().equals(alarm)).isPresent();
        ByteString id = line.map(Condition::eventId).orElseGet(Condition::freshEventId);
        if (sameLine && sameAlarm) {
            id = before.map(Condition::eventId).orElse(id);
        } else if (sameLine) {
            id = Condition.freshEventId();
        }
        Condition now = new Condition(alarm, id, at, lines.said(alarm.id()), Condition.quality(alarm), true);
        if (!line.map(Condition::eventId).equals(Optional.of(id))) {
            fresh.note(now);
        }
        return now;
    }

    /** What became of one that is open no more. */
    private Condition normal(Condition before) {
        AlarmView alarm = before.alarm();
        Optional<AlarmEntry> line = lines.newest(alarm.id());
        Condition.Said said = lines.said(alarm.id());
        AlarmView normal = new AlarmView(
                alarm.id(),
                alarm.source(),
                alarm.kind(),
                alarm.priority(),
                Alarm.State.ACKNOWLEDGED_ACTIVE,
                false,
                alarm.firstOut(),
                alarm.times(),
                alarm.text(),
                alarm.remedy(),
                alarm.raisedAt(),
                alarm.returnedAt()
                        .or(() -> lines.last(alarm.id(), What.RETURNED).map(AlarmEntry::at)),
                alarm.acknowledged().or(() -> by(alarm.id(), What.ACKNOWLEDGED)),
                alarm.confirm(),
                alarm.confirmed().or(() -> by(alarm.id(), What.CONFIRMED)),
                Optional.empty(),
                alarm.concern(),
                "");
        return new Condition(
                normal,
                line.map(Condition::eventId).orElseGet(Condition::freshEventId),
                line.map(AlarmEntry::at).orElse(before.time()),
                said,
                Condition.quality(normal),
                false);
    }

    private Optional<Alarm.Acknowledgement> by(String alarm, What what) {
        return lines.last(alarm, what).map(line -> new Alarm.Acknowledgement(line.by(), line.text(), line.at()));
    }

    /** Those that a client which has just come has to know of; nothing is told meanwhile. */
    synchronized void retained(Consumer<List<Condition>> told) {
        told.accept(List.copyOf(this.told.values()));
    }

    /** Something is done with the one event while nothing else is told. */
    synchronized <T> T alone(Supplier<T> what) {
        return what.get();
    }

    synchronized Optional<Condition> open(String alarm) {
        return Optional.ofNullable(told.get(alarm));
    }

    /** The open condition of which this event was told, since it was raised last. */
    synchronized Optional<Condition> seen(String alarm, ByteString eventId) {
        return open(alarm)
                .filter(open -> open.eventId().equals(eventId)
                        || fresh.has(alarm, open.alarm().raisedAt(), eventId)
                        || lines.of(alarm).stream().map(Condition::eventId).anyMatch(eventId::equals));
    }

    /** Whether an event was ever told of this alarm, as far back as the history is at hand. */
    synchronized boolean knew(String alarm, ByteString eventId) {
        return fresh.has(alarm, eventId)
                || board.alarmHistory().stream()
                        .filter(line -> line.alarm().toString().equals(alarm))
                        .map(Condition::eventId)
                        .anyMatch(eventId::equals);
    }

    /** Whether there is such a condition: one that is open, or was as far back as the history is at hand. */
    boolean isKnown(String alarm) {
        return open(alarm).isPresent()
                || board.alarmHistory().stream()
                        .anyMatch(line -> line.alarm().toString().equals(alarm));
    }

    /** Alarms as they are, told or not yet. */
    AlarmsView now() {
        return board.alarms().view();
    }
}
