package dev.mortise.controller.domain.cell;

import static dev.mortise.controller.domain.cell.ACell.NOON;
import static dev.mortise.controller.domain.cell.ACell.after;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservedTest {

    private static final CellEffect START = new CellEffect.AskUnit(UnitCommand.START);

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT1H", "PT-1H", "P365D"})
    void whatWasAskedIsAskedAgainAfterTheTimeThatReallyPassedWhereverTheClockIsSetMeanwhile(Duration jump) {
        Observed asked = Observed.nothing(after(Duration.ZERO), List.of()).noting(START);

        assertThat(asked.at(jumped(jump, Duration.ofMillis(900))).askedLately(START))
                .isTrue();
        assertThat(asked.at(jumped(jump, Duration.ofMillis(1_100))).askedLately(START))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT1H", "PT-1H", "P365D"})
    void aUnitLingersForTheTimeThatReallyPassedWhereverTheClockIsSetMeanwhile(Duration jump) {
        Observed worked = Observed.nothing(after(Duration.ZERO), List.of()).working();

        assertThat(worked.at(jumped(jump, Duration.ofMillis(1_900))).workedLately())
                .isTrue();
        assertThat(worked.at(jumped(jump, Duration.ofMillis(2_100))).workedLately())
                .isFalse();
    }

    private static Moment jumped(Duration jump, Duration passed) {
        return new Moment(NOON.plus(jump).plus(passed), after(passed).uptime());
    }
}
