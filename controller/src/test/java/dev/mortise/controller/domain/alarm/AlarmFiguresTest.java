package dev.mortise.controller.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlarmFiguresTest {

    private static final String CELL = "TRAY-A";

    private final APlantToWatch plant = new APlantToWatch(CELL);

    @Test
    void elevenAlarmsInTenMinutesAreAFloodAndTenAreNone() {
        comesAndGoes(10);
        assertThat(figures()).satisfies(figures -> {
            assertThat(figures.lastTenMinutes()).isEqualTo(10);
            assertThat(figures.flood()).isFalse();
        });

        comesAndGoes(1);
        assertThat(figures().flood()).isTrue();

        plant.after(600);
        assertThat(figures().flood()).isFalse();
        assertThat(figures().peakTenMinutes()).isEqualTo(11);
    }

    @Test
    void aFloodLastsUntilFewerThanFiveCameWithinTenMinutes() {
        comesAndGoes(11);
        plant.after(400);
        comesAndGoes(5);
        plant.after(190);
        assertThat(figures()).satisfies(figures -> {
            assertThat(figures.lastTenMinutes()).isEqualTo(5);
            assertThat(figures.flood()).as("five in ten minutes are no rest").isTrue();
        });

        plant.after(402);
        assertThat(figures()).satisfies(figures -> {
            assertThat(figures.lastTenMinutes()).isEqualTo(4);
            assertThat(figures.flood()).isFalse();
        });

        comesAndGoes(5);
        assertThat(figures().lastTenMinutes()).isBetween(5, 10);
        assertThat(figures().flood()).as("it begins anew only above ten").isFalse();
    }

    @Test
    void anAlarmThatCameThreeTimesWithinAMinuteChatters() {
        comesAndGoes(2);
        plant.after(60);
        comesAndGoes(2);
        assertThat(figures().chattering()).isEmpty();

        comesAndGoes(1);

        assertThat(figures().chattering()).containsExactly(new AlarmFigures.Chatter("TRAY-A.UNIT_ABORTED", 5));
    }

    @Test
    void shelvedAlarmsAreCountedAndWantNobody() {
        plant.is(CELL, Kind.UNIT_ABORTED, Kind.HELD).after(10);
        plant.ask("TRAY-A.HELD", new AlarmRequest.Shelve(5, "lunch"));

        assertThat(figures()).satisfies(figures -> {
            assertThat(figures.open()).isEqualTo(2);
            assertThat(figures.unacknowledged()).isEqualTo(1);
            assertThat(figures.standing()).isEqualTo(2);
            assertThat(figures.shelved()).isEqualTo(1);
        });
    }

    @Test
    void whatStandsForMoreThanADayIsStale() {
        plant.is(CELL, Kind.CALIBRATION_EXPIRED).after(1);

        assertThat(AlarmFigures.of(plant.book, plant.now().plus(Duration.ofHours(25)))
                        .stale())
                .isEqualTo(1);
        assertThat(figures().stale()).isZero();
    }

    @Test
    void theHistoryKeepsTheNewestLines() {
        comesAndGoes(AlarmBook.HISTORY_MAX / 2 + 10);

        assertThat(plant.book.history()).hasSize(AlarmBook.HISTORY_MAX);
        assertThat(plant.book.history().get(0).number()).isEqualTo(21);
        assertThat(plant.book.lines()).isEqualTo(AlarmBook.HISTORY_MAX + 20);
    }

    private AlarmFigures figures() {
        return AlarmFigures.of(plant.book, plant.now());
    }

    private void comesAndGoes(int times) {
        for (int time = 0; time < times; time++) {
            plant.is(CELL, Kind.UNIT_ABORTED).after(1).is(CELL).after(1);
        }
    }
}
