package dev.mortise.controller.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.line.RackAct;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people want of a rack is shown when they are answered, and outlives the controller. */
class RackActsOnAStoreTest {

    private static final RackId RACK = new RackId("R-1");
    private static final Desk.Reply DONE = new Desk.Reply.Accepted("R-1");

    @TempDir
    private Path directory;

    @Test
    void aStoredRackStaysOutsideOverARestartUntilItIsAllowedToStart() throws Exception {
        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            assertThat(order(line, new Desk.Order("R-1", "nvl72", false, 0))).isEqualTo(DONE);
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> line.board.now().racks().stream()
                            .anyMatch(rack -> rack.why().contains("not allowed to start, by anna")));
            assertThat(rack(line).place()).isEmpty();
            assertThat(act(line, new RackAct.AllowStart())).isEqualTo(DONE);
            assertThat(rack(line).wanted().mayStart()).as("shown when answered").isTrue();
            assertThat(line.firstCommand().rack()).isEqualTo("R-1");
        }
    }

    @Test
    void aHeldRackIsHeldAfterARestartUntilSomebodyReleasesIt() throws Exception {
        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            order(line, Desk.Order.of("R-1", "nvl72"));
            assertThat(act(line, new RackAct.Hold("quality looks at it"))).isEqualTo(DONE);
            assertThat(rack(line).wanted().holds()).containsExactly("quality looks at it (anna)");
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> line.board.now().racks().stream()
                            .anyMatch(rack -> rack.cause()
                                    .roots()
                                    .anyMatch(root -> root.kind() == Cause.Kind.HELD
                                            && root.remedy().startsWith("mortise unhold R-1"))));
            assertThat(act(line, new RackAct.Unhold())).isEqualTo(DONE);
            assertThat(rack(line).wanted().holds()).isEmpty();
            assertThat(rack(line).cause().roots()).noneMatch(root -> root.kind() == Cause.Kind.HELD);
        }
    }

    @Test
    void anAbandonedRackIsGoneAndItsRecordSaysWhoGaveItUpAndWhy() throws Exception {
        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            order(line, new Desk.Order("R-1", "nvl72", false, 0));
            assertThat(act(line, new RackAct.Abandon("a mistake", Abandonment.ABORT)))
                    .isEqualTo(DONE);
            await().atMost(Duration.ofSeconds(60)).until(() -> line.board.now().abandoned() == 1);
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> line.board.now().gone() == 1);
            assertThat(rack(line).wanted().abandoned()).contains(Abandonment.ABORT);
            Optional<RackBuild> record =
                    line.desk().record(RACK).toCompletableFuture().join();
            assertThat(record.orElseThrow().abandoned()).hasValueSatisfying(abandoned -> {
                assertThat(abandoned.reason()).isEqualTo("a mistake");
                assertThat(abandoned.by()).isEqualTo("anna");
            });
            assertThat(act(line, new RackAct.Hold("too late")))
                    .isEqualTo(new Desk.Reply.Refused("R-1 has left the line"));
        }
    }

    private static Desk.Reply order(ALineOnAStore line, Desk.Order order) {
        return line.desk().order(order, "anna").toCompletableFuture().join();
    }

    private static Desk.Reply act(ALineOnAStore line, RackAct act) {
        return line.desk().act(RACK, act, "anna").toCompletableFuture().join();
    }

    private static PlantView.RackView rack(ALineOnAStore line) {
        return line.board.now().racks().stream()
                .filter(rack -> rack.id().equals("R-1"))
                .findFirst()
                .orElseThrow();
    }
}
