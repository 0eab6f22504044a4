package dev.mortise.controller.actor;

import dev.mortise.controller.adapter.store.EmbeddedStore;
import dev.mortise.controller.adapter.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** On the embedded store. */
class AlarmActorTest extends AlarmsContract {

    @TempDir
    private Path directory;

    @Override
    Store open() throws Exception {
        return EmbeddedStore.open(directory);
    }

    @Override
    Connection connection() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("mortise.db") + "?busy_timeout=5000");
    }

    @Override
    List<String> noRoom() {
        return List.of("CREATE TRIGGER no_room BEFORE INSERT ON event_journal BEGIN SELECT RAISE(ABORT, 'full'); END");
    }

    @Override
    String roomAgain() {
        return "DROP TRIGGER no_room";
    }
}
