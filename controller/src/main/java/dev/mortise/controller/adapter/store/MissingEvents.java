package dev.mortise.controller.adapter.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * Events that must have been there because a snapshot was made after them. A replay that begins at the snapshot cannot
 * notice: it goes on with whatever comes next, or ends with the snapshot.
 */
final class MissingEvents {

    /** Of each journal with a snapshot: the newest one, the event that follows it, and the last of all. */
    private static final String ENDS = """
            SELECT s.persistence_id, s.newest,
              (SELECT min(j.sequence_number) FROM event_journal j
                WHERE j.persistence_id = s.persistence_id AND j.sequence_number > s.newest),
              (SELECT max(j.sequence_number) FROM event_journal j WHERE j.persistence_id = s.persistence_id)
            FROM (SELECT persistence_id, max(sequence_number) AS newest FROM snapshot GROUP BY persistence_id) s
            """;

    private MissingEvents() {}

    /** What is missing of a journal, by its persistence id: half a sentence each. */
    static Map<String, String> aroundSnapshots(Connection connection) throws SQLException {
        return find(connection, true);
    }

    /** Only those that a look through the events that are there does not find. */
    static Map<String, String> aheadOfTheirJournals(Connection connection) throws SQLException {
        return find(connection, false);
    }

    private static Map<String, String> find(Connection connection, boolean behindSnapshots) throws SQLException {
        Map<String, String> missing = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ENDS)) {
            while (row.next()) {
                long snapshot = row.getLong(2);
                long next = row.getLong(3);
                long last = row.getLong(4);
                if (last < snapshot) {
                    missing.put(row.getString(1), missing(last + 1, snapshot) + "; a snapshot was made after them");
                } else if (behindSnapshots && next > snapshot + 1) {
                    missing.put(row.getString(1), missing(snapshot + 1, next - 1));
                }
            }
        }
        return missing;
    }

    private static String missing(long from, long to) {
        return from == to ? "event " + from + " is missing" : "events " + from + " to " + to + " are missing";
    }
}
