package dev.mortise.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedTest {

    @TempDir
    private Path directory;

    @Test
    void theSameSeedGivesTheSameValuesWhateverHappenedBefore() {
        World one = world(7);
        World other = world(7);
        outcome(other, "something-else");

        assertThat(outcome(one, "R1/audit/1/tighten")).isEqualTo(outcome(other, "R1/audit/1/tighten"));
        assertThat(one.contact("TRAY-A", "R1", "C07", "op.C07", "compute-tray"))
                .isEqualTo(other.contact("TRAY-A", "R1", "C07", "op.C07", "compute-tray"));
    }

    @Test
    void anotherSeedGivesOtherValues() {
        assertThat(outcome(world(7), "R1/audit/1/tighten")).isNotEqualTo(outcome(world(8), "R1/audit/1/tighten"));
        assertThat(world(7).contact("TRAY-A", "R1", "C07", "op.C07", "compute-tray"))
                .isNotEqualTo(world(8).contact("TRAY-A", "R1", "C07", "op.C07", "compute-tray"));
    }

    /** Ids of neighbouring steps differ in one letter: what they measure must not follow from one another. */
    @Test
    void neighbouringIdsDrawUnrelatedValues() {
        World world = world(7);
        int pairs = 2_000;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < pairs; i++) {
            double left = world.chance("R1/op" + i + "/1/a").nextGaussian();
            double right = world.chance("R1/op" + i + "/1/b").nextGaussian();
            products += left * right;
            squares += left * left;
        }

        assertThat(products / pairs).as("correlation").isCloseTo(0, within(0.1));
        assertThat(squares / pairs).as("variance").isCloseTo(1, within(0.15));
    }

    private static Outcome outcome(World world, String id) {
        PlcCommand command =
                new PlcCommand(id, "screws.tighten", "R1", "", "audit", Map.of("count", 5.0, "torque", 5.1), Map.of());
        return new Commands(world, world.station("FRAME-A"), 1)
                .begin(command)
                .finish()
                .get();
    }

    private World world(long seed) {
        return new World(
                Ledger.open(directory.resolve("ledger"), Clock.systemUTC()),
                new Faults(List.of("TRAY-A"), 7),
                Physics.load(),
                seed);
    }
}
