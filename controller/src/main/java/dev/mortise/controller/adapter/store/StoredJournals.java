package dev.mortise.controller.adapter.store;

import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Journals;
import java.io.NotSerializableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The journals of a store that is in use, on a connection of their own for each read. */
public final class StoredJournals implements Journals {

    /** What was under way at an instant began no more events before it: an operation of sixty steps and what was said to it. */
    private static final int BEFORE = 200;

    private static final String NUMBER_OF_LAST =
            "SELECT coalesce(max(sequence_number), 0) FROM event_journal WHERE persistence_id = ?";
    private static final String TIME = "SELECT write_timestamp FROM event_journal WHERE persistence_id = ?"
            + " AND sequence_number >= ? ORDER BY sequence_number LIMIT 1";
    private static final String EVENTS =
            "SELECT write_timestamp, event_ser_manifest, event_payload FROM event_journal WHERE persistence_id = ?"
                    + " AND sequence_number BETWEEN ? AND ? ORDER BY sequence_number LIMIT " + EVENTS_MAX;

    private final Store store;
    private final String line;
    private final EventSerializer serializer = new EventSerializer();

    public StoredJournals(Store store, String line) {
        this.store = store;
        this.line = line;
    }

    /** From one number to another. */
    private record Numbers(long first, long last) {}

    @Override
    public List<Stored<RackEvent>> rack(RackId rack) throws Unreadable {
        return read("rack|" + rack, RackEvent.class, (connection, journal) -> new Numbers(1, Long.MAX_VALUE));
    }

    @Override
    public List<Stored<CellEvent>> cell(CellId cell, Window window) throws Unreadable {
        return read("cell|" + cell, CellEvent.class, (connection, journal) -> of(connection, journal, window));
    }

    @Override
    public List<Stored<LineEvent>> line(Window window) throws Unreadable {
        return read("line|" + line, LineEvent.class, (connection, journal) -> of(connection, journal, window));
    }

    @Override
    public List<Stored<AlarmEvent>> alarms(Window window) throws Unreadable {
        return read("alarms|" + line, AlarmEvent.class, (connection, journal) -> of(connection, journal, window));
    }

    /** Which events of a journal are wanted. */
    private interface Choice {
        Numbers of(Connection connection, String journal) throws SQLException;
    }

    private <E> List<Stored<E>> read(String journal, Class<E> kind, Choice choice) throws Unreadable {
        List<Stored<E>> events = new ArrayList<>();
        try (Connection connection = store.connect();
                PreparedStatement select = connection.prepareStatement(EVENTS)) {
            Numbers numbers = choice.of(connection, journal);
            select.setString(1, journal);
            select.setLong(2, numbers.first());
            select.setLong(3, numbers.last());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Object event = serializer.fromBinary(row.getBytes(3), row.getString(2));
                    events.add(new Stored<>(Instant.ofEpochMilli(row.getLong(1)), kind.cast(event)));
                }
            }
            return events;
        } catch (SQLException | NotSerializableException | ClassCastException e) {
            throw new Unreadable("the journal " + journal + " cannot be read now: " + e.getMessage());
        }
    }

    /** Times grow with numbers, so a few looks find where a time begins, however long the journal is. */
    private static Numbers of(Connection connection, String journal, Window window) throws SQLException {
        long last = number(connection, NUMBER_OF_LAST, journal, -1);
        long first = firstAt(connection, journal, last, window.from());
        long end = firstAt(connection, journal, last, window.to());
        return new Numbers(Math.max(1, first - BEFORE), end - 1);
    }

    /** The number of the first event that was stored at an instant or later. */
    private static long firstAt(Connection connection, String journal, long last, Instant at) throws SQLException {
        long low = 1;
        long high = last + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (number(connection, TIME, journal, middle) < at.toEpochMilli()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long number(Connection connection, String sql, String journal, long argument) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, journal);
            if (argument >= 0) {
                select.setLong(2, argument);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : Long.MAX_VALUE;
            }
        }
    }
}
