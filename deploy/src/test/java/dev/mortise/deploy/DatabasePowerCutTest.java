package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power of the machine that runs database and controller fails at random instants of rack builds. An event is acknowledged
 * when another connection can read it.
 */
@Tag("kill")
class DatabasePowerCutTest {

    private static final boolean NIGHTLY = "nightly".equals(System.getProperty("mortise.profile"));
    private static final int CUTS = NIGHTLY ? 20 : 3;
    private static final int CUTS_WITHOUT_FLUSH = 3;
    private static final long LONGEST_LIFE_MILLIS = 5_000;
    private static final int OPERATIONS_BETWEEN_CUTS = 3;

    /** Of the first rack, which has some more. */
    private static final int OPERATIONS_MAX = 20;

    private static final int DISK_MEBIBYTES = 320;

    @TempDir
    Path directory;

    private final Random chance = new Random(Long.getLong("seed", 20_261_127));
    private Path mountPoint = Path.of("/");

    /** Not in the test's own directory: that is closed to the user of the server. */
    @BeforeEach
    void mountPoint() throws IOException {
        mountPoint = Files.createTempDirectory("mortise-power");
        Files.setPosixFilePermissions(mountPoint, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void remove() throws IOException {
        Files.delete(mountPoint);
    }

    /** Whatever the server would do by itself: how a commit is acknowledged is chosen by the controller. */
    @Test
    void nothingAcknowledgedIsLostByADatabaseWithoutPowerAndTheLineGoesOnFromWhatIsLeft()
            throws IOException, SQLException {
        PowerCuts cuts = new PowerCuts("PostgreSQL, fsync=on, synchronous_commit=off by default");
        try (PowerDisk disk = disk();
                Database database = database("synchronous_commit");
                Product product = product(database)) {
            product.startPlant();
            Process controller = product.startController();
            Shift shift = new Shift(product);
            for (int i = 0; i < CUTS; i++) {
                shift.keepOpen(1);
                shift.untilValid(Math.min(1 + OPERATIONS_BETWEEN_CUTS * i, OPERATIONS_MAX));
                lives(shift);
                assertThat(cut(cuts, disk, database, controller)).isTrue();
                controller = product.startController();
            }
            shift.untilAllReleased();
            LedgerComparison comparison = shift.ended(controller);
            cuts.tell();
            System.out.printf(
                    Locale.ROOT,
                    "  cut power of the database %d times, %d racks: %s%n",
                    CUTS,
                    shift.ordered(),
                    comparison.text().strip());
        }
        assertThat(cuts.lost()).as("cuts that lost something acknowledged").isZero();
    }

    @Test
    void theSameCutsFindADatabaseThatDoesNotFlush() throws IOException, SQLException {
        PowerCuts cuts = new PowerCuts("PostgreSQL, fsync=off");
        try (PowerDisk disk = disk();
                Database database = database("fsync");
                Product product = product(database)) {
            product.startPlant();
            boolean starts = true;
            for (int i = 0; i < CUTS_WITHOUT_FLUSH && starts && cuts.lost() == 0; i++) {
                Process controller = product.startController();
                lives(new Shift(product));
                starts = cut(cuts, disk, database, controller);
            }
            cuts.tell();
        }
        assertThat(cuts.lost()).as("cuts that lost something acknowledged").isPositive();
    }

    private PowerDisk disk() throws IOException {
        return new PowerDisk(directory.resolve("images"), mountPoint, DISK_MEBIBYTES);
    }

    /** With a setting switched off, and on disk as it is. */
    private Database database(String off) throws IOException, SQLException {
        Database database = new Database(mountPoint);
        database.sql("ALTER SYSTEM SET " + off + " = off");
        database.sql("SELECT pg_reload_conf()");
        Ran sync = Ran.of(new ProcessBuilder("sync", "-f", mountPoint.toString()));
        assertThat(sync.exitCode()).as(sync.output()).isZero();
        return database;
    }

    private Product product(Database database) throws IOException {
        return Product.unpackedIn(directory).withSmallRacks().on(database);
    }

    private void lives(Shift shift) {
        shift.keepOpen(1);
        shift.lives(Duration.ofMillis(chance.nextLong(LONGEST_LIFE_MILLIS)));
    }

    /** False when the database does not start from what is left. */
    private static boolean cut(PowerCuts cuts, PowerDisk disk, Database database, Process controller)
            throws IOException {
        int acknowledged = events(database);
        database.kill();
        Product.kill(controller);
        disk.boot(disk.afterACut());
        boolean starts = database.starts();
        cuts.add(acknowledged, starts ? events(database) : 0);
        return starts;
    }

    /** None when there is no table of them, or one that cannot be read. */
    private static int events(Database database) throws IOException {
        try {
            return (int) database.count("event_journal");
        } catch (SQLException e) {
            return 0;
        }
    }
}
