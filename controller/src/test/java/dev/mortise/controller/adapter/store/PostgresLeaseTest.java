package dev.mortise.controller.adapter.store;

import dev.mortise.controller.port.LeaseTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

@Tag("wire")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresLeaseTest extends LeaseContract {

    private Optional<PostgresServer> server = Optional.empty();
    private String url = "";
    private int written;

    @BeforeAll
    void startServer() throws IOException {
        server = Optional.of(new PostgresServer());
    }

    @AfterAll
    void removeServer() throws IOException {
        if (server.isPresent()) {
            server.orElseThrow().close();
        }
    }

    @BeforeEach
    void emptyTables() throws Exception {
        url = server.orElseThrow().database();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(Store.script("postgresql-1.sql"));
        }
    }

    private Connection connect() throws SQLException {
        try {
            return server.orElseThrow().connection(url);
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    @Override
    LeaseTable table() {
        return new PostgresLease(this::connect);
    }

    @Override
    void pass(Duration time) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE mortise_lease SET until = until - interval '1 millisecond' * " + time.toMillis());
        }
    }

    @Override
    boolean takesEventOf(long epoch) throws Exception {
        written++;
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET mortise.epoch = '" + epoch + "'");
            statement.execute("INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,"
                    + " adapter_manifest, event_payload, event_ser_id, event_ser_manifest) VALUES ('cell|A', "
                    + written + ", 'w', 0, '', '', 0, '')");
            return true;
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("another controller took over")) {
                return false;
            }
            throw e;
        }
    }
}
