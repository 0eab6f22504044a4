package dev.mortise.controller.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start reads of a long past is seen by what may be damaged in it without a start taking notice. */
class YearsOfHistoryTest {

    private static final int RACKS = 230;
    private static final String LINE = ALineOnAStore.SHIPPED.plant().line();
    private static final String DAMAGE = "UPDATE event_journal SET event_payload = 'damaged' WHERE ";

    private static final OperationId DOCK = new OperationId("dock-frame");
    private static final Instant WHEN = Instant.parse("2026-11-24T03:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void aStartReadsOnlyWhatHappenedSinceTheSnapshot() throws Exception {
        try (APast past = new APast(directory, LINE).gone(RACKS, true).waiting("R-1")) {
            past.sql(DAMAGE + "persistence_id = 'line|" + LINE + "' AND sequence_number <= 5000");
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            assertThat(line.firstCommand().rack()).isEqualTo("R-1");
        }
    }

    @Test
    void racksThatHaveLeftAreNotReadAtAStartAndAreReadWhenSomebodyAsks() throws Exception {
        try (APast past = new APast(directory, LINE).gone(RACKS, true).waiting("R-1")) {
            past.sql(DAMAGE + "persistence_id LIKE 'rack|P-%' AND persistence_id <> 'rack|P-7'");
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            line.firstCommand();

            Optional<RackBuild> record =
                    line.desk().record(new RackId("P-7")).toCompletableFuture().join();
            assertThat(record.orElseThrow().released()).isPresent();
            assertThat(record.orElseThrow().attempts(DOCK)).hasSize(8);
            assertThat(line.desk()
                            .record(new RackId("P-9999"))
                            .toCompletableFuture()
                            .join())
                    .isEmpty();
        }
    }

    @Test
    void aRecordThatIsDamagedDisturbsNobodyElse() throws Exception {
        try (APast past = new APast(directory, LINE).gone(2, true)) {
            past.sql(DAMAGE + "persistence_id = 'rack|P-1'");
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            assertThat(line.desk().record(new RackId("P-1")).toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(20));
            assertThat(line.desk()
                            .record(new RackId("P-2"))
                            .toCompletableFuture()
                            .join())
                    .isPresent();
        }
    }

    @Test
    void aSnapshotOfAnotherReleaseIsDoneWithout() throws Exception {
        try (APast past = new APast(directory, LINE).gone(RACKS, true).waiting("R-1")) {
            past.sql("UPDATE snapshot SET snapshot_ser_manifest = 'line.snapshot.99'");
        }

        theLineGoesOnAndKnowsItsRacks();
    }

    @Test
    void aSnapshotThatIsDamagedIsDoneWithout() throws Exception {
        try (APast past = new APast(directory, LINE).gone(RACKS, true).waiting("R-1")) {
            past.sql("UPDATE snapshot SET snapshot_payload = 'damaged'");
        }

        theLineGoesOnAndKnowsItsRacks();
    }

    private void theLineGoesOnAndKnowsItsRacks() throws Exception {
        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            assertThat(line.firstCommand().rack()).isEqualTo("R-1");

            PlantView now = line.board.now();
            List<String> shown =
                    now.racks().stream().map(PlantView.RackView::id).toList();
            assertThat(now.gone()).isEqualTo(RACKS);
            assertThat(shown)
                    .hasSize(101)
                    .contains("P-" + RACKS, "P-131", "R-1")
                    .doesNotContain("P-130");
        }
    }

    @Test
    void aQuestionOutlivesTheControllerAndSoDoesItsAnswer() throws Exception {
        try (APast past = new APast(directory, LINE).waiting("R-1")) {
            past.rack(
                    "R-1",
                    new RackEvent.RackOrdered("nvl72", "1", "anna", WHEN),
                    new RackEvent.QuestionAsked(
                            "R-1-dock-frame-3", DOCK, "How does it go on?", List.of(), List.of("retry"), WHEN));
        }
        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(line.board.now().questions())
                            .extracting(PlantView.QuestionView::id)
                            .containsExactly("R-1-dock-frame-3"));
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !line.board.now().questions().isEmpty());
            assertThat(line.desk()
                            .answer("R-1-dock-frame-3", "retry", "anna")
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(new Desk.Reply.Accepted("R-1-dock-frame-3"));
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            assertThat(line.firstCommand().rack()).isEqualTo("R-1");
            assertThat(line.board.now().questions()).isEmpty();
        }
    }

    @Test
    void aSerialOfARackThatHasLeftIsNotGivenAgain() throws Exception {
        try (APast past = new APast(directory, LINE)) {
            past.gone(3, true);
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            assertThat(line.desk()
                            .order(Desk.Order.of("P-2", "nvl72"), "anna")
                            .toCompletableFuture()
                            .join())
                    .asString()
                    .contains("serial P-2 is used already");
        }
    }
}
