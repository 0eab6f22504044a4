package dev.mortise.controller.adapter.store;

import dev.mortise.controller.domain.lease.Candidacy;
import dev.mortise.controller.domain.lease.Terms;
import dev.mortise.controller.port.LeaseTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** The lease as a row of a PostgreSQL database, by the database's clock. A connection for each call: the last may be dead. */
final class PostgresLease implements LeaseTable {

    private static final String TAKE = "INSERT INTO mortise_lease AS l (name, holder, who, epoch, until)"
            + " VALUES ('controller', ?, ?, 1, clock_timestamp() + ? * interval '1 millisecond')"
            + " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, who = excluded.who, epoch = l.epoch + 1,"
            + " until = excluded.until WHERE l.until < clock_timestamp() RETURNING epoch";
    private static final String RENEWAL = "UPDATE mortise_lease SET until = clock_timestamp() + ? * interval"
            + " '1 millisecond' WHERE holder = ? AND until > clock_timestamp()";
    private static final String RELEASE =
            "UPDATE mortise_lease SET until = clock_timestamp() - interval '1 millisecond' WHERE holder = ?";
    private static final String HELD = "SELECT who, until::text FROM mortise_lease";

    /** Opens a connection whose every answer has a time limit. */
    interface Connector {
        Connection connect() throws SQLException;
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private final Connector connector;

    PostgresLease(Connector connector) {
        this.connector = connector;
    }

    @Override
    public OptionalLong take(String holder, String who) throws IOException {
        return on(TAKE, take -> {
            take.setString(1, holder);
            take.setString(2, who);
            take.setLong(3, Terms.TTL.toMillis());
            try (ResultSet taken = take.executeQuery()) {
                return taken.next() ? OptionalLong.of(taken.getLong(1)) : OptionalLong.empty();
            }
        });
    }

    @Override
    public boolean renew(String holder) throws IOException {
        return on(RENEWAL, renewal -> {
            renewal.setLong(1, Terms.TTL.toMillis());
            renewal.setString(2, holder);
            return renewal.executeUpdate() == 1;
        });
    }

    @Override
    public Optional<Candidacy.Held> held() throws IOException {
        return on(HELD, ask -> {
            try (ResultSet answer = ask.executeQuery()) {
                return answer.next()
                        ? Optional.of(new Candidacy.Held(answer.getString(1), answer.getString(2)))
                        : Optional.empty();
            }
        });
    }

    @Override
    public void release(String holder) throws IOException {
        on(RELEASE, release -> {
            release.setString(1, holder);
            return release.executeUpdate();
        });
    }

    private <T> T on(String sql, Work<T> work) throws IOException {
        try (Connection connection = connector.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
