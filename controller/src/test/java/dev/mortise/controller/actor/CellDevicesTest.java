package dev.mortise.controller.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.TestInbox;
import dev.mortise.controller.adapter.plc.BarePlc;
import dev.mortise.controller.adapter.plc.MiloPlcLink;
import dev.mortise.controller.adapter.plc.PlcKeys;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlcSpec;
import dev.mortise.controller.port.PlcLink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Simulated equipment in a production line, and the other way round: over a real OPC UA link. */
@Tag("wire")
class CellDevicesTest {

    private static final boolean PRODUCTION = false;
    private static final boolean SIMULATION = true;

    private BarePlc plc;
    private PlcLink link;
    private final TestInbox<CellActor.Command> cell = TestInbox.create();

    @BeforeEach
    void connected() throws Exception {
        plc = new BarePlc("TRAY-A").on();
        link = new MiloPlcLink(
                new CellSpec(
                        new CellId("TRAY-A"),
                        "tray cell",
                        Set.of("insert"),
                        PlcSpec.open("opc.tcp://127.0.0.1:" + plc.port() + "/TRAY-A"),
                        List.of(),
                        List.of()),
                new PlcKeys(Path.of("no-keys-are-needed")));
    }

    @AfterEach
    void close() {
        link.close();
        plc.close();
    }

    @Test
    void aSimulatedPlcIsRefusedInProductionMode() {
        plc.image().show("Identification/Simulated", true);

        devices(PRODUCTION);

        assertThat(told()).isEqualTo(new CellActor.PlcLost("it is simulated and the controller is in production mode"));
    }

    @Test
    void aRealPlcIsRefusedInSimulationMode() {
        plc.image().show("Identification/Simulated", false);

        devices(SIMULATION);

        assertThat(told()).isEqualTo(new CellActor.PlcLost("it is real and the controller is in simulation mode"));
    }

    @Test
    void eachIsTakenInItsOwnMode() {
        plc.image().show("Identification/Simulated", false);

        devices(PRODUCTION);

        assertThat(told()).isInstanceOf(CellActor.PlcUp.class);
    }

    private void devices(boolean simulatedAccepted) {
        new CellDevices(new CellId("TRAY-A"), link, Map.of(), simulatedAccepted).open(cell.getRef(), 1);
    }

    /** The first news that is not of a connection still being made. */
    private CellActor.Command told() {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            while (cell.hasMessages()) {
                CellActor.Command message = cell.receiveMessage();
                if (!(message instanceof CellActor.PlcLost lost && lost.why().startsWith("cannot connect"))) {
                    first = message;
                    return true;
                }
            }
            return false;
        });
        return first;
    }

    private CellActor.Command first = new CellActor.PlcLost("nothing told");
}
