package dev.mortise.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at random instants of rack builds, on either side of both wires; then the ledger against the records. */
@Tag("kill")
class KillTest {

    private static final int KILLS = "nightly".equals(System.getProperty("mortise.profile")) ? 100 : 10;
    private static final int OPEN_RACKS = 2;
    private static final long LONGEST_LIFE_MILLIS = 7_000;

    private static final List<String> TABLE = new ArrayList<>();

    @TempDir
    Path directory;

    private final Random chance = new Random(Long.getLong("seed", 20_261_124));

    private enum Victim {
        CONTROLLER,
        PLCS_AND_ROBOTS
    }

    @Test
    void noOperationIsLostOrRepeatedWhenTheControllerIsKilled() throws IOException {
        try (Product product = Product.unpackedIn(directory).withSmallRacks()) {
            judge(product, "SQLite", Victim.CONTROLLER);
        }
    }

    @Test
    void noOperationIsLostOrRepeatedWhenThePlcsAndRobotsAreKilled() throws IOException {
        try (Product product = Product.unpackedIn(directory).withSmallRacks()) {
            judge(product, "SQLite", Victim.PLCS_AND_ROBOTS);
        }
    }

    @Test
    void noOperationIsLostOrRepeatedWhenTheControllerIsKilledOnPostgreSql() throws IOException {
        try (Database database = new Database();
                Product product = Product.unpackedIn(directory).withSmallRacks().on(database)) {
            judge(product, "PostgreSQL", Victim.CONTROLLER);
        }
    }

    @Test
    void noOperationIsLostOrRepeatedWhenThePlcsAndRobotsAreKilledBesidePostgreSql() throws IOException {
        try (Database database = new Database();
                Product product = Product.unpackedIn(directory).withSmallRacks().on(database)) {
            judge(product, "PostgreSQL", Victim.PLCS_AND_ROBOTS);
        }
    }

    @AfterAll
    static void table() {
        System.out.printf(
                "  killed            on          kills  racks  PLC commands  motions  effects  by hand  ledger%n%s",
                String.join("", TABLE));
    }

    private void judge(Product product, String store, Victim victim) throws IOException {
        Process plant = product.startPlant();
        Process controller = product.startController();
        Shift shift = new Shift(product);
        for (int i = 0; i < KILLS; i++) {
            shift.keepOpen(OPEN_RACKS);
            shift.lives(Duration.ofMillis(chance.nextLong(LONGEST_LIFE_MILLIS)));
            switch (victim) {
                case CONTROLLER -> {
                    Product.kill(controller);
                    controller = product.startController();
                }
                case PLCS_AND_ROBOTS -> {
                    Product.kill(plant);
                    plant = product.startPlant();
                }
            }
        }
        shift.untilAllReleased();
        enter(store, victim, shift, shift.ended(controller));
    }

    private static void enter(String store, Victim victim, Shift shift, LedgerComparison comparison) {
        List<String> notes = shift.operator().notes();
        TABLE.add(String.format(
                Locale.ROOT,
                "  killed %-10s %-10s  %5d  %5d  %12d  %7d  %7d  %7d  %s%n",
                victim == Victim.CONTROLLER ? "controller" : "plant",
                store,
                KILLS,
                shift.ordered(),
                comparison.commands(),
                comparison.motions(),
                comparison.effects(),
                notes.size(),
                comparison.equal() ? "equals the record" : "differs"));
        notes.forEach(note -> TABLE.add("    " + note + System.lineSeparator()));
    }
}
