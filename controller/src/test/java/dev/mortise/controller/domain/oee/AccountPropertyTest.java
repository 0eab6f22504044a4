package dev.mortise.controller.domain.oee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.domain.oee.Run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories of a cell: what must hold of the account of any window into them. */
class AccountPropertyTest {

    private static final int SEEDS = 300;
    private static final int SECONDS = 400;
    private static final Instant BEGIN = Instant.parse("2026-11-24T06:00:00Z");
    private static final List<Loss> STOPS = List.of(Loss.INTERLOCK, Loss.LINK_DOWN, Loss.HELD, Loss.ABORTED);
    private static final List<Loss> IDLES =
            List.of(Loss.STARVED, Loss.BLOCKED, Loss.QUESTION_OPEN, Loss.NO_ORDER, Loss.BETWEEN_OPERATIONS);

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyBucketIsWhatIsCountedSecondBySecondAndTheirSumIsTheWindow(int seed) {
        Random chance = new Random(seed);
        List<Spell> spells = spells(chance);
        List<Run> runs = runs(chance);
        int from = chance.nextInt(SECONDS / 2);
        int to = from + 1 + chance.nextInt(SECONDS - from);

        Account account = Account.of(at(from), at(to), spells, runs);

        assertThat(account.byLoss()).isEqualTo(counted(from, to, spells, runs));
        assertThat(sum(account)).isEqualTo((to - from) * 1_000L);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void twoShiftsTogetherAreTheDayAndWhatWasCountedIsNotCountedOtherwiseLater(int seed) {
        Random chance = new Random(seed);
        List<Spell> spells = spells(chance);
        List<Run> runs = runs(chance);
        int middle = 1 + chance.nextInt(SECONDS - 1);

        Account first = Account.of(at(0), at(middle), spells, runs);
        Account second = Account.of(at(middle), at(SECONDS), spells, runs);

        assertThat(first.plus(second)).isEqualTo(Account.of(at(0), at(SECONDS), spells, runs));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oeeIsAvailabilityTimesPerformanceTimesQualityAndTheSharesAddUpToAHundredPercent(int seed) {
        Random chance = new Random(seed);
        Account account = Account.of(at(0), at(SECONDS), spells(chance), runs(chance));

        Figures figures = Figures.of(account);

        List<Long> planned = account.byLoss().entrySet().stream()
                .filter(time -> time.getKey().planned())
                .map(Map.Entry::getValue)
                .toList();
        assertThat(planned.stream().mapToLong(Long::longValue).sum()).isEqualTo(figures.plannedMillis());
        assertThat(Shares.of(planned).stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(figures.plannedMillis() == 0 ? 0 : Shares.WHOLE);
        if (figures.quality().isPresent()) {
            double product = figures.availability().orElseThrow()
                    * figures.performance().orElseThrow()
                    * figures.quality().orElseThrow();
            assertThat(figures.oee().orElseThrow()).isCloseTo(product, within(1e-12));
        }
        assertThat(List.of(figures.availability(), figures.performance(), figures.quality(), figures.oee()))
                .allMatch(
                        figure -> figure.filter(value -> value < 0 || value > 1).isEmpty());
    }

    /** The same, told by looking at each second for itself. */
    private static Map<Loss, Long> counted(int from, int to, List<Spell> spells, List<Run> runs) {
        Map<Loss, Long> counted = new HashMap<>();
        Map<Run, Integer> worked = new HashMap<>();
        Map<Run, Boolean> reduced = new HashMap<>();
        for (int second = 0; second < to; second++) {
            Instant now = at(second);
            Sight sight = spells.stream()
                    .filter(spell -> !spell.from().isAfter(now) && spell.to().isAfter(now))
                    .map(Spell::sight)
                    .findFirst()
                    .orElse(Sight.UNKNOWN);
            Optional<Run> run = runs.stream()
                    .filter(one -> !one.from().isAfter(now)
                            && one.to().map(now::isBefore).orElse(true))
                    .findFirst();
            Loss loss = run.isEmpty()
                    ? sight.idle().loss()
                    : sight.stopped()
                            .map(Lost::loss)
                            .orElseGet(() -> working(run.orElseThrow(), sight, worked, reduced));
            if (second >= from) {
                counted.merge(loss, 1_000L, Long::sum);
            }
        }
        return counted;
    }

    private static Loss working(Run run, Sight sight, Map<Run, Integer> worked, Map<Run, Boolean> reduced) {
        boolean slow = reduced.merge(run, sight.reduced(), Boolean::logicalOr);
        int seconds = worked.merge(run, 1, Integer::sum);
        boolean over = run.planned().filter(plan -> seconds > plan.toSeconds()).isPresent();
        return switch (run.outcome()) {
            case FAILED -> Loss.FAILED;
            case BROKEN_OFF -> Loss.BROKEN_OFF;
            case REWORK -> Loss.REWORK;
            case GOOD -> over ? slow ? Loss.REDUCED_SPEED : Loss.SLOW : Loss.GOOD;
        };
    }

    /** With gaps: no controller ran. */
    private static List<Spell> spells(Random chance) {
        List<Spell> spells = new ArrayList<>();
        int second = chance.nextInt(20);
        while (second < SECONDS) {
            int end = second + 1 + chance.nextInt(30);
            Lost stop = new Lost(STOPS.get(chance.nextInt(STOPS.size())), "");
            boolean stopped = chance.nextInt(3) == 0;
            Lost idle = stopped ? stop : new Lost(IDLES.get(chance.nextInt(IDLES.size())), "");
            spells.add(new Spell(
                    at(second),
                    at(end),
                    new Sight(idle, stopped ? Optional.of(stop) : Optional.empty(), chance.nextInt(4) == 0)));
            second = end + (chance.nextInt(5) == 0 ? chance.nextInt(15) : 0);
        }
        return spells;
    }

    private static List<Run> runs(Random chance) {
        List<Run> runs = new ArrayList<>();
        int second = chance.nextInt(20);
        while (second < SECONDS) {
            int end = second + 1 + chance.nextInt(60);
            boolean over = end < SECONDS;
            runs.add(new Run(
                    at(second),
                    over ? Optional.of(at(end)) : Optional.empty(),
                    "op",
                    chance.nextInt(4) == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(chance.nextInt(40))),
                    List.of(Outcome.values()).get(chance.nextInt(Outcome.values().length))));
            second = end + chance.nextInt(25);
        }
        return runs;
    }

    private static long sum(Account account) {
        return account.lost().values().stream().mapToLong(Long::longValue).sum();
    }

    private static Instant at(int second) {
        return BEGIN.plusSeconds(second);
    }
}
