package dev.mortise.sim.plc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.sim.world.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandRefusalTest {

    private static final long RUNNING = 1;
    private static final long REFUSED = 3;
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
    void anAcknowledgedCommandIsRefusedForGood() throws IOException {
        bay.command("c1", "frame.dock");
        bay.pass(100);
        bay.acknowledge("c1");

        bay.command("c1", "frame.dock");

        assertThat(bay.state()).isEqualTo(REFUSED);
        assertThat(bay.reason()).startsWith("ALREADY_ACKNOWLEDGED: ");
        assertThat(timesCarriedOut("c1")).isEqualTo(1);
    }

    @Test
    void aStaleEpochIsRefusedBeforeAnythingElseIsLookedAt() {
        bay.tighten("c1", SCREWS);
        bay.epoch = 2;

        bay.tighten("c1", SCREWS);

        assertThat(bay.reason()).isEqualTo("STALE_EPOCH: 2 is lower than 3");
        bay.unit(Bay.HOLD);
        assertThat(bay.image.text("Unit/CommandRefusal")).startsWith("STALE_EPOCH: ");
        assertThat(bay.unitState()).isEqualTo(UnitMachine.EXECUTE);
        assertThat(bay.image.number("Status/Epoch")).isEqualTo(3);
    }

    @Test
    void aHigherEpochIsObeyedAndShown() {
        bay.epoch = 9;

        bay.command("c1", "frame.dock");

        assertThat(bay.state()).isEqualTo(RUNNING);
        assertThat(bay.image.number("Status/Epoch")).isEqualTo(9);
    }

    /** Each command below is wrong in all later ways too: the first reason in the order of the contract is told. */
    @Test
    void reasonsToRefuseComeInTheOrderOfTheContract() {
        bay.tighten("running", SCREWS);
        bay.command("c2", "no.such");
        assertThat(bay.reason()).startsWith("BUSY: ");

        bay.pass(SCREWS_MILLIS);
        bay.unit(Bay.HOLD);
        bay.pass(100);
        bay.command("c3", "no.such");
        assertThat(bay.reason()).startsWith("NOT_EXECUTING: ");

        bay.unit(Bay.UNHOLD);
        bay.pass(100);
        bay.command("c4", "no.such");
        assertThat(bay.reason()).startsWith("UNKNOWN_COMMAND: ");
        bay.command("c5", "leak.test");
        assertThat(bay.reason()).as("known, but not here").startsWith("UNKNOWN_COMMAND: ");

        bay.command("c6", "rack.move", Map.of("from", Bay.CELL, "to", "BUF-1"));
        bay.pass(400_000);
        bay.command("c7", "screws.tighten");
        assertThat(bay.reason()).startsWith("BAD_PARAMETER: ");
        bay.tighten("c8", SCREWS);
        assertThat(bay.reason()).startsWith("INTERLOCK: ");
    }

    @ParameterizedTest
    @CsvSource({"0", "1.5", "1001", "NaN", "-1"})
    void aCountThatCannotBeIsABadParameter(double count) {
        Map<String, Double> numbers = new HashMap<>(SCREWS);
        numbers.put("count", count);

        bay.tighten("c1", numbers);

        assertThat(bay.reason())
                .isEqualTo("BAD_PARAMETER: count is " + count + "; expected a whole number from 1 to 1000");
    }

    @Test
    void parametersThatAreMissingAreNamed() {
        bay.tighten("c1", Map.of("count", 1.0, "angle_min", 20.0, "angle_max", 120.0));
        assertThat(bay.reason()).isEqualTo("BAD_PARAMETER: torque in N·m is missing; screws.tighten needs it");

        bay.command("c2", "rack.move", Map.of("from", Bay.CELL));
        assertThat(bay.reason()).isEqualTo("BAD_PARAMETER: text to is missing; rack.move needs it");

        bay.command("c3", "rack.move", Map.of("from", "", "to", Bay.CELL));
        assertThat(bay.state()).as("a rack may come from outside the line").isEqualTo(RUNNING);
    }

    @Test
    void aRackThatIsElsewhereIsAnInterlock() {
        bay.command("c1", "rack.move", Map.of("from", Bay.CELL, "to", "BUF-1"));
        bay.pass(400_000);

        bay.command("c2", "frame.dock");

        assertThat(bay.state()).isEqualTo(REFUSED);
        assertThat(bay.reason()).isEqualTo("INTERLOCK: rack R1 is not in FRAME-A");
    }

    private long timesCarriedOut(String id) throws IOException {
        return Ledger.read(directory.resolve("ledger")).stream()
                .filter(line -> line.entry().command().equals(id))
                .count();
    }
}
