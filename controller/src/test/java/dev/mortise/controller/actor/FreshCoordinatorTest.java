package dev.mortise.controller.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.port.Desk;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cell's next coordinator has read every hold before a device can hear it. */
class FreshCoordinatorTest {

    private static final CellId TRANSPORTER =
            ALineOnAStore.SHIPPED.plant().transporter().id();

    @TempDir
    private Path directory;

    @Test
    void aTransporterThatWasHeldMovesNoRackUnderItsNextCoordinatorBeforeSomebodyReleasesIt() throws Exception {
        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            assertThat(line.desk()
                            .hold(TRANSPORTER, "wheels are looked at", "anna")
                            .toCompletableFuture()
                            .join())
                    .isInstanceOf(Desk.Reply.Accepted.class);
        }

        try (ALineOnAStore line = new ALineOnAStore(directory)) {
            line.desk()
                    .order(Desk.Order.of("R-1", "nvl72"), "anna")
                    .toCompletableFuture()
                    .join();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> line.board.now().racks().stream()
                            .flatMap(rack -> rack.cause().roots())
                            .anyMatch(root -> root.kind() == Cause.Kind.HELD
                                    && root.remedy().startsWith("mortise unhold " + TRANSPORTER)));
            assertThat(line.hasCommanded()).isFalse();

            line.desk().unhold(TRANSPORTER, "anna").toCompletableFuture().join();

            assertThat(line.firstCommand().rack()).isEqualTo("R-1");
            assertThat(line.firstCommand().epoch()).as("its second coordinator").isEqualTo(2);
        }
    }
}
