package dev.mortise.sim.plc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.sim.world.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlcProgramTest {

    private static final long RUNNING = 1;
    private static final long DONE = 2;
    private static final Map<String, Double> SCREWS =
            Map.of("count", 40.0, "torque", 5.1, "angle_min", 20.0, "angle_max", 120.0);

    /** 40 screws of 18 s each. */
    private static final long SCREWS_MILLIS = 720_000;

    @TempDir
    private Path directory;

    private Bay bay;

    @BeforeEach
    void aBayThatProduces() throws IOException {
        bay = new Bay(directory.resolve("ledger")).producing();
        assertThat(bay.unitState()).isEqualTo(UnitMachine.EXECUTE);
    }

    @Test
    void aCommandRunsAndItsOutcomeStaysUntilItIsAcknowledged() {
        bay.command("c1", "frame.dock");
        assertThat(bay.state()).isEqualTo(RUNNING);
        assertThat(bay.image.text("Status/Id")).isEqualTo("c1");

        bay.pass(100);

        assertThat(bay.state()).isEqualTo(DONE);
        assertThat(bay.image.text("Result/Id")).isEqualTo("c1");
        assertThat(bay.image.number("Result/Outcome")).isEqualTo(1);
        assertThat(bay.image.texts("Result/Names")).containsExactly("datum_error");
        assertThat(bay.image.texts("Result/Units")).containsExactly("mm");
        assertThat(bay.image.texts("Result/TextValues")).containsExactly("R1");

        bay.acknowledge("c1");

        assertThat(bay.image.text("Result/Id")).isEmpty();
    }

    @Test
    void theResultIsThereBeforeTheStatusSaysDoneAndTheChangeComesLast() {
        bay.command("c1", "frame.dock");
        bay.image.shown.clear();

        bay.pass(100);

        List<String> shown = bay.image.shown;
        assertThat(shown.indexOf("Result/Values")).isNotNegative().isLessThan(shown.indexOf("Result/Id"));
        assertThat(shown.indexOf("Result/Id")).isLessThan(shown.indexOf("Status/State"));
        assertThat(shown.indexOf("Status/State")).isLessThan(shown.lastIndexOf("Status/Change"));
    }

    @Test
    void theSameCommandWhileItRunsGoesOnAndIsToldAsRunning() throws IOException {
        bay.tighten("c1", SCREWS);
        bay.command("c2", "frame.dock");
        assertThat(bay.reason()).startsWith("BUSY: c1");

        bay.tighten("c1", SCREWS);

        assertThat(bay.image.text("Status/Id")).isEqualTo("c1");
        assertThat(bay.state()).isEqualTo(RUNNING);
        bay.pass(SCREWS_MILLIS);
        assertThat(bay.state()).isEqualTo(DONE);
        assertThat(timesCarriedOut("c1")).isEqualTo(1);
    }

    @Test
    void aCommandWithAStoredOutcomeIsAnsweredFromMemoryAndNotDoneAgain() throws IOException {
        bay.command("c1", "frame.dock");
        bay.pass(100);
        Double[] values = bay.image.numbers("Result/Values");

        bay.command("c1", "frame.dock");

        assertThat(bay.state()).isEqualTo(DONE);
        assertThat(bay.image.numbers("Result/Values")).isEqualTo(values);
        assertThat(timesCarriedOut("c1")).isEqualTo(1);
    }

    @Test
    void aBlockThatIsStillBeingWrittenIsNotTaken() {
        bay.image.write("Command/Id", "c1");
        bay.image.write("Command/Name", "frame.dock");
        bay.image.write("Command/SequenceHead", 77L);
        bay.scan();
        assertThat(bay.image.text("Status/Id")).isNotEqualTo("c1");

        bay.image.write("Command/Sequence", 77L);
        bay.scan();

        assertThat(bay.image.text("Status/Id")).isEqualTo("c1");
        assertThat(bay.image.number("Status/Sequence")).isEqualTo(77);
    }

    @Test
    void anAbortEndsTheRunningCommandWithAStationFault() throws IOException {
        bay.tighten("c1", SCREWS);

        bay.unit(Bay.ABORT);
        bay.pass(100);

        assertThat(bay.unitState()).isEqualTo(UnitMachine.ABORTED);
        assertThat(bay.state()).isEqualTo(DONE);
        assertThat(bay.image.text("Result/Id")).isEqualTo("c1");
        assertThat(bay.image.number("Result/Outcome")).isEqualTo(3);
        assertThat(bay.image.text("Result/Reason")).isEqualTo("aborted");
        assertThat(timesCarriedOut("c1")).as("stored like any outcome").isEqualTo(1);
        bay.pass(SCREWS_MILLIS);
        assertThat(bay.image.number("Result/Outcome")).isEqualTo(3);
    }

    @Test
    void aHoldLetsTheRunningCommandFinish() {
        bay.tighten("c1", SCREWS);

        bay.unit(Bay.HOLD);
        bay.pass(SCREWS_MILLIS);

        assertThat(bay.unitState()).isEqualTo(UnitMachine.HELD);
        assertThat(bay.image.text("Result/Id")).isEqualTo("c1");
        assertThat(bay.image.number("Result/Outcome")).isEqualTo(1);
    }

    @Test
    void aSilentControllerHoldsTheUnitAndAReturningOneDoesNotRestartIt() {
        bay.passAlone(1_900);
        assertThat(bay.unitState()).isEqualTo(UnitMachine.EXECUTE);

        bay.passAlone(200);
        assertThat(bay.unitState()).isIn((long) UnitMachine.HOLDING, (long) UnitMachine.HELD);
        assertThat(bay.image.text("Unit/StopReason")).startsWith("CONTROLLER_SILENT: ");

        bay.pass(100);
        bay.pass(100);
        assertThat(bay.unitState()).isEqualTo(UnitMachine.HELD);
        assertThat(bay.image.text("Unit/StopReason")).startsWith("CONTROLLER_SILENT: ");

        bay.unit(Bay.UNHOLD);
        bay.pass(100);
        assertThat(bay.unitState()).isEqualTo(UnitMachine.EXECUTE);
        assertThat(bay.image.text("Unit/StopReason")).isEmpty();
    }

    @Test
    void theHeartbeatBeatsTenTimesASecond() {
        long before = bay.image.number("Heartbeat/Plc");

        bay.passAlone(1_000);

        assertThat(bay.image.number("Heartbeat/Plc") - before).isEqualTo(10);
    }

    @Test
    void afterARestartTheOutcomeIsAnsweredAgainAndTheAcknowledgedOnesStayRefused() throws IOException {
        bay.command("c1", "frame.dock");
        bay.pass(100);
        bay.acknowledge("c1");
        bay.tighten("c2", SCREWS);
        bay.pass(SCREWS_MILLIS);
        Double[] torques = bay.image.numbers("Result/Values");
        bay.ledger.close();

        Bay again = new Bay(directory.resolve("ledger"));

        assertThat(again.image.text("Result/Id")).isEqualTo("c2");
        assertThat(again.image.numbers("Result/Values")).isEqualTo(torques);
        assertThat(again.image.text("Status/Id")).isEqualTo("c2");
        again.unit(1);
        again.pass(100);
        again.unit(2);
        again.pass(100);
        again.command("c1", "frame.dock");
        assertThat(again.reason()).startsWith("ALREADY_ACKNOWLEDGED: ");
        again.epoch = 2;
        again.command("c3", "frame.dock");
        assertThat(again.reason()).as("the epoch is retained").startsWith("STALE_EPOCH: ");
        again.epoch = 3;
        again.command("c3", "frame.dock");
        assertThat(again.state()).as("the rack is where it was").isEqualTo(RUNNING);
    }

    private long timesCarriedOut(String id) throws IOException {
        return Ledger.read(directory.resolve("ledger")).stream()
                .filter(line -> line.entry().command().equals(id))
                .count();
    }
}
