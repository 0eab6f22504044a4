package dev.mortise.controller.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Work;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who has a damaged past stands still and says so; the line goes on without it. */
class DamagedJournalTest {

    private static final String LINE = ALineOnAStore.SHIPPED.plant().line();
    private static final CellId LEAK = new CellId("LEAK-A");
    private static final String ITS = " WHERE persistence_id = 'cell|LEAK-A' AND sequence_number = ";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant WHEN = Instant.parse("2026-11-24T03:00:00Z");
    private static final RackEvent ORDERED = new RackEvent.RackOrdered("nvl72", "1", "anna", WHEN);
    private static final RackEvent STARTED = new RackEvent.AttemptStarted(
            Work.doing(new OperationId("dock-frame")), 1, new CellId("FRAME-A"), Map.of(), WHEN);
    private static final RackEvent RELEASED = new RackEvent.RackReleased("hash", WHEN);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE event_journal SET event_payload = 'gibberish'              | 8 | an event cannot be read: damaged cell.StepStarted.1
            UPDATE event_journal SET event_ser_manifest = 'cell.Flown.1'      | 8 | an event cannot be read: unknown event cell.Flown.1
            UPDATE event_journal SET event_ser_manifest = 'cell.EpochRaised.1' | 8 | event 8 (EpochRaised): epoch 0 does not follow 1
            UPDATE event_journal SET event_ser_manifest = 'line.RackLeft.1', event_payload = '{"rack":{"value":"R-1"}}' | 8 | event 8 (RackLeft): does not apply
            DELETE FROM event_journal                                         | 1 | event 1 is missing
            DELETE FROM event_journal                                         | 8 | event 8 is missing
            """)
    void aCellWhoseJournalIsDamagedStandsStillAndSaysWhy(String damage, int event, String what) throws Exception {
        try (APast past =
                new APast(directory, LINE).cell(LEAK.value(), 20, false).waiting("R-1")) {
            past.sql(damage + ITS + event);
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            assertThat(line.firstCommand().rack()).as("the line goes on").isEqualTo("R-1");

            await().atMost(PATIENCE).untilAsserted(() -> {
                Cause cause = cause(line, LEAK.value());
                assertThat(cause.kind()).isEqualTo(Cause.Kind.JOURNAL_DAMAGED);
                assertThat(cause.text()).startsWith("its journal is damaged: " + what);
                assertThat(cause.remedy()).contains("mortise doctor");
            });
            assertThat(line.desk()
                            .hold(LEAK, "looking", "anna")
                            .toCompletableFuture()
                            .join())
                    .isInstanceOfSatisfying(
                            Desk.Reply.Refused.class,
                            refused -> assertThat(refused.reason()).contains(what));
        }
    }

    @Test
    void aCellStandsStillWhenEventsBehindItsSnapshotAreMissing() throws Exception {
        try (APast past =
                new APast(directory, LINE).cell(LEAK.value(), 520, true).waiting("R-1")) {
            past.sql("DELETE FROM event_journal" + ITS + "501");
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            assertThat(line.firstCommand().rack()).isEqualTo("R-1");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cause(line, LEAK.value()).text())
                            .isEqualTo("its journal is damaged: event 501 is missing"));
        }
    }

    @Test
    void whatWaitsForACellWhoseJournalIsDamagedHasThatCause() throws Exception {
        try (APast past = new APast(directory, LINE).cell("FRAME-A", 20, false).waiting("R-1")) {
            past.sql("DELETE FROM event_journal WHERE persistence_id = 'cell|FRAME-A' AND sequence_number = 3");
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cause(line, "R-1").roots())
                            .extracting(Cause::kind, Cause::subject)
                            .containsExactly(tuple(Cause.Kind.JOURNAL_DAMAGED, "FRAME-A")));
        }
    }

    @Test
    void aRackWhoseJournalIsDamagedIsListedAsUnreadableAndTheNextOneIsBuilt() throws Exception {
        try (APast past = new APast(directory, LINE).waiting("R-1").waiting("R-2")) {
            past.rack("R-1", ORDERED, STARTED, RELEASED);
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            assertThat(line.firstCommand().rack()).isEqualTo("R-2");

            String why = "its journal is damaged: event 3 (RackReleased): released while [dock-frame] was under way";
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cause(line, "R-1").text()).isEqualTo(why));
            assertThat(line.desk().record(new RackId("R-1")).toCompletableFuture())
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withMessageContaining(why);
            assertThat(line.desk()
                            .order(Desk.Order.of("R-1", "nvl72"), "anna")
                            .toCompletableFuture()
                            .join())
                    .asString()
                    .contains("serial R-1 is used already");
        }
    }

    @Test
    void theRecordOfARackThatHasLeftIsRefusedWhenItsJournalIsDamaged() throws Exception {
        try (APast past = new APast(directory, LINE).gone(2, false)) {
            past.sql("DELETE FROM event_journal WHERE persistence_id = 'rack|P-1' AND sequence_number IN (4, 5)");
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            assertThat(line.desk().record(new RackId("P-1")).toCompletableFuture())
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withMessageContaining("events 4 to 5 are missing");
            assertThat(line.desk()
                            .record(new RackId("P-2"))
                            .toCompletableFuture()
                            .join())
                    .isPresent();
        }
    }

    /** Why the cell or the rack stands still, as people are shown it. */
    private static Cause cause(ALineOnAStore line, String subject) {
        PlantView now = line.board.now();
        return Stream.concat(
                        now.cells().stream()
                                .filter(cell -> cell.id().equals(subject))
                                .map(PlantView.CellView::cause),
                        now.racks().stream()
                                .filter(rack -> rack.id().equals(subject))
                                .map(PlantView.RackView::cause))
                .findFirst()
                .orElseGet(() -> Cause.root(Cause.Kind.NOT_HEARD_YET, subject, "not on the board", ""));
    }
}
