package dev.mortise.controller.simulation;

import akka.persistence.PersistentRepr;
import dev.mortise.controller.adapter.store.EventSerializer;
import dev.mortise.controller.adapter.store.SnapshotSerializer;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.rack.RackEvent;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The disk: what is on it outlives every controller. Events are bytes, written and read by the product's serializer. */
final class Store {

    private record Row(String json, String manifest, String writer) {}

    private record Snapshot(String json, String manifest) {}

    private final Map<String, List<Row>> journals = new LinkedHashMap<>();
    private final Map<String, TreeMap<Long, Snapshot>> snapshots = new HashMap<>();
    private final SnapshotSerializer states = new SnapshotSerializer();
    private final EventSerializer serializer = new EventSerializer();
    private final Bug bug;

    Store(Bug bug) {
        this.bug = bug;
    }

    /** All or nothing. */
    void write(List<PersistentRepr> events) {
        for (PersistentRepr event : events) {
            List<Row> journal = journals.computeIfAbsent(event.persistenceId(), id -> new ArrayList<>());
            if (event.sequenceNr() != journal.size() + 1L) {
                throw new IllegalStateException(event.persistenceId() + " has " + journal.size() + " events, number "
                        + event.sequenceNr() + " does not follow");
            }
            journal.add(new Row(
                    new String(serializer.toBinary(event.payload()), StandardCharsets.UTF_8),
                    serializer.manifest(event.payload()),
                    event.writerUuid()));
        }
    }

    /** As if the last events had never been written. */
    void lose(String persistenceId, int count) {
        List<Row> journal = journals.getOrDefault(persistenceId, new ArrayList<>());
        journal.subList(Math.max(0, journal.size() - count), journal.size()).clear();
        snapshots
                .getOrDefault(persistenceId, new TreeMap<>())
                .tailMap((long) journal.size(), false)
                .clear();
    }

    void snapshot(String persistenceId, long number, Object state) {
        snapshots
                .computeIfAbsent(persistenceId, id -> new TreeMap<>())
                .put(
                        number,
                        new Snapshot(
                                new String(states.toBinary(state), StandardCharsets.UTF_8), states.manifest(state)));
    }

    /** The newest within limits; none where a bug is in the events, which a snapshot would spare reading. */
    Optional<Map.Entry<Long, Object>> snapshot(String persistenceId, long to) {
        if (bug == Bug.STORE_LOSES_HOLDS || bug == Bug.STORE_LOSES_EPOCHS || bug == Bug.STORE_LOSES_REVOKED_STARTS) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                        snapshots.getOrDefault(persistenceId, new TreeMap<>()).floorEntry(to))
                .map(found -> Map.entry(found.getKey(), state(found.getValue())));
    }

    void forgetSnapshots(String persistenceId, long from, long to) {
        snapshots
                .getOrDefault(persistenceId, new TreeMap<>())
                .subMap(from, true, to, true)
                .clear();
    }

    private Object state(Snapshot snapshot) {
        try {
            return states.fromBinary(snapshot.json().getBytes(StandardCharsets.UTF_8), snapshot.manifest());
        } catch (NotSerializableException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the order in which they began. */
    List<String> journals() {
        return List.copyOf(journals.keySet());
    }

    long highest(String persistenceId) {
        return journals.getOrDefault(persistenceId, List.of()).size();
    }

    List<PersistentRepr> read(String persistenceId, long from, long to, long most) {
        List<Row> journal = journals.getOrDefault(persistenceId, List.of());
        List<PersistentRepr> events = new ArrayList<>();
        for (long number = from; number <= Math.min(to, journal.size()) && events.size() < most; number++) {
            Row row = journal.get((int) number - 1);
            events.add(
                    PersistentRepr.apply(event(row), number, persistenceId, row.manifest(), false, null, row.writer()));
        }
        return events;
    }

    private Object event(Row row) {
        try {
            Object event = serializer.fromBinary(row.json().getBytes(StandardCharsets.UTF_8), row.manifest());
            if (bug == Bug.STORE_LOSES_HOLDS && event instanceof CellEvent.HoldPlaced hold) {
                return new CellEvent.HoldsReleased(hold.by(), hold.at());
            } else if (bug == Bug.STORE_LOSES_HOLDS_OF_RACKS && event instanceof RackEvent.RackHeld hold) {
                return new RackEvent.RackUnheld(hold.by(), hold.at());
            } else if (bug == Bug.STORE_LOSES_ABANDONMENTS && event instanceof RackEvent.RackAbandoned abandoned) {
                return new RackEvent.RackUnheld(abandoned.by(), abandoned.at());
            } else if (bug == Bug.STORE_LOSES_REVOKED_STARTS && event instanceof LineEvent.StartRevoked revoked) {
                return new LineEvent.StartAllowed(revoked.rack(), revoked.by(), revoked.at());
            }
            return bug == Bug.STORE_LOSES_EPOCHS && event instanceof CellEvent.EpochRaised raised
                    ? new CellEvent.EpochRaised(0, raised.at())
                    : event;
        } catch (NotSerializableException e) {
            throw new IllegalStateException(e);
        }
    }
}
