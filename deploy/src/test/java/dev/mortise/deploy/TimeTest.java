package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The controller's clocks: set by somebody, or standing still because the whole process slept. */
@Tag("system")
class TimeTest {

    /** PLCs hold after 2 s without a heartbeat, robots stop after a horizon. */
    private static final Duration LONGER_THAN_PLCS_WAIT = Duration.ofSeconds(4);

    private static final Duration TWO_OPERATIONS = Duration.ofMinutes(4);
    private static final String OF_THE_FIRST = "event_journal WHERE writer IN (SELECT writer FROM the_first)";

    @TempDir
    Path directory;

    @Test
    void aRackIsBuiltWhileSomebodySetsTheControllersWallClockForwardAndBackByHours() throws IOException {
        WallClock clock = new WallClock(directory);
        try (Product product = Product.unpackedIn(directory).withSmallRacks()) {
            product.startPlant();
            Process controller = product.startController("mortise.yaml", clock.environment());
            Shift shift = new Shift(product);
            shift.order();

            int valid = 2;
            for (Duration ahead : new Duration[] {Duration.ofHours(5), Duration.ofHours(-7), Duration.ZERO}) {
                shift.untilValid(valid);
                clock.set(ahead);
                assertThat(Instant.parse(product.get("/api/v1/plant").path("at").asString("")))
                        .as("the controller's wall clock")
                        .isCloseTo(Instant.now().plus(ahead), within(10, ChronoUnit.MINUTES));
                valid += 4;
            }
            shift.untilAllReleased();
            shift.ended(controller);
        }
    }

    @Test
    void aControllerThatSleptForLongerThanItsPlcsWaitGoesOnWithTheRack() throws IOException {
        try (Product product = Product.unpackedIn(directory).withSmallRacks()) {
            product.startPlant();
            Process controller = product.startController();
            Shift shift = new Shift(product);
            shift.order();
            for (int valid = 2; valid <= 8; valid += 3) {
                shift.untilValid(valid);
                signal("STOP", controller);
                passes(LONGER_THAN_PLCS_WAIT);
                signal("CONT", controller);
            }
            shift.untilAllReleased();
            shift.ended(controller);
        }
    }

    @Test
    void aControllerThatWakesUpAfterAnotherTookItsLeaseWritesNothingAndItsSuccessorBuildsTheRack()
            throws IOException, SQLException {
        try (Database database = new Database();
                Product product = Product.unpackedIn(directory).withSmallRacks().on(database)) {
            Files.copy(product.settings(), product.settings().resolveSibling("first.yaml"));
            product.edited("first.yaml", product.prefix() + "480", product.prefix() + "481");
            String firstUrl = product.url().replaceFirst("480$", "481");
            product.startPlant();
            Process first = product.startController("first.yaml", Map.of());
            Operator operator = new Operator(firstUrl, product.ledger());
            assertThat(operator.order("nvl72")).isTrue();
            await("two operations valid").atMost(TWO_OPERATIONS).until(() -> {
                operator.attend();
                return operator.plant()
                        .filter(plant ->
                                plant.path("racks").path(0).path("valid").asInt(0) >= 2)
                        .isPresent();
            });

            signal("STOP", first);
            database.sql("CREATE TABLE the_first AS SELECT DISTINCT writer FROM event_journal");
            Process second = product.startController(); // when the lease has run out
            long written = database.count(OF_THE_FIRST);
            signal("CONT", first);
            await("the first one says that it is over")
                    .atMost(Product.PATIENCE)
                    .untilAsserted(() -> assertThat(operator.ready()).hasValue(false));

            Shift shift = new Shift(product);
            shift.adopt(1);
            shift.untilValid(4);
            assertThat(first.isAlive()).isTrue();
            assertThat(database.count(OF_THE_FIRST)).as("its events").isEqualTo(written);
            Product.kill(first); // it waits for its turn, which may come
            shift.untilAllReleased();
            shift.ended(second);
        }
    }

    private static void passes(Duration time) {
        await().atMost(time.plus(Product.PATIENCE)).pollDelay(time).until(() -> true);
    }

    private static void signal(String name, Process process) throws IOException {
        Ran kill = Ran.of(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())));
        assertThat(kill.exitCode()).as(kill.output()).isZero();
    }
}
