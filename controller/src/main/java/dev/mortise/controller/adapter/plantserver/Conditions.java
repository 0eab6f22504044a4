package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.Condition.Concern;
import dev.mortise.controller.domain.alarm.Alarm;
import dev.mortise.controller.domain.alarm.AlarmEntry;
import dev.mortise.controller.domain.alarm.AlarmEntry.What;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.AlarmsView.AlarmView;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.PlantView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Concerns concerns;
    private final AlarmLines lines = new AlarmLines();
    private final Map<String, Condition> told = new LinkedHashMap<>();
    /** Of changes that are no lines of the history: the newest of each alarm. */
    private final Map<String, ByteString> fresh = new HashMap<>();

    private Optional<AlarmsView> shown = Optional.empty();

    Conditions(Board board) {
        this.board = board;
        this.concerns = new Concerns(board);
    }

    /** Passes on each condition that has changed, in the order in which they did. */
    synchronized void look(PlantView view, Consumer<Condition> tell) {
        AlarmsView now = view.alarms();
        List<AlarmEntry> history = board.alarmHistory();
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
            Condition condition = condition(view, alarm);
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
        fresh.keySet().retainAll(open.keySet());
        lines.keep(open.keySet());
        changed.stream()
                .sorted((one, other) -> one.time().compareTo(other.time()))
                .forEach(tell);
    }

    private static Condition lost(Condition condition, Consumer<Condition> tell) {
        Condition unknown = condition.unkept();
        tell.accept(unknown);
        return unknown;
    }

    private Condition condition(PlantView view, AlarmView alarm) {
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
            fresh.put(alarm.id(), id);
        }
        Concern concern = before.filter(known -> known.alarm().raisedAt().equals(alarm.raisedAt()))
                .map(Condition::concern)
                .orElseGet(() -> concerns.of(view, alarm.source()));
        return new Condition(alarm, id, at, lines.said(alarm.id()), concern, Condition.quality(alarm), true);
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
                "");
        return new Condition(
                normal,
                line.map(Condition::eventId).orElseGet(Condition::freshEventId),
                line.map(AlarmEntry::at).orElse(before.time()),
                said,
                before.concern(),
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

    /** Whether an event was told of this alarm since it was raised last. */
    synchronized boolean knows(String alarm, ByteString eventId) {
        return lines.of(alarm).stream().map(Condition::eventId).anyMatch(eventId::equals)
                || eventId.equals(fresh.get(alarm))
                || open(alarm).map(Condition::eventId).filter(eventId::equals).isPresent();
    }

    /** Whether an event was ever told of this alarm, as far back as the history is at hand. */
    boolean knew(String alarm, ByteString eventId) {
        return board.alarmHistory().stream()
                .filter(line -> line.alarm().toString().equals(alarm))
                .map(Condition::eventId)
                .anyMatch(eventId::equals);
    }
}
