package dev.mortise.controller.actor;

import dev.mortise.controller.adapter.store.PostgresServer;
import dev.mortise.controller.adapter.store.PostgresStore;
import dev.mortise.controller.adapter.store.Store;
import java.io.IOException;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** On a database of their own. */
@Tag("wire")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlarmsOnPostgresTest extends AlarmsContract {

    private Optional<PostgresServer> server = Optional.empty();
    private String url = "";

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
    void anEmptyDatabase() throws Exception {
        url = server.orElseThrow().database();
    }

    @Override
    Store open() throws Exception {
        return PostgresStore.open(url, PostgresServer.USER, server.orElseThrow().passwordFile());
    }

    @Override
    Connection connection() throws Exception {
        return server.orElseThrow().connection(url);
    }

    @Override
    List<String> noRoom() {
        return List.of(
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$",
                "CREATE TRIGGER no_room BEFORE INSERT ON event_journal"
                        + " FOR EACH STATEMENT EXECUTE FUNCTION no_room()");
    }

    @Override
    String roomAgain() {
        return "DROP TRIGGER no_room ON event_journal";
    }
}
