package dev.mortise.controller.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.alarm.Alarm.State;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cell.UnitCommand;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.port.AlarmsView.AlarmView;
import dev.mortise.controller.port.Desk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An act that was accepted, and whose state does not come, is an alarm: not only whoever pressed the button has to know. */
class DiscrepancyAlarmTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final CellId CELL = new CellId("FINISH-A");

    @TempDir
    private Path directory;

    @Test
    void anAbortThatIsAcceptedAndDoesNotComeIsAnAlarmUntilTheHoldIsReleased() throws Exception {
        try (ALineOnAStore line =
                new ALineOnAStore(directory, ALineOnAStore.SHIPPED, Set.of(UnitCommand.ABORT, UnitCommand.HOLD))) {
            await().atMost(PATIENCE)
                    .until(() -> line.board.now().cells().stream()
                            .anyMatch(cell -> cell.id().equals(CELL.value())
                                    && cell.unitState().equals("IDLE")));

            assertThat(line.desk().abort(CELL, "a label hangs", "anna").toCompletableFuture())
                    .succeedsWithin(PATIENCE)
                    .isEqualTo(new Desk.Reply.Accepted(CELL.value()));

            await().atMost(PATIENCE).until(() -> alarm(line).isPresent());
            assertThat(alarm(line)).hasValueSatisfying(alarm -> {
                assertThat(alarm.state()).isEqualTo(State.UNACKNOWLEDGED_ACTIVE);
                assertThat(alarm.priority()).isEqualTo(Priority.MEDIUM);
                assertThat(alarm.text()).contains("asked to ABORT", "it is IDLE");
            });
            line.desk().unhold(CELL, "anna");
            await().atMost(PATIENCE)
                    .until(() -> alarm(line)
                            .filter(alarm -> alarm.state() == State.RETURNED_UNACKNOWLEDGED)
                            .isPresent());
        }
    }

    private static Optional<AlarmView> alarm(ALineOnAStore line) {
        return line.board.now().alarms().open().stream()
                .filter(alarm -> alarm.id().equals(CELL + ".DISCREPANCY"))
                .findFirst();
    }
}
