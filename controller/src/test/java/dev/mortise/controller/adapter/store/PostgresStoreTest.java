package dev.mortise.controller.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.lease.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Tag("wire")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresStoreTest extends StoreContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Optional<PostgresServer> server = Optional.empty();
    private String url = "";

    @BeforeAll
    void startServer() throws IOException {
        server = Optional.of(new PostgresServer());
    }

    @AfterAll
    void removeServer() throws IOException {
        if (server.isPresent()) {
            server().close();
        }
    }

    @BeforeEach
    void anEmptyDatabase() throws Exception {
        url = server().database();
    }

    private PostgresServer server() {
        return server.orElseThrow();
    }

    @Override
    PostgresStore open() throws Exception {
        return PostgresStore.open(url, PostgresServer.USER, server().passwordFile());
    }

    @Override
    Connection connection() throws Exception {
        return server().connection(url);
    }

    @Override
    void setSchemaVersion(int version) throws Exception {
        sql("UPDATE mortise_schema SET version = " + version);
    }

    @Override
    int schemaVersion() throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT version FROM mortise_schema")) {
            assertThat(result.next()).isTrue();
            return result.getInt(1);
        }
    }

    @Override
    int newestSchema() {
        return 3;
    }

    @Override
    List<String> lockOfTheJournal() {
        return List.of("BEGIN", "LOCK TABLE event_journal IN SHARE MODE");
    }

    @Override
    String setting() {
        return "store.postgresql.url";
    }

    private String until() throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT until::text FROM mortise_lease")) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    @Test
    void aControllerThatDiedIsFollowedWhenItsLeaseHasRunOut() throws Exception {
        open().close();
        sql("UPDATE mortise_lease SET holder = 'dead', epoch = 7, until = clock_timestamp() + interval '1 s'");

        try (PostgresStore next = open()) {
            assertThat(next.epoch()).isEqualTo(8);
        }
    }

    @Test
    void everyHolderHasAHigherEpochThanTheLast() throws Exception {
        try (PostgresStore first = open()) {
            assertThat(first.epoch()).isEqualTo(1);
        }
        try (PostgresStore second = open()) {
            assertThat(second.epoch()).isEqualTo(2);
        }
    }

    @Test
    void aLeaseThatIsRenewedOutlastsItsLength() throws Exception {
        try (PostgresStore store = open()) {
            String until = until();
            await().atMost(PATIENCE).until(() -> !until().equals(until));
            assertThat(store.whenLost().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void aControllerWhoseLeaseWasTakenIsToldAndCanWriteNoMoreNotEvenWhereNobodyWroteSince() throws Exception {
        try (PostgresStore store = open();
                Clerk clerk = new Clerk(store)) {
            clerk.store("R-1");
            sql("UPDATE mortise_lease SET holder = 'other', who = 'process 1 on elsewhere', epoch = epoch + 1");

            clerk.tryToStore("R-2");

            await("the clerk's write fails and ends it").atMost(PATIENCE).until(clerk::ended);
            await().atMost(PATIENCE)
                    .until(() -> store.whenLost().toCompletableFuture().isDone());
            assertThat(store.whenLost().toCompletableFuture().get()).contains("process 1 on elsewhere");
            assertThat(Examination.of(store).events()).isEqualTo(1);
        }
    }

    @Test
    void aControllerWhoseLeaseWasTakenWritesNoSnapshotOverThatOfItsSuccessor() throws Exception {
        try (PostgresStore store = open();
                Connection late = writing(store)) {
            snapshot(late, "of its own time");
            sql("UPDATE mortise_lease SET holder = 'other', epoch = epoch + 1");

            assertThatThrownBy(() -> snapshot(late, "of the past"))
                    .hasMessageContaining("epoch " + store.epoch() + " is not the epoch of the lease");
            assertThat(count("snapshot WHERE snapshot_payload = 'of its own time'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aWriteThatTakesLongHoldsUpNoRenewalOfTheLeaseAndALeaseThatChangesHandsWaitsForIt() throws Exception {
        try (PostgresStore store = open();
                Connection slow = writing(store)) {
            slow.setAutoCommit(false);
            try (Statement patience = slow.createStatement()) {
                patience.execute("SET idle_in_transaction_session_timeout = 0");
            }
            snapshot(slow, "half written");
            String until = until();

            await("renewed").atMost(PATIENCE).until(() -> !until().equals(until));
            assertThatThrownBy(() -> sql("SET lock_timeout = '100 ms';"
                            + " UPDATE mortise_lease SET holder = 'other', epoch = epoch + 1"))
                    .hasMessageContaining("lock timeout");
            slow.commit();
            sql("UPDATE mortise_lease SET holder = 'other', epoch = epoch + 1");
        }
    }

    @Test
    void aControllerThatFallsAsleepInTheMiddleOfAWriteIsFollowedAllTheSame() throws Exception {
        PostgresStore asleep = open();
        try (Connection write = writing(asleep)) {
            write.setAutoCommit(false);
            snapshot(write, "half written");
            asleep.close();

            try (PostgresStore next = open()) {
                assertThat(next.epoch()).isEqualTo(asleep.epoch() + 1);
            }
            assertThat(count("snapshot")).isZero();
        }
    }

    /** As the plug-ins connect. */
    private Connection writing(PostgresStore store) throws SQLException, IOException {
        Properties login = login();
        login.setProperty(
                "options",
                store.akka("").getString("akka-persistence-jdbc.shared-databases.slick.db.properties.options"));
        return DriverManager.getConnection(url, login);
    }

    /** As the snapshot plug-in does it. */
    private static void snapshot(Connection connection, String state) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot_ser_id,"
                    + " snapshot_ser_manifest, snapshot_payload) VALUES ('cell|AMR-1', 500, 0, 1, '', '" + state
                    + "') ON CONFLICT (persistence_id, sequence_number) DO UPDATE SET snapshot_payload ="
                    + " excluded.snapshot_payload");
        }
    }

    private Properties login() throws IOException {
        Properties login = new Properties();
        login.setProperty("user", PostgresServer.USER);
        login.setProperty(
                "password",
                Files.readString(server().passwordFile().orElseThrow()).strip());
        return login;
    }

    @Test
    void aDatabaseOfTheFirstSchemaIsMigratedAndItsSnapshotsAreFencedFromThenOn() throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(Store.script("postgresql-1.sql"));
            statement.execute("CREATE TABLE mortise_schema (version INTEGER NOT NULL)");
            statement.execute("INSERT INTO mortise_schema VALUES (1)");
        }

        open().close();

        assertThat(schemaVersion()).isEqualTo(newestSchema());
        try (Connection nobody = connection()) {
            assertThatThrownBy(() -> snapshot(nobody, "of nobody")).hasMessageContaining("epoch (none)");
        }
    }

    @Test
    void aDatabaseThatFallsSilentCostsTheLeaseBeforeAnotherCanHaveIt() throws Exception {
        try (PostgresStore store = open()) {
            long frozenNanos = System.nanoTime();
            server().freeze();
            try {
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> store.whenLost().toCompletableFuture().isDone());
                assertThat(Duration.ofNanos(System.nanoTime() - frozenNanos)).isLessThan(Terms.TTL);
            } finally {
                server().thaw();
            }
            assertThat(store.whenLost().toCompletableFuture().get()).contains("ran out");
        }
    }

    @Test
    void aWrongPasswordAMissingFileAndAnAbsentServerAreNamed(@TempDir Path directory) throws Exception {
        Path wrong = Files.writeString(directory.resolve("wrong"), "guessed");

        assertThatThrownBy(() -> PostgresStore.open(url, PostgresServer.USER, Optional.of(wrong)))
                .hasMessageContaining("cannot open the store in " + url)
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("guessed");
        assertThatThrownBy(() -> PostgresStore.open(url, PostgresServer.USER, Optional.of(directory.resolve("none"))))
                .hasMessageContaining("cannot read the password")
                .hasMessageContaining("store.postgresql.password_file");
        assertThatThrownBy(() -> PostgresStore.openExisting(url, PostgresServer.USER, server().passwordFile()))
                .hasMessage("there is no store in " + url);
        assertThatThrownBy(() -> PostgresStore.open(
                        "jdbc:postgresql://127.0.0.1:1/line", PostgresServer.USER, server().passwordFile()))
                .hasMessageContaining("refused");
    }
}
