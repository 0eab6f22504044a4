package dev.mortise.sim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeededFatesTest {

    private static final int MANY = 10_000;
    private static final ByteBuffer ANYTHING = ByteBuffer.allocate(0);

    @ParameterizedTest
    @EnumSource(WireFault.class)
    void aFaultStrikesItsShareOfWhatGoesEachWayAndNoOtherFaultDoes(WireFault fault) {
        Fates fates = new SeededFates(7, WireOrder.of(Map.of(fault, 0.1)));

        for (Direction direction : Direction.values()) {
            assertThat(struck(fates, direction, fault)).hasSizeBetween(850, 1_150);
            for (WireFault other : WireFault.values()) {
                assertThat(other == fault ? List.of() : struck(fates, direction, other))
                        .isEmpty();
            }
        }
    }

    @Test
    void theSameSeedStrikesTheSameOnesAndAnotherSeedOthers() {
        List<Long> struck = losses(7, Map.of(WireFault.LOSS, 0.1), Direction.TO_EQUIPMENT);

        assertThat(losses(7, Map.of(WireFault.LOSS, 0.1), Direction.TO_EQUIPMENT))
                .isEqualTo(struck);
        assertThat(losses(8, Map.of(WireFault.LOSS, 0.1), Direction.TO_EQUIPMENT))
                .isNotEqualTo(struck);
        assertThat(losses(7, Map.of(WireFault.LOSS, 0.1), Direction.FROM_EQUIPMENT))
                .as("the other way")
                .isNotEqualTo(struck);
    }

    @Test
    void oneFaultMoreChangesNothingOfTheOthers() {
        Map<WireFault, Double> more = new HashMap<>();
        for (WireFault fault : WireFault.values()) {
            more.put(fault, 0.1);
        }

        assertThat(losses(7, more, Direction.TO_EQUIPMENT))
                .isEqualTo(losses(7, Map.of(WireFault.LOSS, 0.1), Direction.TO_EQUIPMENT));
    }

    @Test
    void aHigherShareStrikesThoseOfTheLowerOneToo() {
        assertThat(losses(7, Map.of(WireFault.LOSS, 0.2), Direction.TO_EQUIPMENT))
                .containsAll(losses(7, Map.of(WireFault.LOSS, 0.1), Direction.TO_EQUIPMENT));
    }

    @Test
    void aBurstLosesSoManyInARowOrMore() {
        WireOrder order = new WireOrder(
                Set.of(Direction.values()), Map.of(WireFault.LOSS, 0.01), WireOrder.DELAY, 5, WireOrder.OUTAGE);

        List<Long> lost = struck(new SeededFates(7, order), Direction.TO_EQUIPMENT, WireFault.LOSS);

        List<Long> begins =
                lost.stream().filter(number -> !lost.contains(number - 1)).toList();
        assertThat(begins)
                .hasSizeBetween(50, 150)
                .allSatisfy(begin -> assertThat(lost)
                        .containsAll(LongStream.range(begin, Math.min(begin + 5, MANY))
                                .boxed()
                                .toList()));
    }

    @Test
    void aWayThatWasNotOrderedIsGood() {
        WireOrder order = new WireOrder(
                Set.of(Direction.FROM_EQUIPMENT), Map.of(WireFault.LOSS, 0.1), WireOrder.DELAY, 1, WireOrder.OUTAGE);
        Fates fates = new SeededFates(7, order);

        assertThat(struck(fates, Direction.TO_EQUIPMENT, WireFault.LOSS)).isEmpty();
        assertThat(struck(fates, Direction.FROM_EQUIPMENT, WireFault.LOSS)).isNotEmpty();
    }

    private static List<Long> losses(long seed, Map<WireFault, Double> shares, Direction direction) {
        return struck(new SeededFates(seed, WireOrder.of(shares)), direction, WireFault.LOSS);
    }

    private static List<Long> struck(Fates fates, Direction direction, WireFault fault) {
        return LongStream.range(0, MANY)
                .filter(number -> fates.of(direction, number, ANYTHING).has(fault))
                .boxed()
                .toList();
    }
}
