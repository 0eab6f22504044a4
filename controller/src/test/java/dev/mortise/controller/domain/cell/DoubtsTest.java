package dev.mortise.controller.domain.cell;

import static dev.mortise.controller.domain.cell.ACell.CLAMP;
import static dev.mortise.controller.domain.cell.ACell.CONDUCT;
import static dev.mortise.controller.domain.cell.ACell.INSERT;
import static dev.mortise.controller.domain.cell.ACell.clamping;
import static dev.mortise.controller.domain.cell.ACell.plc;
import static dev.mortise.controller.domain.cell.ACell.seeing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.CommandId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person is told who has to say whether a command was carried out. */
class DoubtsTest {

    private static final CommandId COMMAND = INSERT.command(CLAMP);

    @Test
    void asksAPersonWhenThePlcKeptAMemoryThatWasLostInAStartNobodySaw() {
        PlcStatus kept = plc(UnitState.STOPPED, "boot-3", true, Optional.empty(), Optional.empty());
        PlcStatus ofNobody = new PlcStatus(
                kept.bootId(),
                true,
                kept.simulated(),
                0,
                kept.state(),
                kept.mode(),
                kept.stopReason(),
                kept.command(),
                kept.outcome(),
                kept.safety(),
                kept.interlocks());

        assertThat(CONDUCT.next(clamping("boot-1"), seeing(ofNobody)).events())
                .singleElement()
                .isInstanceOfSatisfying(
                        CellEvent.DoubtRaised.class,
                        doubt -> assertThat(doubt.facts().get(1))
                                .isEqualTo("the PLC of that time was boot boot-1; it is boot boot-3 now and knows of no"
                                        + " controller: its memory was lost in a start between"));
    }

    @Test
    void asksAPersonWhenTheSamePlcSaysThatTheCommandsResultWasTakenByNobodyHere() {
        PlcStatus.Command refused = new PlcStatus.Command(
                COMMAND, PlcStatus.CommandState.REFUSED, "ALREADY_ACKNOWLEDGED: " + COMMAND.value(), 0);

        assertThat(CONDUCT.next(
                                clamping("boot-1"),
                                seeing(plc(UnitState.EXECUTE, Optional.of(refused), Optional.empty())))
                        .events())
                .singleElement()
                .isInstanceOfSatisfying(
                        CellEvent.DoubtRaised.class,
                        doubt -> assertThat(doubt.facts().get(1))
                                .isEqualTo("the PLC is boot boot-1 as it was then, and says of the command:"
                                        + " ALREADY_ACKNOWLEDGED: " + COMMAND.value()));
    }
}
