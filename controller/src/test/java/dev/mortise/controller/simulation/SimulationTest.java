package dev.mortise.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Dseed=N} replays one seed and prints what happened. */
@Tag("simulation")
class SimulationTest {

    private static final int SEEDS = "nightly".equals(System.getProperty("mortise.profile")) ? 20_000 : 1_000;
    private static final int SEEDS_FOR_A_BUG = 200;

    @Test
    void noOperationIsLostOrRepeatedAndEveryRackIsFinishedWhateverFails() {
        long[] seeds = Long.getLong("seed") == null
                ? LongStream.rangeClosed(1, SEEDS).toArray()
                : new long[] {Long.getLong("seed")};
        long begun = System.nanoTime();
        AtomicLong effects = new AtomicLong();
        // runs know nothing of each other; each is on one thread from its beginning to its end
        List<Run.Verdict> bad = LongStream.of(seeds)
                .parallel()
                .mapToObj(seed -> Run.of(planned(seed), Bug.NONE))
                .peek(verdict -> effects.addAndGet(verdict.effects()))
                .filter(verdict -> !verdict.good())
                .toList();

        System.out.printf(
                Locale.ROOT,
                "  %d seeds, %d effects, %d with a violation, %.0f s%n",
                seeds.length,
                effects.get(),
                bad.size(),
                (System.nanoTime() - begun) / 1e9);
        bad.stream()
                .limit(1)
                .map(verdict -> FaultPlan.shrunk(verdict, Bug.NONE))
                .forEach(SimulationTest::print);
        assertThat(bad.stream().map(verdict -> verdict.seed() + ": " + verdict.violations()))
                .as("add it to seeds-that-failed.txt; -Dseed=N replays it")
                .isEmpty();
    }

    /** {@code -Dseed=N -Dfaults=kill-1,cut-3} replays what a shrunk plan left; {@code -Dfaults=} none of them. */
    private static FaultPlan planned(long seed) {
        String faults = System.getProperty("faults");
        return faults == null ? FaultPlan.of(seed) : FaultPlan.keeping(seed, List.of(faults.split(",", -1)));
    }

    private static void print(Run.Verdict verdict) {
        verdict.notes().forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "  replay: -Dseed=%d -Dfaults=%s%n  %s%n",
                verdict.seed(),
                String.join(",", verdict.faults()),
                verdict.violations());
    }

    /** Now and then every single fault moves the moment of the failure away; most plans shrink to what causes it. */
    @Test
    void mostFailuresShrinkToAFewFaults() {
        Bug bug = Bug.PLC_FORGETS_OUTCOMES;
        List<Run.Verdict> failed = LongStream.rangeClosed(1, SEEDS_FOR_A_BUG)
                .mapToObj(seed -> Run.of(seed, bug))
                .filter(verdict -> !verdict.good() && verdict.faults().size() >= 10)
                .limit(3)
                .toList();

        List<Run.Verdict> shrunk =
                failed.stream().map(one -> FaultPlan.shrunk(one, bug)).toList();

        shrunk.forEach(one ->
                System.out.printf(Locale.ROOT, "  seed %d: its faults shrunk to %s%n", one.seed(), one.faults()));
        assertThat(shrunk).hasSize(3).noneMatch(Run.Verdict::good);
        assertThat(shrunk).filteredOn(one -> one.faults().size() <= 4).hasSizeGreaterThanOrEqualTo(2);
        assertThat(shrunk)
                .as("replayed from the plan")
                .allSatisfy(one -> assertThat(Run.of(FaultPlan.keeping(one.seed(), one.faults()), bug)
                                .trace())
                        .isEqualTo(one.trace()));
    }

    @Test
    void theSameSeedIsTheSameRun() {
        for (long seed = 1; seed <= 40; seed++) {
            assertThat(Run.of(seed, Bug.NONE).trace())
                    .as("seed " + seed)
                    .isEqualTo(Run.of(seed, Bug.NONE).trace());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedBugIsFound(Bug bug) {
        long found = LongStream.rangeClosed(1, SEEDS_FOR_A_BUG)
                .filter(seed -> !Run.of(seed, bug).good())
                .findFirst()
                .orElse(0);

        System.out.printf(Locale.ROOT, "  bug %s found by seed %d%n", bug, found);
        assertThat(found).as("seed that finds " + bug).isPositive();
    }

    @ParameterizedTest
    @MethodSource("seedsThatFailedOnce")
    void whatWasFoundOnceDoesNotComeBack(long seed) {
        assertThat(Run.of(seed, Bug.NONE).violations()).isEmpty();
    }

    static List<Long> seedsThatFailedOnce() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/seeds-that-failed.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Long.valueOf(line.split(" ", 2)[0]))
                .toList();
    }
}
