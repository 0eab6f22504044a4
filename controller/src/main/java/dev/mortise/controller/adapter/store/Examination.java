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
public record Examination(String place, int journals, int events, List<String> findings) {

    private static final String ROWS =
            "SELECT persistence_id, sequence_number, event_ser_manifest, event_payload, deleted"
                    + " FROM event_journal ORDER BY persistence_id, sequence_number, ordering";

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
        List<Doctor.Row> rows = new ArrayList<>();
        EventSerializer serializer = new EventSerializer();
        try (Connection connection = store.connect();
                Statement statement = connection.createStatement()) {
            findings.addAll(store.damage(connection));
            try (ResultSet row = statement.executeQuery(ROWS)) {
                while (row.next()) {
                    rows.add(row(row, serializer));
                }
            }
        } catch (SQLException e) {
            throw new Store.Unusable("cannot read the store in " + store.place() + ": " + e.getMessage(), e);
        }
        Doctor doctor = new Doctor();
        findings.addAll(doctor.examine(rows));
        long journals = rows.stream().map(Doctor.Row::journal).distinct().count();
        return new Examination(store.place(), (int) journals, doctor.events(), findings);
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
