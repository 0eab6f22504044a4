package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.sim.world.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** kill -9 at random instants of rack builds, on either side of both wires; then the ledger against the records. */
@Tag("kill")
class KillTest {

    /** A rack of every kind of slot, without faults and kills, takes about 40 s. */
    private static final Duration ALL_RELEASED_WITHIN = Duration.ofMinutes(6);

    private static final int KILLS = "nightly".equals(System.getProperty("mortise.profile")) ? 100 : 10;
    private static final int OPEN_RACKS = 2;
    private static final long LONGEST_LIFE_MILLIS = 7_000;
    private static final Duration LOOK = Duration.ofMillis(500);

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
        Operator operator = new Operator(product.url());
        Process plant = product.startPlant();
        Process controller = product.startController();
        int ordered = 0;
        for (int i = 0; i < KILLS; i++) {
            ordered += keepOpen(operator, ordered);
            lives(operator);
            if (controllerDies) {
                Product.kill(controller);
                controller = product.startController();
            }
            if (plantDies) {
                Product.kill(plant);
                plant = product.startPlant();
            }
        }
        allReleased(operator, ordered);
        List<Recorded> records = records(product, ordered);
        Product.stop(controller);
        Product.stop(plant);
        Ran doctor = product.mortise("doctor", "--config", product.settings().toString());
        assertThat(doctor.exitCode()).as(doctor.output()).isZero();

        LedgerComparison comparison = LedgerComparison.of(Ledger.read(product.ledger()), records);
        tell(victim, ordered, comparison, operator.notes());
        assertThat(comparison.equal()).as(comparison.text()).isTrue();
        assertThat(comparison.effects()).isPositive();
    }

    private static void allReleased(Operator operator, int racks) {
        await(racks + " racks released")
                .atMost(ALL_RELEASED_WITHIN)
                .pollInterval(LOOK)
                .until(() -> {
                    operator.attend();
                    return operator.plant()
                            .filter(now -> released(now) == racks)
                            .isPresent();
                });
    }

    private static void tell(String victim, int racks, LedgerComparison comparison, List<String> notes) {
        System.out.printf(
                Locale.ROOT,
                "  killed %s %d times, %d racks: %s; a person did %d things%n",
                victim,
                KILLS,
                racks,
                comparison.text().strip(),
                notes.size());
        notes.forEach(note -> System.out.println("    " + note));
    }

    /** Looks on for a while; the person does what is asked meanwhile. */
    private void lives(Operator operator) {
        long until = System.nanoTime() + chance.nextLong(LONGEST_LIFE_MILLIS) * 1_000_000;
        await().atMost(Product.PATIENCE).pollInterval(LOOK.dividedBy(5)).until(() -> {
            operator.attend();
            return System.nanoTime() >= until;
        });
    }

    private static int keepOpen(Operator operator, int ordered) {
        int open = operator.plant().map(plant -> ordered - released(plant)).orElse(OPEN_RACKS);
        int taken = 0;
        for (int i = open; i < OPEN_RACKS; i++) {
            taken += operator.order("nvl72") ? 1 : 0;
        }
        return taken;
    }

    private static int released(JsonNode plant) {
        int released = 0;
        for (JsonNode rack : plant.path("racks")) {
            released += rack.path("released").asBoolean(false) ? 1 : 0;
        }
        return released;
    }

    private static List<Recorded> records(Product product, int racks) throws IOException {
        List<Recorded> records = new ArrayList<>();
        for (int i = 1; i <= racks; i++) {
            records.add(Recorded.read(product.recordOf("R-%04d".formatted(i))));
        }
        return records;
    }
}
