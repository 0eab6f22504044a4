package dev.mortise.controller.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.cause.StorePace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What every store keeps, whatever it is made of. */
abstract class StoreContract {

    abstract Store open() throws Exception;

    /** As somebody with a database tool. */
    abstract Connection connection() throws Exception;

    abstract void setSchemaVersion(int version) throws Exception;

    abstract int schemaVersion() throws Exception;

    /** That this release knows. */
    abstract int newestSchema();

    /** SQL that lets no other connection write events until its transaction ends. */
    abstract List<String> lockOfTheJournal();

    /** The key of mortise.yaml that chooses another store. */
    abstract String setting();

    @Test
    void aSecondControllerIsRefusedAndToldWhoIsThere() throws Exception {
        try (Store first = open()) {
            assertThat(first.akka("").getString("akka.persistence.journal.plugin"))
                    .isEqualTo("jdbc-journal");

            assertThatThrownBy(this::open)
                    .isInstanceOf(Store.Unusable.class)
                    .hasMessageContaining("in use by another controller")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining(setting());
        }
    }

    @Test
    void theNextControllerOpensWhatTheLastOneClosed() throws Exception {
        open().close();

        try (Store again = open()) {
            assertThat(again.akka("akka.loglevel = DEBUG").getString("akka.loglevel"))
                    .isEqualTo("DEBUG");
        }
    }

    @Test
    void aStoreOfANewerReleaseIsRefusedAndLeftAsItIs() throws Exception {
        open().close();
        setSchemaVersion(99);

        assertThatThrownBy(this::open)
                .isInstanceOf(Store.Unusable.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining("knows up to " + newestSchema());

        assertThat(schemaVersion()).isEqualTo(99);
    }

    @Test
    void whatWasAcknowledgedIsThereForTheNextControllerAndSound() throws Exception {
        try (Store first = open();
                Clerk clerk = new Clerk(first)) {
            assertThat(clerk.store("R-1")).isEqualTo(1);
            assertThat(clerk.store("R-2")).isEqualTo(2);
        }

        try (Store next = open()) {
            try (Clerk clerk = new Clerk(next)) {
                assertThat(clerk.store("R-3")).isEqualTo(3);
            }
            Examination found = Examination.of(next);

            assertThat(found.events()).isEqualTo(3);
            // no rack of a clerk has a journal of its own
            assertThat(found.findings()).hasSize(3).allMatch(line -> line.contains("has no journal"));
        }
    }

    @Test
    void anEventThatIsDamagedIsNamed() throws Exception {
        try (Store store = open();
                Clerk clerk = new Clerk(store)) {
            clerk.store("R-1");
            clerk.store("R-2");
            sql("UPDATE event_journal SET event_payload = substr(event_payload, 1, 20) WHERE sequence_number = 2");

            assertThat(Examination.of(store).findings())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("line|LINE-1 event 2 (line.RackAdmitted.1): damaged line.RackAdmitted.1"));
        }
    }

    @Test
    void eventsThatASnapshotRestsOnOrThatFollowItAreMissed() throws Exception {
        try (Store store = open();
                Clerk clerk = new Clerk(store)) {
            for (int rack = 1; rack < 2 * Clerk.SNAPSHOT_EVERY; rack++) {
                clerk.store("R-" + rack);
            }
            await("a snapshot").until(() -> count("snapshot") == 1);
            assertThat(store.missingEvents()).isEmpty();

            sql("DELETE FROM event_journal WHERE sequence_number = 4");
            assertThat(store.missingEvents()).containsExactly(entry("line|LINE-1", "event 4 is missing"));

            sql("DELETE FROM event_journal WHERE sequence_number > 1");
            String lost = "events 2 to 3 are missing; a snapshot was made after them";
            assertThat(store.missingEvents()).containsExactly(entry("line|LINE-1", lost));
            assertThat(Examination.of(store).findings()).contains("line|LINE-1: " + lost);
        }
    }

    @Test
    void aWriteThatTakesLongIsToldWhileItIsUnderWayAndForgottenWhenTheStoreIsQuickAgain() throws Exception {
        try (Store store = open();
                Clerk clerk = new Clerk(store)) {
            clerk.store("R-1");
            List<Optional<Duration>> told = new CopyOnWriteArrayList<>();
            SlowWrites watched = clerk.watched(told::add);
            try (Connection other = connection();
                    Statement lock = other.createStatement()) {
                for (String statement : lockOfTheJournal()) {
                    lock.execute(statement);
                }
                clerk.tryToStore("R-2");
                await("told").until(() -> told.stream().anyMatch(Optional::isPresent));
                assertThat(count("event_journal"))
                        .as("events while it was told")
                        .isEqualTo(1);
                lock.execute("COMMIT");

                clerk.store("R-3");
                await("told again").until(() -> told.contains(Optional.empty()));
                assertThat(count("event_journal")).isEqualTo(3);
            }
            assertThat(told.get(0).orElseThrow()).isGreaterThanOrEqualTo(StorePace.SLOW_AFTER);
            watched.close();
            assertThat(told.get(told.size() - 1)).isEmpty();
        }
    }

    final int count(String table) throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            result.next();
            return result.getInt(1);
        }
    }

    final void sql(String text) throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
