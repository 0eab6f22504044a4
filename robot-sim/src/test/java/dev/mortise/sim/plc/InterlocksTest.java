package dev.mortise.sim.plc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.sim.world.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cell's air fails, and what hangs on it falls after it. */
class InterlocksTest {

    private static final long REFUSED = 3;
    private static final long RUNNING = 1;

    @TempDir
    private Path directory;

    private final Faults faults = new Faults(List.of(Bay.CELL), 7);

    @Test
    void aPlcTellsItsInterlocksFromTheFirstLookOn() throws IOException {
        Bay bay = new Bay(directory.resolve("ledger"), faults);

        assertThat(bay.image.texts("Interlocks/Names")).containsExactly("air pressure", "fixture closed");
        assertThat(satisfied(bay)).containsExactly(true, true);
    }

    @Test
    void withoutAirTheFixtureOpensTwoSecondsLaterAndStaysOpenUntilTheUnitIsCleared() throws Exception {
        faults.order("op=abort kind=air-loss seconds=3");
        Bay bay = new Bay(directory.resolve("ledger"), faults).producing();

        bay.unit(Bay.ABORT);
        assertThat(satisfied(bay)).as("at once").containsExactly(false, true);
        bay.passAlone(1_900);
        assertThat(satisfied(bay)).as("what is left holds it").containsExactly(false, true);
        bay.passAlone(200);
        assertThat(satisfied(bay)).containsExactly(false, false);
        bay.passAlone(1_000);
        assertThat(satisfied(bay)).as("the air is back").containsExactly(true, false);
        bay.passAlone(600_000);
        assertThat(satisfied(bay)).as("nobody was there").containsExactly(true, false);

        bay.unit(Bay.CLEAR);
        bay.passAlone(100);
        assertThat(satisfied(bay)).containsExactly(true, true);
    }

    @Test
    void whoClearsTheUnitBeforeTheAirIsBackHasTheFixtureClosedWithIt() throws Exception {
        faults.order("op=abort kind=air-loss seconds=10");
        Bay bay = new Bay(directory.resolve("ledger"), faults).producing();
        bay.unit(Bay.ABORT);
        bay.passAlone(5_000);

        bay.unit(Bay.CLEAR);
        bay.passAlone(4_900);
        assertThat(satisfied(bay)).containsExactly(false, false);
        bay.passAlone(200);

        assertThat(satisfied(bay)).containsExactly(true, true);
    }

    @Test
    void aCommandIsRefusedByTheInterlockThatIsOpenAndTakenAfterIt() throws Exception {
        faults.order("op=dock-frame kind=air-loss seconds=1");
        Bay bay = new Bay(directory.resolve("ledger"), faults);
        bay.unit(1);
        bay.pass(100);
        bay.unit(2);
        bay.pass(100);

        bay.command("c1", "rack.move", Map.of("from", "BUF-1", "to", Bay.CELL));
        assertThat(bay.state()).isEqualTo(REFUSED);
        assertThat(bay.reason()).isEqualTo("INTERLOCK: no air pressure");
        bay.pass(1_100);

        bay.command("c1", "rack.move", Map.of("from", "BUF-1", "to", Bay.CELL));
        assertThat(bay.state()).isEqualTo(RUNNING);
        assertThat(satisfied(bay)).as("it was not gone for long enough").containsExactly(true, true);
    }

    @Test
    void everyChangeIsOneOfTheStatus() throws Exception {
        faults.order("op=abort kind=air-loss seconds=3");
        Bay bay = new Bay(directory.resolve("ledger"), faults).producing();
        bay.unit(Bay.ABORT);
        bay.passAlone(1_500);
        long before = bay.image.number("Status/Change");

        bay.passAlone(1_000);
        assertThat(bay.image.number("Status/Change")).as("the fixture").isEqualTo(before + 1);
        bay.passAlone(1_000);
        assertThat(bay.image.number("Status/Change")).as("the air").isEqualTo(before + 2);
    }

    private static Boolean[] satisfied(Bay bay) {
        return (Boolean[]) bay.image.read("Interlocks/Satisfied");
    }
}
