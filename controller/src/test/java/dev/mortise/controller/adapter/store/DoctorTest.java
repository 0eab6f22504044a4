package dev.mortise.controller.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.alarm.AlarmId;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Verdict;
import dev.mortise.controller.domain.rack.Work;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
    private static final WorkOrder MOVE = WorkOrder.transport(new RackId("R-1"), "", "FRAME-A", 1);
    private static final CommandId COMMAND = new CommandId("R-1/transport/1/move");
    private static final CellEvent EPOCH = new CellEvent.EpochRaised(1, NOW);
    private static final CellEvent ACCEPTED = new CellEvent.WorkAccepted(MOVE, NOW);
    private static final CellEvent STARTED = new CellEvent.StepStarted("move", COMMAND, "boot", NOW);
    private static final CellEvent ENDED = new CellEvent.StepEnded(
            new StepReport("move", COMMAND, StepReport.Outcome.OK, "", List.of(), Map.of(), Optional.empty()), NOW);

    @TempDir
    private Path directory;

    @Test
    void aCellThatDidItsWorkIsSound() {
        assertThat(examined(
                        EPOCH,
                        ACCEPTED,
                        STARTED,
                        ENDED,
                        new CellEvent.WorkEnded("", NOW),
                        new CellEvent.EpochRaised(2, NOW)))
                .isEmpty();
    }

    @Test
    void anEpochThatDoesNotGrowIsFound() {
        assertThat(examined(EPOCH, new CellEvent.EpochRaised(1, NOW)))
                .containsExactly("cell|AMR-1 event 2 (EpochRaised): epoch 1 does not follow 1");
    }

    @Test
    void aStepThatEndedWithoutABeginningIsFound() {
        assertThat(examined(EPOCH, ACCEPTED, ENDED))
                .containsExactly("cell|AMR-1 event 3 (StepEnded): R-1/transport/1/move ended and had not begun");
    }

    @Test
    void workTakenWhileOtherWorkIsInHandIsFound() {
        assertThat(examined(EPOCH, ACCEPTED, ACCEPTED))
                .singleElement()
                .asString()
                .contains("was in hand");
    }

    @Test
    void anAlarmThatWasRaisedWhileItStoodIsFound() {
        AlarmId alarm = new AlarmId("TRAY-A", Cause.Kind.LINK_DOWN);
        AlarmEvent raised = new AlarmEvent.AlarmRaised(
                alarm, Priority.MEDIUM, "PLC link down", "it answers", Optional.empty(), Optional.empty(), NOW);

        assertThat(examined("alarms|line-1", raised, new AlarmEvent.AlarmReturned(alarm, NOW), raised))
                .isEmpty();
        assertThat(examined("alarms|line-1", raised, raised))
                .containsExactly("alarms|line-1 event 2 (AlarmRaised): TRAY-A.LINK_DOWN was raised while it stood");
    }

    @Test
    void aRackThatWasReleasedTwiceIsFoundAndOneThatTheLineDoesNotKnow() {
        RackEvent released = new RackEvent.RackReleased("hash", NOW);

        assertThat(examined("rack|R-1", released, released))
                .containsExactly(
                        "rack|R-1 event 2 (RackReleased): released a second time",
                        "rack R-1 has a journal and is not known to the line");
    }

    @Test
    void aMoveThatEndedAndWasNotUnderWayIsFound() {
        assertThat(examined(
                        "line|LINE-1",
                        new LineEvent.RackAdmitted(new RackId("R-1"), "nvl72", "planner", NOW),
                        new LineEvent.MoveEnded(new RackId("R-1"), 1, NOW)))
                .first()
                .isEqualTo("line|LINE-1 event 2 (MoveEnded): move 1 of R-1 was not under way");
    }

    @Test
    void aStoreAsTheProductWritesItIsLookedThroughAndWhatIsDamagedOrMissingIsNamed() throws Exception {
        EmbeddedStore.open(directory).close();
        store(1, EPOCH);
        store(2, ACCEPTED);
        assertThat(examined().sound()).isTrue();
        assertThat(examined().events()).isEqualTo(2);
        store(4, STARTED);
        sql("UPDATE event_journal SET event_payload = substr(event_payload, 1, 20) WHERE sequence_number = 2");

        Examination found = examined();

        assertThat(found.findings())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("cell|AMR-1 event 2 (cell.WorkAccepted.1): damaged cell.WorkAccepted.1"))
                .contains(
                        "cell|AMR-1 event 4 (cell.StepStarted.1): number 3 should be here; events before it are missing");
    }

    @Test
    void aRackThatWasReleasedDuringAnAttemptAndAnAttemptThatEndedTwiceAreFound() {
        Work dock = Work.doing(new OperationId("dock-frame"));
        RackEvent started = new RackEvent.AttemptStarted(dock, 1, new CellId("FRAME-A"), Map.of(), NOW);
        RackEvent ended = new RackEvent.AttemptEnded(new Evidence(
                dock, 1, Verdict.OK, "", new CellId("FRAME-A"), Map.of(), List.of(), List.of(), NOW, NOW, true));

        assertThat(examined("rack|R-1", started, new RackEvent.RackReleased("hash", NOW), ended, ended, started))
                .startsWith(
                        "rack|R-1 event 2 (RackReleased): released while [dock-frame] was under way",
                        "rack|R-1 event 4 (AttemptEnded): attempt 1 at dock-frame ended and was not under way",
                        "rack|R-1 event 5 (AttemptStarted): attempt 1 at dock-frame after attempt 1");
    }

    @Test
    void anEventInTheJournalOfSomethingElseIsFound() {
        assertThat(examined("rack|R-1", EPOCH))
                .containsExactly("rack|R-1 event 1 (EpochRaised): does not belong into this journal");
    }

    @Test
    void aStepThatTheWorkInHandDoesNotHaveIsFound() {
        assertThat(examined(EPOCH, ACCEPTED, new CellEvent.StepStarted("press", COMMAND, "boot", NOW)))
                .first()
                .asString()
                .contains("has no step press");
    }

    @Test
    void ofAStoreInWhichNothingIsRightOnlySoMuchIsNamedAndTheRestIsCounted() {
        Object[] ended = new Object[Doctor.FINDINGS_MAX + 5];
        Arrays.fill(ended, ENDED);

        assertThat(examined("cell|AMR-1", ended))
                .hasSize(Doctor.FINDINGS_MAX + 1)
                .endsWith("and 5 more");
    }

    @Test
    void theLastEventsOfAnEmbeddedStoreAreMissed() throws Exception {
        EmbeddedStore.open(directory).close();
        store(1, EPOCH);
        store(2, ACCEPTED);
        store(3, STARTED);
        sql("DELETE FROM event_journal WHERE sequence_number > 1");

        assertThat(examined().findings())
                .containsExactly("the last 2 events that were written are not there; of which journals is not known");
    }

    @Test
    void aStoreInUseAndOneThatIsNotThereAreRefused() throws Exception {
        assertThatThrownBy(() -> examined()).hasMessageContaining("there is no store in " + directory);
        try (Store store = EmbeddedStore.open(directory)) {
            assertThat(store.place()).endsWith("mortise.db");
            assertThatThrownBy(() -> examined()).hasMessageContaining("in use by another controller");
        }
    }

    private Examination examined() throws Store.Unusable {
        try (Store store = EmbeddedStore.openExisting(directory)) {
            return Examination.of(store);
        }
    }

    private static List<String> examined(CellEvent... events) {
        return examined("cell|AMR-1", (Object[]) events);
    }

    private static List<String> examined(String journal, Object... events) {
        Doctor doctor = new Doctor();
        long number = 0;
        for (Object event : events) {
            number++;
            doctor.read(new Doctor.Row(journal, number, event.getClass().getSimpleName(), Optional.of(event), ""));
        }
        return doctor.findings();
    }

    private void store(long number, Object event) throws Exception {
        EventSerializer serializer = new EventSerializer();
        try (Connection connection = connection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO event_journal (persistence_id,"
                        + " sequence_number, writer, write_timestamp, adapter_manifest, event_payload, event_ser_id,"
                        + " event_ser_manifest) VALUES ('cell|AMR-1', ?, 'w', 0, '', ?, ?, ?)")) {
            insert.setLong(1, number);
            insert.setString(2, new String(serializer.toBinary(event), StandardCharsets.UTF_8));
            insert.setInt(3, serializer.identifier());
            insert.setString(4, serializer.manifest(event));
            insert.executeUpdate();
        }
    }

    private void sql(String text) throws Exception {
        try (Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement(text)) {
            statement.executeUpdate();
        }
    }

    private Connection connection() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("mortise.db"));
    }
}
