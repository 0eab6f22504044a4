package dev.mortise.controller.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.alarm.Alarm.State;
import dev.mortise.controller.domain.cause.Cause.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmDecisionTest {

    private static final String ID = "TRAY-A.IN_DOUBT";

    private final APlantToWatch plant =
            new APlantToWatch("TRAY-A").is("TRAY-A", Kind.IN_DOUBT).after(1);

    @Test
    void whoAcknowledgedWhatAndSaidWhatIsKept() {
        plant.ask(ID, new AlarmRequest.Acknowledge(" the gripper hangs ", Optional.empty()));

        assertThat(plant.book.find(ID).flatMap(Alarm::acknowledged))
                .contains(new Alarm.Acknowledgement("anna", "the gripper hangs", plant.now()));
        assertThat(plant.book.history()).last().satisfies(line -> {
            assertThat(line.what()).isEqualTo(AlarmEntry.What.ACKNOWLEDGED);
            assertThat(line.by()).isEqualTo("anna");
            assertThat(line.text()).isEqualTo("the gripper hangs");
        });
    }

    @Test
    void whoSawItBeforeItWasRaisedAnewDoesNotAcknowledgeWhatIsWrongNow() {
        Instant seen = raisedAt();
        plant.is("TRAY-A").after(1).is("TRAY-A", Kind.IN_DOUBT).after(1);

        assertThat(plant.ask(ID, new AlarmRequest.Acknowledge("", Optional.of(seen)))
                        .refusal())
                .contains(ID + " was raised anew at " + raisedAt() + "; what was seen is that of " + seen);
        assertThat(state()).isEqualTo(State.UNACKNOWLEDGED_ACTIVE);
        assertThat(plant.ask(ID, new AlarmRequest.Acknowledge("", Optional.of(raisedAt())))
                        .refusal())
                .isEmpty();
    }

    @Test
    void whoSawItInAListOfWholeSecondsSaysThose() {
        AlarmId id = new AlarmId("TRAY-A", Kind.HELD);
        Instant raised = APlantToWatch.START.plusMillis(999);
        AlarmBook book = AlarmBook.EMPTY.apply(new AlarmEvent.AlarmRaised(
                id, Priority.LOW, "held", "release it", Optional.empty(), Optional.empty(), raised));

        assertThat(acknowledged(book, APlantToWatch.START).refusal()).isEmpty();
        assertThat(acknowledged(book, APlantToWatch.START.plusSeconds(1)).refusal())
                .isPresent();
        assertThat(acknowledged(book, APlantToWatch.START.plusMillis(998)).refusal())
                .isPresent();
    }

    private static AlarmDecision acknowledged(AlarmBook book, Instant seen) {
        return AlarmDecision.of(
                book,
                "TRAY-A.HELD",
                new AlarmRequest.Acknowledge("", Optional.of(seen)),
                "anna",
                APlantToWatch.START.plusSeconds(60));
    }

    private Instant raisedAt() {
        return plant.book.find(ID).orElseThrow().raisedAt();
    }

    @Test
    void aCommentIsKeptInTheHistoryAndAcknowledgesNothing() {
        plant.ask(ID, new AlarmRequest.Comment(" the spare part is ordered "));

        assertThat(state()).isEqualTo(State.UNACKNOWLEDGED_ACTIVE);
        assertThat(plant.book.history()).last().satisfies(line -> {
            assertThat(line.what()).isEqualTo(AlarmEntry.What.COMMENTED);
            assertThat(line.by()).isEqualTo("anna");
            assertThat(line.text()).isEqualTo("the spare part is ordered");
        });
        assertThat(plant.ask(ID, new AlarmRequest.Comment(" ")).refusal()).contains("the comment is empty");
    }

    @Test
    void whatIsAcknowledgedIsNotAcknowledgedAgain() {
        plant.ask(ID, new AlarmRequest.Acknowledge("", Optional.empty()));

        assertThat(plant.ask(ID, new AlarmRequest.Acknowledge("", Optional.empty()))
                        .refusal())
                .contains(ID + " was acknowledged by anna at " + plant.now());
    }

    @Test
    void anAlarmThatIsNotOpenIsRefusedWithWhereToLook() {
        assertThat(plant.ask("TRAY-A.HELD", new AlarmRequest.Acknowledge("", Optional.empty()))
                        .refusal())
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("TRAY-A.HELD").contains("mortise alarms"));
    }

    @Test
    void aShelvedAlarmComesBackByItselfWhenItsTimeIsOver() {
        plant.ask(ID, new AlarmRequest.Shelve(30, "spare part is ordered"));
        assertThat(state()).isEqualTo(State.SHELVED);
        assertThat(plant.book.find(ID).flatMap(Alarm::shelf))
                .contains(new Alarm.Shelf(
                        "anna", "spare part is ordered", plant.now().plus(Duration.ofMinutes(30)), false));

        plant.after(30 * 60 - 1);
        assertThat(state()).isEqualTo(State.SHELVED);
        plant.after(1);

        assertThat(state()).isEqualTo(State.UNACKNOWLEDGED_ACTIVE);
    }

    @Test
    void whatReturnsOnTheShelfAndWasAcknowledgedStaysThereUntilItIsTakenBack() {
        plant.ask(ID, new AlarmRequest.Acknowledge("", Optional.empty()));
        plant.ask(ID, new AlarmRequest.Shelve(30, "it chatters"));
        plant.is("TRAY-A").after(10);
        assertThat(state()).isEqualTo(State.SHELVED);

        assertThat(plant.ask(ID, new AlarmRequest.Unshelve()).refusal()).isEmpty();

        assertThat(plant.book.open()).isEmpty();
    }

    @Test
    void whatIsShelvedUntilItsCauseIsGoneIsToldWhenItComesAnew() {
        plant.ask(ID, new AlarmRequest.Acknowledge("", Optional.empty()));
        plant.ask(ID, new AlarmRequest.ShelveUntilGone("it chatters"));
        plant.after(60);
        assertThat(state()).isEqualTo(State.SHELVED);

        plant.is("TRAY-A").after(10);
        assertThat(plant.book.open()).as("nobody has to take it back").isEmpty();

        plant.is("TRAY-A", Kind.IN_DOUBT).after(10);
        assertThat(state()).isEqualTo(State.UNACKNOWLEDGED_ACTIVE);
    }

    @Test
    void whatIsShelvedUntilItsCauseIsGoneIsToldAfterAShiftWhenItsCauseStillStands() {
        plant.ask(ID, new AlarmRequest.ShelveUntilGone("it chatters"));

        plant.after(AlarmDecision.SHELVE_MAX_MINUTES * 60 - 1);
        assertThat(state()).isEqualTo(State.SHELVED);
        plant.after(1);

        assertThat(state()).isEqualTo(State.UNACKNOWLEDGED_ACTIVE);
    }

    @Test
    void nothingIsShelvedUntilACauseIsGoneThatIsGone() {
        plant.is("TRAY-A").after(10);

        assertThat(plant.ask(ID, new AlarmRequest.ShelveUntilGone("it chatters"))
                        .refusal())
                .contains("the cause of " + ID + " is gone already");
    }

    @Test
    void onlyWhatIsShelvedIsTakenBack() {
        assertThat(plant.ask(ID, new AlarmRequest.Unshelve()).refusal()).contains(ID + " is not shelved");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, AlarmDecision.SHELVE_MAX_MINUTES + 1})
    void nothingIsShelvedForLongerThanAShift(int minutes) {
        assertThat(plant.ask(ID, new AlarmRequest.Shelve(minutes, "it chatters"))
                        .refusal())
                .contains("minutes is " + minutes + "; expected 1 to 480, which is one shift");
    }

    @Test
    void nothingIsShelvedWithoutAReasonAndNoCommentIsAReport() {
        String report = "x".repeat(AlarmDecision.COMMENT_MAX_CHARACTERS + 1);

        assertThat(plant.ask(ID, new AlarmRequest.Shelve(5, " ")).refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains("reason is missing"));
        assertThat(plant.ask(ID, new AlarmRequest.Acknowledge(report, Optional.empty()))
                        .refusal())
                .contains("the text has 501 characters; expected at most 500");
    }

    private State state() {
        return plant.book.find(ID).map(plant.book::state).orElseThrow(() -> new AssertionError("it is normal"));
    }
}
