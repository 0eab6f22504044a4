package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.alarm.AlarmBook;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;

/** Ids of events that are no lines of the history, as many of the newest as there are lines: a client may come back with any. */
final class FreshIds {

    private final Map<ByteString, Told> told = new LinkedHashMap<>();

    /** Of which alarm an event was told, as it was raised when. */
    private record Told(String alarm, Instant raisedAt) {}

    void note(Condition condition) {
        told.put(
                condition.eventId(),
                new Told(condition.alarm().id(), condition.alarm().raisedAt()));
        if (told.size() > AlarmBook.HISTORY_MAX) {
            told.remove(told.keySet().iterator().next());
        }
    }

    /** Whether it was told of this alarm, however often that was raised since. */
    boolean has(String alarm, ByteString id) {
        return Optional.ofNullable(told.get(id))
                .filter(event -> event.alarm().equals(alarm))
                .isPresent();
    }

    /** Whether it was told of this alarm as it was raised then. */
    boolean has(String alarm, Instant raisedAt, ByteString id) {
        return Optional.of(new Told(alarm, raisedAt)).equals(Optional.ofNullable(told.get(id)));
    }
}
