package dev.mortise.controller.domain.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObservedTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final CellEffect START = new CellEffect.AskUnit(UnitCommand.START);

    @Test
    void whatWasAskedIsAskedAgainAtOnceWhenTheClockIsSetBackInsteadOfAnHourLater() {
        Observed asked = Observed.nothing(NOW, false).noting(START);

        assertThat(asked.at(NOW.plusMillis(100)).askedLately(START)).isTrue();
        assertThat(asked.at(NOW.minus(Duration.ofHours(1))).askedLately(START)).isFalse();
    }
}
