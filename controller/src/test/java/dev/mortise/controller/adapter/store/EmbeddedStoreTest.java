package dev.mortise.controller.adapter.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest extends StoreContract {

    @TempDir
    private Path directory;

    @Override
    Store open() throws Exception {
        return EmbeddedStore.open(directory);
    }

    @Override
    Connection connection() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("mortise.db"));
    }

    @Override
    void setSchemaVersion(int version) throws Exception {
        sql("PRAGMA user_version=" + version);
    }

    @Override
    int schemaVersion() throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            return result.getInt(1);
        }
    }

    @Override
    int newestSchema() {
        return 1;
    }

    @Override
    List<String> lockOfTheJournal() {
        return List.of("BEGIN IMMEDIATE");
    }

    @Override
    String setting() {
        return "store.directory";
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws Exception {
        Files.writeString(directory.resolve("mortise.db"), "this is a text, and a long enough one to be no header");

        assertThatThrownBy(this::open)
                .isInstanceOf(Store.Unusable.class)
                .hasMessageContaining("cannot open the store in " + directory)
                .hasMessageContaining("not a database");
    }
}
