package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.sim.world.Commands;
import dev.mortise.sim.world.Faults;
import dev.mortise.sim.world.Ledger;
import dev.mortise.sim.world.Outcome;
import dev.mortise.sim.world.Physics;
import dev.mortise.sim.world.PlcCommand;
import dev.mortise.sim.world.Station;
import dev.mortise.sim.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A robot pushes a tray into its slot: what it feels, and what has happened then. */
class InsertionTest {

    private static final String SLOT = "C07";
    private static final double FREE_TRAVEL = 0.1899;
    private static final double MATING_PEAK = 0.24;
    private static final double SEATED = 0.2495;

    /** 990 N of a compute tray, three standard deviations of 3 % either way. */
    private static final double PEAK_NEWTONS = 990;

    private static final double PEAK_SCATTER = 90;

    @TempDir
    private Path directory;

    @Test
    void aTrayIsFreeThenRubsThenMatesAndIsSeatedOnce() throws IOException {
        Pilot pilot = pilotWithTray("");

        double free = forceAt(pilot, FREE_TRAVEL);
        double peak = forceAt(pilot, MATING_PEAK);
        forceAt(pilot, SEATED);
        forceAt(pilot, SEATED + 0.0002);

        assertThat(free).isZero();
        assertThat(peak).isCloseTo(PEAK_NEWTONS, within(PEAK_SCATTER));
        assertThat(pilot.state().getDin() & Workpiece.SEATED).isEqualTo(Workpiece.SEATED);
        assertThat(effects()).containsOnlyOnce("PART_SEATED:C07:" + serial());
        assertThat(effects().stream().filter(effect -> effect.startsWith("PART_SEATED")))
                .hasSize(1);
    }

    @Test
    void theHardStopPushesBackByAForceThatGrowsWithEveryMicrometre() throws IOException {
        Pilot pilot = pilotWithTray("");
        forceAt(pilot, MATING_PEAK);

        double before = forceAt(pilot, 0.2492);
        double after = forceAt(pilot, 0.2494);

        assertThat(after - before).isCloseTo(240, within(1.0));
    }

    @Test
    void aBentPinRaisesTheMatingPeakByItsFactorAndOnce() throws IOException {
        double sound = forceAt(pilotWithTray(""), MATING_PEAK);
        Cell cell = cell("kind=overforce slot=C07 times=1");

        cell.carryOut("part.pick");
        double bent = forceAt(new Pilot(cell.station()), MATING_PEAK);
        cell.carryOut("part.pick");
        double again = forceAt(new Pilot(cell.station()), MATING_PEAK);

        assertThat(bent / sound).isCloseTo(1.9, within(1e-6));
        assertThat(again).isEqualTo(sound);
    }

    @Test
    void aMisplacedTrayTouchesWhereTheWayShouldBeFree() throws IOException {
        Pilot pilot = pilotWithTray("kind=early-contact");

        assertThat(forceAt(pilot, FREE_TRAVEL)).isGreaterThan(500);
    }

    @Test
    void aSlotThatIsBesideItsPlaceLetsAPartInThereAndNowhereElse() {
        Cell cell = cell("kind=misaligned");
        cell.carryOut("part.pick");
        int open = 0;
        for (int i = 0; i < 36; i++) {
            double angle = 2 * Math.PI * i / 36;
            double newtons = cell.station()
                    .resistanceNewtons(FREE_TRAVEL, 0.1, 0.0011 * Math.cos(angle), 0.0011 * Math.sin(angle));
            open += newtons == 0 ? 1 : 0;
        }

        assertThat(cell.station().resistanceNewtons(FREE_TRAVEL, 0.1)).isGreaterThan(400);
        assertThat(open).as("of 36 directions, 1.1 mm off, those within 0.7 mm").isBetween(6, 8);
    }

    @Test
    void railsThatStandBesideDrawThePartToTheirMiddleAndRub() {
        Cell straight = cell("");
        straight.carryOut("part.pick");
        Cell skewed = cell("kind=skewed");
        skewed.carryOut("part.pick");
        double rubs = skewed.station().resistanceNewtons(FREE_TRAVEL, 0.1)
                - straight.station().resistanceNewtons(FREE_TRAVEL, 0.1);
        double aside = skewed.station().asideNewtons(FREE_TRAVEL, 0);
        double above = skewed.station().aboveNewtons(FREE_TRAVEL, 0);

        assertThat(Math.hypot(aside, above)).as("0.6 mm at 100 N per mm").isCloseTo(60, within(1e-6));
        assertThat(rubs).isCloseTo(18, within(1e-6));
        assertThat(skewed.station().asideNewtons(FREE_TRAVEL, aside / 1e5)).isZero();
        assertThat(skewed.station().asideNewtons(0.05, 0))
                .as("before the rails")
                .isZero();
    }

    @Test
    void withoutAPartNothingIsInTheWayAndNothingHappens() throws IOException {
        Pilot pilot = new Pilot(cell("").station());

        assertThat(forceAt(pilot, SEATED)).isZero();
        assertThat(effects()).isEmpty();
    }

    @Test
    void aSeatedPartThatIsGrippedComesOutOnceWhenItIsPulled() throws IOException {
        Cell cell = cell("");
        cell.carryOut("part.pick");
        Pilot pilot = new Pilot(cell.station());
        forceAt(pilot, SEATED);
        cell.carryOut("part.release");
        cell.carryOut("part.grip");

        forceAt(pilot, 0.03);
        forceAt(pilot, 0.0);

        assertThat(effects().stream().filter(effect -> effect.startsWith("PART_EXTRACTED")))
                .containsExactly("PART_EXTRACTED:C07:" + serial());
    }

    /** Moves there and tells the force against the push in newtons. */
    private static double forceAt(Pilot pilot, double depthMetres) {
        pilot.move(Pilot.APPROACH + depthMetres, 1.5);
        pilot.moveIndex++;
        return -pilot.state().getWrenchExt().get(Pilot.Y);
    }

    private Pilot pilotWithTray(String fault) {
        Cell cell = cell(fault);
        cell.carryOut("part.pick");
        return new Pilot(cell.station());
    }

    private Cell cell(String fault) {
        Faults faults = new Faults(List.of("TRAY-A"), 7);
        try {
            if (!fault.isEmpty()) {
                faults.order(fault);
            }
        } catch (Faults.BadFault e) {
            throw new IllegalArgumentException(e);
        }
        World world = new World(Ledger.open(directory.resolve("ledger"), Clock.systemUTC()), faults, Physics.load(), 7);
        return new Cell(world, world.station("TRAY-A"));
    }

    private record Cell(World world, Station station) {
        void carryOut(String name) {
            String operation = "insert-compute-tray." + SLOT;
            PlcCommand command =
                    new PlcCommand("R1/" + name, name, "R1", SLOT, operation, Map.of(), Map.of("part", "compute-tray"));
            Outcome outcome =
                    new Commands(world, station, 1).begin(command).finish().get();
            assertThat(outcome.code()).as(name).isEqualTo(Outcome.OK);
            world.carriedOut(station, command, outcome);
        }
    }

    private String serial() throws IOException {
        return Ledger.read(directory.resolve("ledger")).stream()
                .flatMap(line -> line.result().stream())
                .flatMap(result -> result.reports().values().stream())
                .findFirst()
                .orElseThrow();
    }

    private List<String> effects() throws IOException {
        return Ledger.read(directory.resolve("ledger")).stream()
                .flatMap(line -> line.entry().effects().stream())
                .toList();
    }
}
