package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
class SlowDatabaseTest {

    private static final Duration A_RACK = Duration.ofMinutes(4);

    @TempDir
    Path directory;

    @Test
    void aDatabaseThatTakesLongForAnEventIsSaidWhileItLastsAndTheLineGoesOnAllTheTime()
            throws IOException, SQLException {
        try (Database database = new Database();
                Product product = Product.unpackedIn(directory).withSmallRacks().on(database)) {
            product.startPlant();
            Process controller = product.startController();
            Shift shift = new Shift(product);
            shift.order();
            shift.untilValid(1);

            database.sql(
                    "CREATE FUNCTION tired() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END $$;"
                            + "CREATE TRIGGER tired BEFORE INSERT ON event_journal FOR EACH STATEMENT EXECUTE FUNCTION tired()");
            await("people and supervisors are told").atMost(A_RACK).untilAsserted(() -> {
                shift.operator().attend();
                assertThat(shift.operator().ready()).hasValue(false);
                assertThat(product.mortise("why", "R-0001").output())
                        .contains("the store is slow", "a lock on its tables");
                assertThat(product.get("/api/v1/why/FRAME-A")
                                .path("cause")
                                .path("kind")
                                .asString(""))
                        .isEqualTo("STORE_SLOW");
            });
            int valid = product.get("/api/v1/racks").path(0).path("valid").asInt(0);
            shift.untilValid(valid + 1);
            assertThat(controller.isAlive()).isTrue();

            database.sql("DROP TRIGGER tired ON event_journal");
            await("it is over")
                    .atMost(A_RACK)
                    .untilAsserted(() -> assertThat(shift.operator().ready()).hasValue(true));
            assertThat(product.mortise("why", "R-0001").output()).doesNotContain("the store is slow");
            shift.untilAllReleased();
            shift.ended(controller);
        }
    }
}
