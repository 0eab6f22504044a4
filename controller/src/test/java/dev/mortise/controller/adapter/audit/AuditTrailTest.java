package dev.mortise.controller.adapter.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.adapter.access.MovedClock;
import dev.mortise.controller.domain.alarm.AlarmRequest;
import dev.mortise.controller.domain.line.RackAct;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void place() {
        file = directory.resolve("access/audit.jsonl");
    }

    @Test
    void whatPeopleDidIsInAFileThatOnlyTheControllerReadsOneLineEach() throws IOException {
        written("order", "hold");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .first()
                .asString()
                .startsWith(
                        "{\"n\":1,\"at\":\"2026-11-26T12:00:00Z\",\"who\":\"anna\",\"door\":\"http\",\"act\":\"order\","
                                + "\"subject\":\"TRAY-A\",\"outcome\":\"accepted: TRAY-A\",\"prev\":\"" + "0".repeat(64)
                                + "\",\"hash\":\"");
    }

    @Test
    void theNextStartGoesOnWithTheSameChain() throws IOException {
        written("order");
        written("hold", "unhold");

        Chain.Examined found = Chain.examine(file, "");

        assertThat(found.fault()).isEmpty();
        assertThat(found.sound().lines()).isEqualTo(3);
    }

    @Test
    void aLineThatIsChangedTakenOutOrPutInIsFound() throws IOException {
        written("order", "hold", "unhold");
        List<String> lines = Files.readAllLines(file);

        List<String> changed = new ArrayList<>(lines);
        changed.set(1, lines.get(1).replace("anna", "ben"));
        assertThat(faultIn(changed)).contains(file + ":2: ");

        assertThat(faultIn(List.of(lines.get(0), lines.get(2)))).contains(file + ":2: ");
        assertThat(faultIn(List.of(lines.get(0), lines.get(0), lines.get(1)))).contains(file + ":2: ");
        assertThat(faultIn(List.of(lines.get(1), lines.get(2)))).contains(file + ":1: ");
        assertThat(faultIn(lines)).isEmpty();
    }

    @Test
    void aTailThatIsCutOffIsFoundByAHashThatWasToldOnce() throws IOException {
        written("order", "hold");
        String told = Chain.examine(file, "").sound().head();
        assertThat(Chain.examine(file, told).passed()).isTrue();

        Files.write(file, Files.readAllLines(file).subList(0, 1));

        assertThat(Chain.examine(file, "").fault()).isEmpty();
        assertThat(Chain.examine(file, told).passed()).isFalse();
    }

    @Test
    void aLineThatACrashCutShortIsTakenOffAndTheTrailGoesOn() throws IOException {
        written("order");
        Files.writeString(file, "{\"n\":2,\"at\":\"20", StandardOpenOption.APPEND);

        written("hold");

        Chain.Examined found = Chain.examine(file, "");
        assertThat(found.fault()).isEmpty();
        assertThat(found.sound().lines()).isEqualTo(2);
    }

    @Test
    void aTrailThatWasChangedIsNotGoneOnWith() throws IOException {
        written("order", "hold");
        Files.writeString(file, Files.readString(file).replace("anna", "ben"));

        assertThatThrownBy(() -> written("unhold"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + ":1: ")
                .hasMessageContaining("move it and audit-heads.jsonl away");
    }

    @Test
    void whileNothingCanBeKeptOnlyRequestsToStopAreTakenAndTheTrailGoesOnByItself() throws IOException {
        try (AuditTrail trail = AuditTrail.open(file, new MovedClock())) {
            Desk desk = new AuditedDesk(new Willing(), Deed.HTTP, trail);
            Path away = directory.resolve("away");
            Files.move(file, away);
            assertThat(desk.hold(new CellId("TRAY-A"), "a hand", "anna").toCompletableFuture())
                    .isCompletedWithValue(new Desk.Reply.Accepted("TRAY-A"));
            Awaitility.await().atMost(PATIENCE).until(() -> trail.trouble().isPresent());

            assertThat(desk.unhold(new CellId("TRAY-A"), "anna").toCompletableFuture())
                    .isCompletedWithValueMatching(Desk.Reply.Refused.class::isInstance);
            assertThat(desk.abort(new CellId("TRAY-A"), "a hand", "anna").toCompletableFuture())
                    .isCompletedWithValue(new Desk.Reply.Accepted("TRAY-A"));

            Files.move(away, file);
            Awaitility.await().atMost(PATIENCE).until(() -> trail.trouble().isEmpty());
            assertThat(desk.unhold(new CellId("TRAY-A"), "anna").toCompletableFuture())
                    .isCompletedWithValue(new Desk.Reply.Accepted("TRAY-A"));
        }

        assertThat(Files.readAllLines(file))
                .extracting(line -> line.replaceAll(".*\"act\":\"([^\"]*)\".*", "$1"))
                .containsExactly("hold", "abort", "unhold");
    }

    @Test
    void whatIsDoneWithRacksAndAlarmsStandsInTheTrailInWords() throws IOException {
        RackId rack = new RackId("R-1");
        try (AuditTrail trail = AuditTrail.open(file, new MovedClock())) {
            Desk desk = new AuditedDesk(new Willing(), Deed.HTTP, trail);
            desk.order(new Desk.Order("R-1", "nvl72", false, 0), "anna");
            desk.act(rack, new RackAct.Hold("looks odd"), "anna");
            desk.act(rack, new RackAct.GrantWaiver(new OperationId("mount-bus-bar")), "berta");
            desk.act(rack, new RackAct.Abandon("the customer left", Abandonment.STOP), "anna");
            desk.alarm("TRAY-A.LINK_DOWN", new AlarmRequest.Shelve(30, "a spare part"), "anna");
        }

        assertThat(Files.readAllLines(file))
                .extracting(line -> line.replaceAll(".*\"act\":\"([^\"]*)\".*", "$1"))
                .containsExactly(
                        "order, not to start",
                        "hold",
                        "grant the waiver of mount-bus-bar",
                        "abandon, stop",
                        "shelve for 30 min");
    }

    private void written(String... acts) throws IOException {
        try (AuditTrail trail = AuditTrail.open(file, new MovedClock())) {
            for (String act : acts) {
                trail.note(new Deed("anna", Deed.HTTP, act, "TRAY-A", "accepted: TRAY-A"));
            }
        }
    }

    private String faultIn(List<String> lines) throws IOException {
        Files.write(file, lines);
        return Chain.examine(file, "").fault().orElse("");
    }

    /** Takes everything. */
    private static final class Willing implements Desk {
        private static CompletionStage<Reply> taken(String subject) {
            return CompletableFuture.completedFuture(new Reply.Accepted(subject));
        }

        @Override
        public CompletionStage<Reply> order(Order order, String by) {
            return taken(order.rack());
        }

        @Override
        public CompletionStage<Reply> act(RackId rack, RackAct act, String by) {
            return taken(rack.value());
        }

        @Override
        public CompletionStage<Reply> alarm(String alarm, AlarmRequest request, String by) {
            return taken(alarm);
        }

        @Override
        public CompletionStage<Reply> hold(CellId cell, String reason, String by) {
            return taken(cell.value());
        }

        @Override
        public CompletionStage<Reply> unhold(CellId cell, String by) {
            return taken(cell.value());
        }

        @Override
        public CompletionStage<Reply> speed(CellId cell, int percent, String by) {
            return taken(cell.value());
        }

        @Override
        public CompletionStage<Reply> abort(CellId cell, String reason, String by) {
            return taken(cell.value());
        }

        @Override
        public CompletionStage<Reply> clear(CellId cell, String by) {
            return taken(cell.value());
        }

        @Override
        public CompletionStage<Reply> answer(String question, String choice, String by) {
            return taken(question);
        }

        @Override
        public CompletionStage<Optional<RackBuild>> record(RackId rack) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }
}
