package dev.mortise.controller.actor;

import akka.serialization.SerializerWithStringManifest;
import dev.mortise.controller.adapter.store.EmbeddedStore;
import dev.mortise.controller.adapter.store.EventSerializer;
import dev.mortise.controller.adapter.store.SnapshotSerializer;
import dev.mortise.controller.adapter.store.Store;
import dev.mortise.controller.domain.cell.Cell;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.line.LineState;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Verdict;
import dev.mortise.controller.domain.rack.Work;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a store that looks as if controllers had used it for years: rows as the journal plug-in writes them. */
public final class APast implements AutoCloseable {

    /** As the product's. */
    private static final int SNAPSHOT_EVERY = 500;

    private static final int MOVES_OF_A_RACK = 10;
    private static final int ATTEMPTS_OF_A_RACK = 8;
    private static final Instant WHEN = Instant.parse("2026-11-24T03:00:00Z");

    private final Connection connection;
    private final PreparedStatement event;
    private final PreparedStatement snapshot;
    private final EventSerializer events = new EventSerializer();
    private final SnapshotSerializer snapshots = new SnapshotSerializer();
    private final String line;
    private LineState state = LineState.EMPTY;
    private long lineEvents;

    public APast(Path directory, String line) throws SQLException, Store.Unusable {
        EmbeddedStore.open(directory).close();
        this.line = "line|" + line;
        connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("mortise.db"));
        connection.setAutoCommit(false);
        event = connection.prepareStatement("INSERT INTO event_journal (persistence_id, sequence_number,"
                + " event_payload, event_ser_id, event_ser_manifest, writer, write_timestamp, adapter_manifest)"
                + " VALUES (?, ?, ?, ?, ?, 'past', 0, '')");
        snapshot = connection.prepareStatement("INSERT INTO snapshot (persistence_id, sequence_number,"
                + " snapshot_payload, snapshot_ser_id, snapshot_ser_manifest, created) VALUES (?, ?, ?, ?, ?, 0)");
    }

    /** Racks {@code P-1} and so on: ordered, moved about, worked on, released, gone. */
    public APast gone(int racks, boolean withSnapshot) throws SQLException {
        for (int number = 1; number <= racks; number++) {
            RackId rack = new RackId("P-" + number);
            onLine(new LineEvent.RackAdmitted(rack, "nvl72", "planner", WHEN), withSnapshot);
            for (int move = 1; move <= MOVES_OF_A_RACK; move++) {
                onLine(
                        new LineEvent.MoveStarted(rack, Optional.empty(), new PlaceId("FRAME-A"), move, WHEN),
                        withSnapshot);
                onLine(new LineEvent.MoveEnded(rack, move, WHEN), withSnapshot);
            }
            onLine(new LineEvent.RackLeft(rack, WHEN), withSnapshot);
            long next = attempts(rack, ATTEMPTS_OF_A_RACK);
            row(event, "rack|" + rack, next, new RackEvent.RackReleased("hash", WHEN), events);
            event.executeBatch();
        }
        return this;
    }

    /** A rack that was ordered and has not entered the line: the next controller has work at once. */
    public APast waiting(String rack) throws SQLException {
        onLine(new LineEvent.RackAdmitted(new RackId(rack), "nvl72", "planner", WHEN), false);
        event.executeBatch();
        return this;
    }

    /** The transporter's past: one order of one step after the other. */
    public APast cell(String cell, int count, boolean withSnapshot) throws SQLException {
        Cell became = Cell.unknown(new CellId(cell));
        List<CellEvent> pending = new ArrayList<>();
        pending.add(new CellEvent.EpochRaised(1, WHEN));
        for (int number = 1, order = 1; number <= count; number++) {
            if (pending.isEmpty()) {
                pending.addAll(order(order++));
            }
            CellEvent next = pending.remove(0);
            became = became.apply(next);
            row(event, "cell|" + cell, number, next, events);
            if (withSnapshot && number == count / SNAPSHOT_EVERY * SNAPSHOT_EVERY) {
                row(snapshot, "cell|" + cell, number, became, snapshots);
            }
        }
        event.executeBatch();
        snapshot.executeBatch();
        return this;
    }

    private static List<CellEvent> order(int number) {
        WorkOrder order = WorkOrder.transport(new RackId("P-1"), "", "FRAME-A", number);
        CommandId command = order.command(order.steps().get(0));
        return List.of(
                new CellEvent.WorkAccepted(order, WHEN),
                new CellEvent.StepStarted("move", command, "boot", WHEN),
                new CellEvent.StepEnded(
                        new StepReport(
                                "move", command, StepReport.Outcome.OK, "", List.of(), Map.of(), Optional.empty()),
                        WHEN),
                new CellEvent.WorkEnded("", WHEN),
                new CellEvent.OutcomeTaken(WHEN));
    }

    /** A gone rack at which very much was tried. */
    public APast longStory(String rack, int attempts) throws SQLException {
        RackId id = new RackId(rack);
        onLine(new LineEvent.RackAdmitted(id, "nvl72", "planner", WHEN), false);
        onLine(new LineEvent.RackLeft(id, WHEN), false);
        attempts(id, attempts);
        event.executeBatch();
        return this;
    }

    /** Returns the number of the event that follows. */
    private long attempts(RackId rack, int count) throws SQLException {
        row(event, "rack|" + rack, 1, new RackEvent.RackOrdered("nvl72", "1", "anna", WHEN), events);
        Work work = Work.doing(new OperationId("dock-frame"));
        CellId cell = new CellId("FRAME-A");
        for (int attempt = 1; attempt <= count; attempt++) {
            StepReport report = new StepReport(
                    "dock",
                    new CommandId(rack + "/dock-frame/" + attempt + "/dock"),
                    StepReport.Outcome.OK,
                    "",
                    List.of(),
                    Map.of(),
                    Optional.empty());
            Evidence evidence = new Evidence(
                    work,
                    attempt,
                    Verdict.OK,
                    "",
                    cell,
                    Map.of(),
                    List.of(report),
                    List.of(),
                    WHEN,
                    WHEN.plusSeconds(60),
                    true);
            row(
                    event,
                    "rack|" + rack,
                    2L * attempt,
                    new RackEvent.AttemptStarted(work, attempt, cell, Map.of(), WHEN),
                    events);
            row(event, "rack|" + rack, 2L * attempt + 1, new RackEvent.AttemptEnded(evidence), events);
        }
        return 2L * count + 2;
    }

    private void onLine(LineEvent happened, boolean withSnapshot) throws SQLException {
        lineEvents++;
        row(event, line, lineEvents, happened, events);
        state = state.apply(happened);
        if (withSnapshot && lineEvents % SNAPSHOT_EVERY == 0) {
            connection.createStatement().execute("DELETE FROM snapshot WHERE persistence_id = '" + line + "'");
            row(snapshot, line, lineEvents, state, snapshots);
            snapshot.executeBatch();
        }
    }

    private static void row(
            PreparedStatement insert, String id, long number, Object what, SerializerWithStringManifest serializer)
            throws SQLException {
        insert.setString(1, id);
        insert.setLong(2, number);
        insert.setBytes(3, serializer.toBinary(what));
        insert.setInt(4, serializer.identifier());
        insert.setString(5, serializer.manifest(what));
        insert.addBatch();
    }

    /** What happened to a rack, from its order on. */
    APast rack(String serial, RackEvent... happened) throws SQLException {
        for (int number = 1; number <= happened.length; number++) {
            row(event, "rack|" + serial, number, happened[number - 1], events);
        }
        event.executeBatch();
        return this;
    }

    /** Anything else that may have become of a store. */
    APast sql(String text) throws SQLException {
        connection.createStatement().execute(text);
        return this;
    }

    @Override
    public void close() throws SQLException {
        connection.commit();
        connection.close();
    }
}
