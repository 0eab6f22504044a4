package dev.mortise.controller.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.alarm.Alarm.State;
import dev.mortise.controller.domain.cause.Cause.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** To acknowledge says that somebody knows; to confirm, that what the alarm asked for was done. */
class ConfirmingTest {

    private static final String ID = "TRAY-A.UNIT_ABORTED";

    private final APlantToWatch plant = new APlantToWatch("TRAY-A");

    @Test
    void whatIsAcknowledgedAndGoneStaysInTheListUntilSomebodyConfirmsIt() {
        stands();
        acknowledge();
        assertThat(state()).isEqualTo(State.ACKNOWLEDGED_ACTIVE);
        isGone();
        assertThat(state()).isEqualTo(State.RETURNED_UNCONFIRMED);

        assertThat(confirm(" the hose was loose ").refusal()).isEmpty();

        assertThat(plant.book.open()).isEmpty();
        assertThat(plant.book.history()).last().satisfies(line -> {
            assertThat(line.what()).isEqualTo(AlarmEntry.What.CONFIRMED);
            assertThat(line.by()).isEqualTo("anna");
            assertThat(line.text()).isEqualTo("the hose was loose");
        });
    }

    @Test
    void whatNobodyHasAcknowledgedIsNotConfirmed() {
        stands();
        isGone();

        assertThat(confirm("").refusal())
                .contains("nobody has acknowledged " + ID + "; acknowledge it before you confirm it");
        assertThat(state()).isEqualTo(State.RETURNED_UNACKNOWLEDGED);
    }

    @Test
    void nothingIsConfirmedWhileItsCauseStands() {
        stands();
        acknowledge();

        assertThat(confirm("").refusal()).contains("the cause of " + ID + " stands; it is confirmed when that is gone");
        assertThat(state()).isEqualTo(State.ACKNOWLEDGED_ACTIVE);
    }

    @Test
    void whatIsConfirmedIsNotConfirmedAgain() {
        stands();
        acknowledge();
        isGone();
        plant.ask(ID, new AlarmRequest.Shelve(30, "it chatters"));
        confirm("");

        assertThat(state()).as("it is shelved all the same").isEqualTo(State.SHELVED);
        assertThat(confirm("").refusal()).contains(ID + " was confirmed by anna at " + plant.now());
    }

    @Test
    void whatNobodyHasToConfirmIsNotConfirmed() {
        plant.is("TRAY-A", Kind.IN_DOUBT).after(1);
        plant.ask("TRAY-A.IN_DOUBT", new AlarmRequest.Acknowledge("", Optional.empty()));

        assertThat(plant.ask("TRAY-A.IN_DOUBT", new AlarmRequest.Confirm("", Optional.empty()))
                        .refusal())
                .contains("nobody has to confirm TRAY-A.IN_DOUBT");
    }

    @Test
    void whatComesAgainIsAcknowledgedAndConfirmedAnew() {
        stands();
        acknowledge();
        isGone();
        plant.ask(ID, new AlarmRequest.Shelve(30, "it chatters"));
        confirm("");

        stands();
        isGone();

        assertThat(alarm().acknowledged()).isEmpty();
        assertThat(alarm().confirmed()).isEmpty();
        assertThat(confirm("").refusal()).isPresent();
        acknowledge();
        assertThat(confirm("").refusal()).isEmpty();
    }

    @Test
    void whoSawItBeforeItWasRaisedAnewDoesNotConfirmWhatIsWrongNow() {
        stands();
        Instant seen = alarm().raisedAt();
        acknowledge();
        isGone();
        stands();
        acknowledge();
        isGone();

        assertThat(plant.ask(ID, new AlarmRequest.Confirm("late", Optional.of(seen)))
                        .refusal())
                .contains(ID + " was raised anew at " + alarm().raisedAt() + "; what was seen is that of " + seen);
        assertThat(plant.ask(ID, new AlarmRequest.Confirm("", Optional.of(alarm().raisedAt())))
                        .refusal())
                .isEmpty();
    }

    @Test
    void noCommentIsAReport() {
        stands();
        acknowledge();
        isGone();

        assertThat(confirm("x".repeat(AlarmDecision.COMMENT_MAX_CHARACTERS + 1)).refusal())
                .contains("the text has 501 characters; expected at most 500");
    }

    @Test
    void aPlantThatNamesKindsHasThoseConfirmedAndNoOthers() {
        plant.confirming = new Confirming(Optional.of(Set.of(Kind.IN_DOUBT)));
        plant.is("TRAY-A", Kind.UNIT_ABORTED, Kind.IN_DOUBT).after(1);

        assertThat(alarm().confirm()).isEmpty();
        assertThat(plant.book.find("TRAY-A.IN_DOUBT").flatMap(Alarm::confirm)).contains("what it asked for was done");
    }

    @Test
    void anAlarmAsksForWhatItAskedForWhenItWasRaisedWhateverThePlantSaysNow() {
        stands();
        acknowledge();
        plant.confirming = new Confirming(Optional.of(Set.of()));
        plant.restarted();
        isGone();

        assertThat(state()).isEqualTo(State.RETURNED_UNCONFIRMED);
    }

    @Test
    void fewKindsHaveToBeConfirmedAndAllOfThemAreAlarms() {
        Set<Kind> confirmed = EnumSet.noneOf(Kind.class);
        Arrays.stream(Kind.values())
                .filter(kind -> AlarmRule.confirm(kind).isPresent())
                .forEach(confirmed::add);

        assertThat(AlarmRule.kinds()).containsAll(confirmed);
        assertThat(confirmed.size())
                .isPositive()
                .isLessThanOrEqualTo(AlarmRule.kinds().size() / 4);
    }

    @Test
    void whatCannotHaveBeenConfirmedIsADamagedJournal() {
        stands();
        AlarmEvent confirmed = new AlarmEvent.AlarmConfirmed(alarm().id(), "anna", "", plant.now());
        assertThat(AlarmContradiction.of(plant.book, confirmed))
                .contains(ID + " was confirmed and nobody had acknowledged it");

        plant.is("TRAY-A", Kind.IN_DOUBT).after(1);
        plant.ask("TRAY-A.IN_DOUBT", new AlarmRequest.Acknowledge("", Optional.empty()));
        AlarmId doubt = new AlarmId("TRAY-A", Kind.IN_DOUBT);
        assertThat(AlarmContradiction.of(plant.book, new AlarmEvent.AlarmConfirmed(doubt, "anna", "", plant.now())))
                .contains("TRAY-A.IN_DOUBT was confirmed and nobody had to confirm it");
    }

    private void stands() {
        plant.is("TRAY-A", Kind.UNIT_ABORTED).after(1);
    }

    private void isGone() {
        plant.is("TRAY-A").after(1);
    }

    private void acknowledge() {
        assertThat(plant.ask(ID, new AlarmRequest.Acknowledge("", Optional.empty()))
                        .refusal())
                .isEmpty();
    }

    private AlarmDecision confirm(String comment) {
        return plant.ask(ID, new AlarmRequest.Confirm(comment, Optional.empty()));
    }

    private Alarm alarm() {
        return plant.book.find(ID).orElseThrow(() -> new AssertionError("it is normal"));
    }

    private State state() {
        return plant.book.state(alarm());
    }
}
