package dev.mortise.sim.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {

    private static final double EXACT = 1e-6;

    private final Contact tray = new Contact(220, 990, 0.19);

    @ParameterizedTest
    @CsvSource({
        "0.00,   0",
        "0.19,   0", // end of the free travel
        "0.2125, 110", // half way along the guides
        "0.235,  220", // connectors begin to mate
        "0.240,  990", // peak of mating
        "0.245,  220", // mated
        "0.249,  220", // touches the stop
        "0.2495, 820", // 0.5 mm into a stop of 1.2 N/µm
    })
    void theForceOverTheDepthIsPieceByPieceTheClosedForm(double depth, double newtons) {
        assertThat(tray.resistanceNewtons(depth)).isCloseTo(newtons, within(EXACT));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.19, 0.235, 0.245, 0.249})
    void theForceDoesNotJumpWhereOnePieceMeetsTheNext(double depth) {
        double micrometre = 1e-6;

        double jump = tray.resistanceNewtons(depth + micrometre) - tray.resistanceNewtons(depth - micrometre);

        // the steepest piece is the stop's 1.2 N for each micrometre
        assertThat(Math.abs(jump)).isLessThan(2.5);
    }

    @Test
    void behindTheFreeTravelThereIsAlwaysSomethingInTheWay() {
        for (double depth = 0.1901; depth < 0.25; depth += 1e-4) {
            assertThat(tray.resistanceNewtons(depth)).as("depth %s", depth).isPositive();
        }
    }
}
