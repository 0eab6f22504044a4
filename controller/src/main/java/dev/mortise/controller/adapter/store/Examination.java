package dev.mortise.controller.adapter.store;

import java.io.NotSerializableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
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
public record Examination(Path file, int journals, int events, List<String> findings) {

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
     * Looks through the store in a directory.
     *
     * @throws EmbeddedStore.Unusable when there is none, it is in use, or it cannot be opened at all
     */
    public static Examination of(Path directory) throws EmbeddedStore.Unusable {
        if (!Files.exists(directory.resolve("mortise.db"))) {
            throw new EmbeddedStore.Unusable("there is no store in " + directory);
        }
        try (EmbeddedStore store = EmbeddedStore.open(directory)) {
            return of(store.file(), rows(store.file()));
        } catch (SQLException e) {
            throw new EmbeddedStore.Unusable("cannot read the store in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static Examination of(Path file, Found found) {
        Doctor doctor = new Doctor();
        List<String> findings = new ArrayList<>(found.damage());
        findings.addAll(doctor.examine(found.rows()));
        long journals =
                found.rows().stream().map(Doctor.Row::journal).distinct().count();
        return new Examination(file, (int) journals, doctor.events(), findings);
    }

    private record Found(List<Doctor.Row> rows, List<String> damage) {}

    private static Found rows(Path file) throws SQLException {
        List<Doctor.Row> rows = new ArrayList<>();
        List<String> damage = new ArrayList<>();
        EventSerializer serializer = new EventSerializer();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            try (ResultSet check = statement.executeQuery("PRAGMA integrity_check")) {
                while (check.next()) {
                    if (!check.getString(1).equals("ok")) {
                        damage.add("the file itself is damaged: " + check.getString(1));
                    }
                }
            }
            try (ResultSet row = statement.executeQuery(ROWS)) {
                while (row.next()) {
                    rows.add(row(row, serializer));
                }
            }
        }
        return new Found(rows, damage);
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
