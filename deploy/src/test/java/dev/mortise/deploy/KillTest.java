package dev.mortise.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at random instants of rack builds, on either side of both wires; then the ledger against the records. */
@Tag("kill")
class KillTest {

    private static final int KILLS = "nightly".equals(System.getProperty("mortise.profile")) ? 100 : 10;
    private static final int OPEN_RACKS = 2;
    private static final long LONGEST_LIFE_MILLIS = 7_000;

    @TempDir
    Path directory;

    private final Random chance = new Random(Long.getLong("seed", 20_261_124));

    @Test
    void noOperationIsLostOrRepeatedWhenTheControllerIsKilled() throws IOException {
        try (Product product = Product.unpackedIn(directory).withSmallRacks()) {
            judge(product, "controller", true, false);
        }
    }

    @Test
    void noOperationIsLostOrRepeatedWhenThePlcsAndRobotsAreKilled() throws IOException {
        try (Product product = Product.unpackedIn(directory).withSmallRacks()) {
            judge(product, "PLCs and robots", false, true);
        }
    }

    @Test
    void noOperationIsLostOrRepeatedWhenTheControllerIsKilledOnPostgreSql() throws IOException {
        try (Database database = new Database();
                Product product = Product.unpackedIn(directory).withSmallRacks().on(database)) {
            judge(product, "controller on PostgreSQL", true, false);
        }
    }

    private void judge(Product product, String victim, boolean controllerDies, boolean plantDies) throws IOException {
        Process plant = product.startPlant();
        Process controller = product.startController();
        Shift shift = new Shift(product);
        for (int i = 0; i < KILLS; i++) {
            shift.keepOpen(OPEN_RACKS);
            shift.lives(Duration.ofMillis(chance.nextLong(LONGEST_LIFE_MILLIS)));
            if (controllerDies) {
                Product.kill(controller);
                controller = product.startController();
            }
            if (plantDies) {
                Product.kill(plant);
                plant = product.startPlant();
            }
        }
        shift.untilAllReleased();
        tell(victim, shift, shift.ended(controller));
    }

    private static void tell(String victim, Shift shift, LedgerComparison comparison) {
        List<String> notes = shift.operator().notes();
        System.out.printf(
                Locale.ROOT,
                "  killed %s %d times, %d racks: %s; a person did %d things%n",
                victim,
                KILLS,
                shift.ordered(),
                comparison.text().strip(),
                notes.size());
        notes.forEach(note -> System.out.println("    " + note));
    }
}
