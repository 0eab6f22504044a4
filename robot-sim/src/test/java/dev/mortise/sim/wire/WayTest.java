package dev.mortise.sim.wire;

import static dev.mortise.sim.wire.WireFault.CORRUPT;
import static dev.mortise.sim.wire.WireFault.DELAY;
import static dev.mortise.sim.wire.WireFault.DUPLICATE;
import static dev.mortise.sim.wire.WireFault.HANG;
import static dev.mortise.sim.wire.WireFault.LOSS;
import static dev.mortise.sim.wire.WireFault.REORDER;
import static dev.mortise.sim.wire.WireFault.REPLAY;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.sim.wire.Fates.Fate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What comes out of one way of a wire, by the fate of what goes in. */
class WayTest {

    private static final Direction WAY = Direction.TO_EQUIPMENT;
    private static final long DELAYED = 1_000;

    private final Tally tally = new Tally();
    private final Way way = new Way(WAY, tally);
    private final List<String> out = new ArrayList<>();
    private long now = 1_000_000;

    @Test
    void whatMeetsNoFaultComesAsItWasSent() {
        sent("a", Fate.PASSES);
        sent("b", Fate.PASSES);

        assertThat(out).containsExactly("a", "b");
        assertThat(tally.seen(WAY)).isEqualTo(2);
        assertThat(tally.toString()).isEqualTo("to-equipment 2 seen; from-equipment 0 seen");
    }

    @Test
    void whatIsLostDoesNotComeWhateverElseItMeets() {
        sent("a", Fate.of(LOSS, DUPLICATE, REPLAY, REORDER, DELAY, CORRUPT));
        sent("b", Fate.PASSES);

        assertThat(out).containsExactly("b");
        assertThat(tally.toString()).startsWith("to-equipment 2 seen, loss 1;");
    }

    @Test
    void whatHangsDoesNotComeEither() {
        sent("a", Fate.of(HANG));

        assertThat(out).isEmpty();
        assertThat(tally.of(WAY, HANG)).isEqualTo(1);
    }

    @Test
    void whatIsDuplicatedComesTwiceInARow() {
        sent("a", Fate.of(DUPLICATE));
        sent("b", Fate.PASSES);

        assertThat(out).containsExactly("a", "a", "b");
        assertThat(tally.of(WAY, DUPLICATE)).isEqualTo(1);
    }

    @Test
    void whatIsReorderedComesAfterTheNext() {
        sent("a", Fate.of(REORDER));
        assertThat(out).isEmpty();
        assertThat(tally.of(WAY, REORDER)).as("not overtaken yet").isZero();

        sent("b", Fate.PASSES);
        sent("c", Fate.PASSES);

        assertThat(out).containsExactly("b", "a", "c");
        assertThat(tally.of(WAY, REORDER)).isEqualTo(1);
    }

    @Test
    void whatNothingOvertakesComesInTheEndAndWasNotReordered() {
        sent("a", Fate.of(REORDER));
        assertThat(way.untilDueNanos(now)).contains(Way.OVERTAKE_NANOS);
        passes(Way.OVERTAKE_NANOS - 1);
        assertThat(out).isEmpty();

        passes(1);

        assertThat(out).containsExactly("a");
        assertThat(tally.of(WAY, REORDER)).isZero();
        assertThat(way.untilDueNanos(now)).isEmpty();
    }

    @Test
    void whatIsReplayedIsOneOfThoseBeforeAndComesBesideTheNewOne() {
        sent("a", Fate.PASSES);
        sent("b", Fate.PASSES);
        sent("c", new Fate(Set.of(REPLAY), 0.6));
        sent("d", new Fate(Set.of(REPLAY), 0));

        assertThat(out).containsExactly("a", "b", "c", "b", "d", "a");
        assertThat(tally.of(WAY, REPLAY)).isEqualTo(2);
        assertThat(tally.seen(WAY)).as("those that were sent").isEqualTo(4);
    }

    @Test
    void nothingIsReplayedBeforeAnythingWasSent() {
        sent("a", Fate.of(REPLAY));

        assertThat(out).containsExactly("a");
        assertThat(tally.of(WAY, REPLAY)).isZero();
    }

    @Test
    void theOldestIsForgottenWhenThePastIsFull() {
        for (int i = 0; i <= Way.PAST_MAX; i++) {
            sent("n" + i, Fate.PASSES);
        }
        out.clear();

        sent("new", new Fate(Set.of(REPLAY), 0));

        assertThat(out).containsExactly("new", "n1");
    }

    @Test
    void oneBitOfWhatIsCorruptIsAnotherAndAReplayOfItIsWhatWasSent() {
        sent("abc", new Fate(Set.of(CORRUPT), 0.5));

        BitSet changed = BitSet.valueOf(out.get(0).getBytes(US_ASCII));
        changed.xor(BitSet.valueOf("abc".getBytes(US_ASCII)));
        assertThat(changed.stream()).containsExactly(12);
        assertThat(tally.of(WAY, CORRUPT)).isEqualTo(1);
        sent("d", Fate.of(REPLAY));
        assertThat(out.get(2)).isEqualTo("abc");
    }

    @Test
    void nothingOfAnEmptyDatagramCanBeCorrupt() {
        sent("", Fate.of(CORRUPT));

        assertThat(out).containsExactly("");
    }

    @Test
    void whatIsDelayedComesWhenItsTimeIsOverInItsOrder() {
        sent("a", Fate.of(DELAY));
        sent("b", Fate.of(DELAY, DUPLICATE));
        sent("c", Fate.PASSES);
        assertThat(out).containsExactly("c");
        assertThat(way.untilDueNanos(now)).contains(DELAYED);

        passes(DELAYED);

        assertThat(out).containsExactly("c", "a", "b", "b");
        assertThat(tally.of(WAY, DELAY)).isEqualTo(2);
    }

    @Test
    void whatFindsNoRoomToWaitIsDroppedAndCounted() {
        for (int i = 0; i <= Way.WAITING_MAX; i++) {
            sent("a", Fate.of(DELAY));
        }
        passes(DELAYED);

        assertThat(out).hasSize(Way.WAITING_MAX);
        assertThat(tally.crowdedOut(WAY)).isEqualTo(1);
        assertThat(tally.toString()).contains("crowded out 1");
    }

    private void sent(String text, Fate fate) {
        way.carry(text.getBytes(US_ASCII), fate, now, DELAYED, content -> {
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            out.add(new String(bytes, US_ASCII));
        });
    }

    private void passes(long nanos) {
        now += nanos;
        way.sendDue(now);
    }
}
