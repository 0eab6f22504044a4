package dev.mortise.controller.adapter.plc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.cell.Permissives.Permissive;
import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.cell.UnitCommand;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.port.PlcLink;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A simulated PLC loses its air; the controller hears by OPC UA which interlock fell first. */
@Tag("wire")
class InterlocksOnTheWireTest extends WithAPlc {

    private static final String AIR = "air pressure";
    private static final String FIXTURE = "fixture closed";

    @Test
    void whatFellFirstIsMarkedThoughItIsWellAgainUntilAllAre() throws Exception {
        PlcLink link = plc.withFault("cell=AMR-1 op=abort kind=air-loss seconds=3")
                .on()
                .link();
        plc.comesUp();
        assertThat(plc.latest().interlocks())
                .containsExactly(new PlcStatus.Interlock(AIR, true), new PlcStatus.Interlock(FIXTURE, true));
        plc.executes(link, 1);

        link.request(UnitCommand.ABORT, 1).toCompletableFuture().join();
        await().atMost(APlc.PATIENCE).until(() -> is(true, false));

        Permissive air = seen(AIR);
        Permissive fixture = seen(FIXTURE);
        assertThat(air.firstOut()).as("it fell first").isTrue();
        assertThat(fixture.firstOut()).isFalse();
        assertThat(air.since().orElseThrow())
                .as("it came back after that")
                .isAfter(fixture.since().orElseThrow());

        link.request(UnitCommand.CLEAR, 1).toCompletableFuture().join();
        await().atMost(APlc.PATIENCE).until(() -> is(true, true));
        assertThat(seen(AIR).firstOut()).as("all is well").isFalse();
    }

    @Test
    void aCommandIsRefusedByTheInterlockThatIsOpen() throws Exception {
        PlcLink link = plc.withFault("op=move kind=air-loss seconds=60000").on().link();
        plc.comesUp();
        plc.executes(link, 1);

        String reason = plc.sent(link, "R1/move/1/go", 1, PlcStatus.CommandState.REFUSED)
                .reason();

        assertThat(reason).isEqualTo("INTERLOCK: no air pressure");
        await().atMost(APlc.PATIENCE).until(() -> is(false, false));
        assertThat(plc.latest().state())
                .as("its unit goes on waiting for a command")
                .isEqualTo(UnitState.EXECUTE);
        assertThat(plc.moved()).isZero();
    }

    private boolean is(boolean air, boolean fixture) {
        return plc.latest()
                .interlocks()
                .equals(List.of(new PlcStatus.Interlock(AIR, air), new PlcStatus.Interlock(FIXTURE, fixture)));
    }

    private Permissive seen(String name) {
        return plc.observed().permissives().interlock(name);
    }
}
