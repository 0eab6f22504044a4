package dev.mortise.controller.adapter.store;

import java.io.NotSerializableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A store looked through while no controller uses it. Changes nothing.
 *
 * @param findings what is wrong and where, one sentence each; empty when nothing is
 */
public record Examination(String place, int journals, long events, List<String> findings) {

    private static final String ROWS =
            "SELECT persistence_id, sequence_number, event_ser_manifest, event_payload, deleted"
                    + " FROM event_journal ORDER BY persistence_id, sequence_number";

    /** Rows that are in memory at a time: a table of years does not fit. */
    private static final int ROWS_AT_A_TIME = 500;

    public Examination {
        findings = List.copyOf(findings);
    }

    public boolean sound() {
        return findings.isEmpty();
    }

    /**
     * Looks through an open store.
     *
     * @throws Store.Unusable when it cannot be read at all
     */
    public static Examination of(Store store) throws Store.Unusable {
        List<String> findings = new ArrayList<>();
        Doctor doctor = new Doctor();
        EventSerializer serializer = new EventSerializer();
        try (Connection connection = store.connectToRead();
                Statement statement = connection.createStatement()) {
            findings.addAll(store.damage(connection));
            statement.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet row = statement.executeQuery(ROWS)) {
                while (row.next()) {
                    doctor.read(row(row, serializer));
                }
            }
            MissingEvents.aheadOfTheirJournals(connection)
                    .forEach((journal, what) -> findings.add(journal + ": " + what));
        } catch (SQLException e) {
            throw new Store.Unusable("cannot read the store in " + store.place() + ": " + e.getMessage(), e);
        }
        findings.addAll(doctor.findings());
        return new Examination(store.place(), doctor.journals(), doctor.events(), findings);
    }

    private static Doctor.Row row(ResultSet row, EventSerializer serializer) throws SQLException {
        String journal = row.getString(1);
        long number = row.getLong(2);
        String manifest = row.getString(3);
        if (row.getBoolean(5)) {
            return new Doctor.Row(
                    journal, number, manifest, Optional.empty(), "it is marked as deleted; nothing ever is");
        }
        try {
            return new Doctor.Row(
                    journal, number, manifest, Optional.of(serializer.fromBinary(row.getBytes(4), manifest)), "");
        } catch (NotSerializableException | RuntimeException e) {
            return new Doctor.Row(journal, number, manifest, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }
}
