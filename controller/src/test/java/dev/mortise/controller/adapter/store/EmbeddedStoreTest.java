package dev.mortise.controller.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {

    @TempDir
    private Path directory;

    @Test
    void aSecondControllerIsRefusedAndToldWhoIsThere() throws Exception {
        try (EmbeddedStore first = EmbeddedStore.open(directory)) {
            assertThat(first.akka("").getString("akka.persistence.journal.plugin"))
                    .isEqualTo("jdbc-journal");

            assertThatThrownBy(() -> EmbeddedStore.open(directory))
                    .isInstanceOf(EmbeddedStore.Unusable.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("store.directory");
        }
    }

    @Test
    void theNextControllerOpensWhatTheLastOneClosed() throws Exception {
        EmbeddedStore.open(directory).close();

        try (EmbeddedStore again = EmbeddedStore.open(directory)) {
            assertThat(again.akka("akka.loglevel = DEBUG").getString("akka.loglevel"))
                    .isEqualTo("DEBUG");
        }
    }

    @Test
    void aStoreOfANewerReleaseIsRefusedAndLeftAsItIs() throws Exception {
        EmbeddedStore.open(directory).close();
        sql("PRAGMA user_version=99");

        assertThatThrownBy(() -> EmbeddedStore.open(directory))
                .isInstanceOf(EmbeddedStore.Unusable.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining("knows up to 1");

        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            assertThat(result.getInt(1)).isEqualTo(99);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws Exception {
        Files.writeString(directory.resolve("mortise.db"), "this is a text, and a long enough one to be no header");

        assertThatThrownBy(() -> EmbeddedStore.open(directory))
                .isInstanceOf(EmbeddedStore.Unusable.class)
                .hasMessageContaining("cannot open the store in " + directory)
                .hasMessageContaining("not a database");
    }

    private void sql(String text) throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private Connection connection() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("mortise.db"));
    }
}
