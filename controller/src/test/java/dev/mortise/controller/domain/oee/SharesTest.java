package dev.mortise.controller.domain.oee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void threeThirdsAddUpToAHundredPercent() {
        assertThat(Shares.of(List.of(1L, 1L, 1L))).containsExactly(334, 333, 333);
    }

    @Test
    void whatRoundingLeavesGoesToTheLargestRemainder() {
        assertThat(Shares.of(List.of(9_996L, 3L, 1L))).containsExactly(1_000, 0, 0);
        assertThat(Shares.of(List.of(9_994L, 6L))).containsExactly(999, 1);
    }

    @Test
    void ofNothingThereAreNoShares() {
        assertThat(Shares.of(List.of(0L, 0L))).containsExactly(0, 0);
    }
}
