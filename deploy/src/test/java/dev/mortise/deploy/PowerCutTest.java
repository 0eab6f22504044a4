package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power of the controller's machine fails at random instants of rack builds. An event is acknowledged when another
 * process can read it: only after that anybody is told.
 */
@Tag("kill")
class PowerCutTest {

    private static final boolean NIGHTLY = "nightly".equals(System.getProperty("mortise.profile"));
    private static final int CUTS = NIGHTLY ? 50 : 4;
    private static final int CUTS_WITHOUT_FLUSH = NIGHTLY ? 10 : 2;
    private static final long LONGEST_LIFE_MILLIS = 5_000;
    private static final int DISK_MEBIBYTES = 64;

    @TempDir
    Path directory;

    private final Random chance = new Random(Long.getLong("seed", 20_261_126));

    @Test
    void nothingAcknowledgedIsLostInAPowerCutAndTheLineGoesOnFromWhatIsLeft() throws IOException {
        PowerCuts cuts = new PowerCuts("SQLite, synchronous=FULL");
        try (PowerDisk disk = disk();
                Product product = product()) {
            product.startPlant();
            Process controller = product.startController();
            Shift shift = new Shift(product);
            for (int i = 0; i < CUTS; i++) {
                shift.keepOpen(1);
                shift.lives(Duration.ofMillis(chance.nextLong(LONGEST_LIFE_MILLIS)));
                disk.boot(cut(cuts, disk, controller));
                controller = product.startController();
            }
            shift.untilAllReleased();
            LedgerComparison comparison = shift.ended(controller);
            cuts.tell();
            System.out.printf(
                    Locale.ROOT,
                    "  cut power %d times, %d racks: %s%n",
                    CUTS,
                    shift.ordered(),
                    comparison.text().strip());
        }
        assertThat(cuts.lost()).as("cuts that lost something acknowledged").isZero();
    }

    @Test
    void theSameCutsFindAStoreThatDoesNotFlush() throws IOException {
        PowerCuts cuts = new PowerCuts("SQLite, synchronous=OFF");
        Path weak = Files.createDirectories(directory.resolve("weak/dev/mortise/controller/adapter/store"));
        Files.writeString(
                weak.resolve("sqlite.conf"),
                "akka-persistence-jdbc.shared-databases.slick.db.url ="
                        + " \"jdbc:sqlite:\"${mortise.store.file}\"?journal_mode=WAL&synchronous=OFF&busy_timeout=5000"
                        + "&transaction_mode=IMMEDIATE&foreign_keys=on\"");
        try (PowerDisk disk = disk();
                Product product = product().withJavaOptions("-Xbootclasspath/a:" + directory.resolve("weak"))) {
            product.startPlant();
            Shift shift = new Shift(product);
            for (int i = 0; i < CUTS_WITHOUT_FLUSH; i++) {
                Process controller = product.startController();
                shift.keepOpen(1);
                shift.lives(Duration.ofMillis(chance.nextLong(LONGEST_LIFE_MILLIS)));
                Files.delete(cut(cuts, disk, controller)); // nobody goes on with this one
            }
            cuts.tell();
        }
        assertThat(cuts.lost()).as("cuts that lost something acknowledged").isPositive();
    }

    private PowerDisk disk() throws IOException {
        return new PowerDisk(directory.resolve("images"), directory.resolve("conf/disk"), DISK_MEBIBYTES);
    }

    private Product product() throws IOException {
        return Product.unpackedIn(directory)
                .withSmallRacks()
                .edited("mortise.yaml", "directory: store", "directory: disk/store");
    }

    private static Path cut(PowerCuts cuts, PowerDisk disk, Process controller) throws IOException {
        int acknowledged = events(disk.mountPoint());
        Product.kill(controller);
        Path left = disk.afterACut();
        cuts.add(acknowledged, disk.read(left, PowerCutTest::events));
        return left;
    }

    /** Events that another process can read; none when there is no store, or one that cannot be read. */
    private static int events(Path root) {
        Path file = root.resolve("store/mortise.db");
        if (!Files.exists(file)) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM event_journal")) {
            return count.next() ? count.getInt(1) : 0;
        } catch (SQLException e) {
            return 0;
        }
    }
}
