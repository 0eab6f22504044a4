package dev.mortise.controller.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.alarm.Alarm.State;
import dev.mortise.controller.domain.alarm.AlarmEvent.AlarmRaised;
import dev.mortise.controller.domain.alarm.AlarmEvent.AlarmReturned;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlarmWatchTest {

    private static final String CELL = "TRAY-A";
    private static final String LINK = "TRAY-A.LINK_DOWN";
    private static final int STARTED_SECONDS = (int) AlarmWatch.STARTING.toSeconds();
    private static final String GUARD = "TRAY-A.GUARD_OPEN";

    private final APlantToWatch plant = new APlantToWatch(CELL, "LEAK-A").after(STARTED_SECONDS);

    @Test
    void aLinkThatIsDownIsAnAlarmAfterFiveSecondsAndReturnsAfterFive() {
        plant.is(CELL, Kind.LINK_DOWN).after(5);
        assertThat(plant.events).isEmpty();
        plant.after(1);
        assertThat(state(LINK)).isEqualTo(State.UNACKNOWLEDGED_ACTIVE);

        plant.is(CELL).after(5);
        assertThat(state(LINK)).isEqualTo(State.UNACKNOWLEDGED_ACTIVE);
        plant.after(1);
        assertThat(state(LINK)).isEqualTo(State.RETURNED_UNACKNOWLEDGED);
    }

    @Test
    void linksThatComeUpWhileAControllerStartsAreNoAlarmsAndThoseThatDoNotAre() {
        plant.restarted().is(CELL, Kind.LINK_DOWN).is("LEAK-A", Kind.LINK_DOWN).after(STARTED_SECONDS - 5);
        plant.is("LEAK-A").after(5);
        assertThat(plant.events).isEmpty();

        plant.after(1);

        assertThat(plant.events)
                .singleElement()
                .satisfies(event -> assertThat(event.alarm().source()).isEqualTo(CELL));
    }

    @Test
    void aLinkThatFlapsQuickerThanItsDelaysIsNoAlarmAndNoReturn() {
        for (int flap = 0; flap < 20; flap++) {
            plant.is(CELL, Kind.LINK_DOWN).after(3).is(CELL).after(2);
        }
        assertThat(plant.events).isEmpty();

        plant.is(CELL, Kind.LINK_DOWN).after(10);
        for (int flap = 0; flap < 20; flap++) {
            plant.is(CELL).after(3).is(CELL, Kind.LINK_DOWN).after(2);
        }
        assertThat(plant.events).singleElement().isInstanceOf(AlarmRaised.class);
    }

    @Test
    void whatMovesOrWaitsForSomethingElseThatIsNamedIsNoAlarm() {
        plant.is(
                        CELL,
                        Kind.PROGRESS,
                        Kind.OCCUPIED,
                        Kind.WAITS_FOR_CELL,
                        Kind.LINE_FULL,
                        Kind.NEEDS,
                        Kind.NOT_HEARD_YET)
                .after(60);

        assertThat(plant.events).isEmpty();
    }

    @Test
    void anAlarmThatReturnsAfterItWasAcknowledgedIsNormal() {
        plant.is(CELL, Kind.IN_DOUBT).after(1);
        plant.ask("TRAY-A.IN_DOUBT", new AlarmRequest.Acknowledge("I go there", Optional.empty()));
        assertThat(state("TRAY-A.IN_DOUBT")).isEqualTo(State.ACKNOWLEDGED_ACTIVE);

        plant.is(CELL).after(1);

        assertThat(plant.book.open()).isEmpty();
    }

    @Test
    void anAlarmThatComesAgainWantsAPersonAgainAndIsCounted() {
        plant.is(CELL, Kind.UNIT_ABORTED)
                .after(1)
                .is(CELL)
                .after(1)
                .is(CELL, Kind.UNIT_ABORTED)
                .after(1);

        assertThat(plant.book.open()).singleElement().satisfies(alarm -> {
            assertThat(alarm.times()).isEqualTo(2);
            assertThat(alarm.acknowledged()).isEmpty();
            assertThat(alarm.returnedAt()).isEmpty();
        });
    }

    @Test
    void whileAPlcIsNotHeardAnOpenGuardHasNotReturnedItIsSuppressed() {
        plant.is(CELL, Kind.GUARD_OPEN).after(20).is(CELL, Kind.LINK_DOWN).after(60);
        assertThat(state(GUARD)).isEqualTo(State.SUPPRESSED);
        assertThat(plant.book.find(GUARD).flatMap(plant.book::explainedBy)).contains(new AlarmId(CELL, Kind.LINK_DOWN));

        plant.is(CELL, Kind.GUARD_OPEN).after(60);

        assertThat(state(GUARD)).isEqualTo(State.UNACKNOWLEDGED_ACTIVE);
        assertThat(plant.events).hasSize(3).last().isInstanceOf(AlarmReturned.class);
    }

    @Test
    void aRobotWhoseCellIsNotHeardIsNotRaisedBesideIt() {
        plant.is(CELL, Kind.LINK_DOWN, Kind.ROBOT_LINK_DOWN).after(60);

        assertThat(plant.events)
                .singleElement()
                .satisfies(event -> assertThat(event.alarm()).isEqualTo(new AlarmId(CELL, Kind.LINK_DOWN)));
    }

    @Test
    void afterARestartWhatStoodBeforeIsNoSecondAlarmAndNotForgotten() {
        plant.is(CELL, Kind.GUARD_OPEN).after(20);
        plant.ask(GUARD, new AlarmRequest.Acknowledge("", Optional.empty()));

        plant.restarted().complete = false;
        plant.isNotSeen(CELL).after(30);
        plant.is(CELL, Kind.NOT_HEARD_YET).after(30);
        plant.complete = true;
        plant.is(CELL, Kind.LINK_DOWN).after(3).is(CELL, Kind.GUARD_OPEN).after(60);

        assertThat(state(GUARD)).isEqualTo(State.ACKNOWLEDGED_ACTIVE);
        assertThat(plant.events).hasSize(2);
    }

    @Test
    void aSourceThatIsNoLongerInThePlantHasNoAlarm() {
        plant.is(CELL, Kind.LINK_DOWN).after(10).isNotSeen(CELL).after(10);

        assertThat(state(LINK)).isEqualTo(State.RETURNED_UNACKNOWLEDGED);
    }

    @Test
    void theFirstOfASourceIsMarkedAsFirstOut() {
        plant.is(CELL, Kind.UNIT_ABORTED)
                .is("LEAK-A", Kind.CALIBRATION_EXPIRED)
                .after(1)
                .is(CELL, Kind.UNIT_ABORTED, Kind.IN_DOUBT)
                .after(1);

        assertThat(plant.book.open())
                .filteredOn(Alarm::firstOut)
                .extracting(alarm -> alarm.id().toString())
                .containsExactly("TRAY-A.UNIT_ABORTED", "LEAK-A.CALIBRATION_EXPIRED");
    }

    @Test
    void whatARackSaysOfACellThatSpeaksForItselfDoesNotCount() {
        Cause cell = Cause.root(Kind.NO_WORK, CELL, "ready", "");
        Cause older = Cause.root(Kind.UNIT_ABORTED, CELL, "TRAY-A is not available: aborted", "clear it");
        Cause rack = new Cause(Kind.WAITS_FOR_CELL, "R-1", "insert is due", "", List.of(older));

        assertThat(AlarmPicture.of(List.of(cell, rack), true).alarms()).isEmpty();
        assertThat(AlarmPicture.of(List.of(rack), true).alarms())
                .containsOnlyKeys(new AlarmId(CELL, Kind.UNIT_ABORTED));
    }

    @Test
    void whatWantsAPersonMostIsListedFirst() {
        plant.is(CELL, Kind.CALIBRATION_EXPIRED).is("LEAK-A", Kind.UNIT_ABORTED).after(1);
        plant.is("FRAME-A", Kind.IN_DOUBT)
                .is("FILL-A", Kind.EMERGENCY_STOP_OBSERVED)
                .after(1);
        plant.ask("FILL-A.EMERGENCY_STOP_OBSERVED", new AlarmRequest.Acknowledge("", Optional.empty()));

        assertThat(plant.book.sorted())
                .extracting(alarm -> alarm.id().toString())
                .containsExactly(
                        "FRAME-A.IN_DOUBT",
                        "LEAK-A.UNIT_ABORTED",
                        "TRAY-A.CALIBRATION_EXPIRED",
                        "FILL-A.EMERGENCY_STOP_OBSERVED");
    }

    @Test
    void aBookThatIsFullRaisesWhatStandsAsSoonAsThereIsRoom() {
        for (int cell = 0; cell <= AlarmBook.OPEN_MAX; cell++) {
            plant.is("C-" + cell, Kind.UNIT_MODE);
        }
        plant.after(2);
        assertThat(plant.book.open()).hasSize(AlarmBook.OPEN_MAX);

        plant.ask("C-0.UNIT_MODE", new AlarmRequest.Acknowledge("", Optional.empty()));
        plant.is("C-0").after(2);

        assertThat(state("C-" + AlarmBook.OPEN_MAX + ".UNIT_MODE")).isEqualTo(State.UNACKNOWLEDGED_ACTIVE);
    }

    private State state(String alarm) {
        return plant.book
                .find(alarm)
                .map(plant.book::state)
                .orElseThrow(() -> new AssertionError(alarm + " is normal"));
    }
}
