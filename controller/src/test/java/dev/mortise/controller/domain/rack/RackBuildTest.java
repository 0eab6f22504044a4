package dev.mortise.controller.domain.rack;

import static dev.mortise.controller.domain.rack.APlan.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.StepReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RackBuildTest {

    private final ARack line = new ARack(APlan.of(
            op("insert.C1").inSlot("C1").canBeTakenBack().retries(1),
            op("insert.C2").inSlot("C2").canBeTakenBack().retries(1).after("insert.C1"),
            op("leak").needs("insert.C1", "insert.C2").retries(1).reworks("insert", 1, "suspect"),
            op("fill").needs("leak").canBeTakenBack(),
            op("release").needs("fill").byTheController()));

    @Test
    void whatNeedsNothingIsDueFirstAndOrderIsKept() {
        assertThat(line.due()).containsExactly("insert.C1");

        line.done("insert.C1");

        assertThat(line.due()).containsExactly("insert.C2");
    }

    @Test
    void whatIsNotDueIsRefusedWithWhatItNeeds() {
        assertThat(line.ask(new RackCommand.Start(Work.doing(new OperationId("leak")), ARack.CELL, line.now())))
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("leak is not due").contains("insert.C1"));
    }

    @Test
    void oneAttemptRunsAtATime() {
        line.start(Work.doing(new OperationId("insert.C1")));

        assertThat(line.ask(new RackCommand.Start(Work.doing(new OperationId("insert.C1")), ARack.CELL, line.now())))
                .hasValueSatisfying(reason -> assertThat(reason).contains("running"));
    }

    @Test
    void theControllerChecksTheRecordAndReleasesByItself() {
        toFilled().settle();

        assertThat(line.validity("release")).isEqualTo(Validity.VALID);
        assertThat(line.build.released()).isPresent();
    }

    @Test
    void aFailureIsRetriedWithinItsBudgetThenAPersonIsAsked() {
        line.failed("insert.C1");
        assertThat(line.due()).containsExactly("insert.C1");
        line.failed("insert.C1");

        assertThat(line.build.questions()).singleElement().satisfies(question -> {
            assertThat(question.choices()).containsExactly("retry");
            assertThat(question.facts()).anyMatch(fact -> fact.contains("bad"));
        });
        assertThat(line.due()).doesNotContain("insert.C1");
    }

    @Test
    void aPersonMayGrantOneMoreAttempt() {
        line.failed("insert.C1").failed("insert.C1");
        String question = line.build.questions().get(0).question();

        line.accept(new RackCommand.Answer(question, "retry", "anna", line.now()));

        assertThat(line.due()).containsExactly("insert.C1");
        assertThat(line.ask(new RackCommand.Answer(question, "retry", "anna", line.now())))
                .isPresent();
    }

    @Test
    void anAnswerThatIsNoChoiceIsRefusedWithTheChoices() {
        line.failed("insert.C1").failed("insert.C1");
        String question = line.build.questions().get(0).question();

        assertThat(line.ask(new RackCommand.Answer(question, "waive", "anna", line.now())))
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("waive").contains("retry"));
    }

    @Test
    void aStationFaultNeverCountsAsAPartFailure() {
        for (int i = 0; i < 10; i++) {
            line.start(line.build.due().get(0)).interrupted();
        }

        assertThat(line.build.questions()).isEmpty();
        assertThat(line.due()).containsExactly("insert.C1");
        line.failed("insert.C1");
        assertThat(line.build.questions()).as("its whole budget is left").isEmpty();
    }

    @Test
    void anOutcomeThatComesTwiceChangesNothing() {
        line.start(Work.doing(new OperationId("insert.C1")));
        RackEvent.AttemptStarted running = line.build.running().orElseThrow();
        RackCommand.Finish finish = line.finish(running, StepReport.Outcome.OK, Map.of());
        line.accept(finish);
        int events = line.log.size();

        line.accept(finish);

        assertThat(line.log).hasSize(events);
    }

    @Test
    void anOutcomeOfAnAttemptThatWasNeverStartedIsRefused() {
        line.start(Work.doing(new OperationId("insert.C1")));
        RackEvent.AttemptStarted running = line.build.running().orElseThrow();
        RackEvent.AttemptStarted other =
                new RackEvent.AttemptStarted(running.work(), 7, ARack.CELL, Map.of(), line.now());

        assertThat(line.ask(line.finish(other, StepReport.Outcome.OK, Map.of())))
                .hasValueSatisfying(reason -> assertThat(reason).contains("never started"));
    }

    @Test
    void aReportThatIsMissingIsAFailureNotASuccess() {
        line.start(Work.doing(new OperationId("insert.C1")));
        RackEvent.AttemptStarted running = line.build.running().orElseThrow();

        line.accept(new RackCommand.Finish(running.work(), 1, ARack.CELL, List.of(), "", line.now(), true));

        assertThat(line.validity("insert.C1")).isEqualTo(Validity.FAILED);
    }

    @Test
    void aLeakNamesTheTrayThatIsReseatedAndVoidsOnlyWhatRestsOnIt() {
        line.done("insert.C1").done("insert.C2").failed("leak");
        line.failed("leak", Map.of("suspect", "C2"));

        assertThat(line.validity("insert.C2")).isEqualTo(Validity.VOID);
        assertThat(line.validity("insert.C1")).isEqualTo(Validity.VALID);
        assertThat(line.due()).containsExactly("undo insert.C2");
        line.takenBack("insert.C2").done("insert.C2");
        assertThat(line.due()).containsExactly("leak");
    }

    @Test
    void theLoopIsDrainedBeforeATrayIsPulled() {
        toFilled();
        line.happen(new RackEvent.OperationReopened(new OperationId("insert.C2"), "a recall", line.now()));

        assertThat(line.due()).containsExactly("undo fill");
        line.takenBack("fill");
        assertThat(line.due()).containsExactly("undo insert.C2");
        line.takenBack("insert.C2").done("insert.C2");
        assertThat(line.validity("leak")).isEqualTo(Validity.VOID);
        assertThat(line.due()).containsExactly("leak");
    }

    @Test
    void aReworkVoidsEvidenceTheMomentItBeginsAndForGood() {
        toFilled();
        line.happen(new RackEvent.OperationReopened(new OperationId("leak"), "calibration", line.now()));

        assertThat(line.validity("fill")).isEqualTo(Validity.VOID);
        line.done("leak");
        assertThat(line.validity("fill"))
                .as("the old fill rests on the old leak test")
                .isEqualTo(Validity.VOID);
        line.takenBack("fill").done("fill");
        assertThat(line.validity("fill")).isEqualTo(Validity.VALID);
    }

    @Test
    void theRecordsHashTellsAnyChangeOfItsEvidence() {
        toFilled().settle();
        ARack other = new ARack(line.build.plan());
        other.done("insert.C1")
                .done("insert.C2")
                .failed("leak")
                .done("leak")
                .done("fill")
                .settle();

        assertThat(other.build.released().orElseThrow().hash())
                .isNotEqualTo(line.build.released().orElseThrow().hash());
        assertThat(RecordHash.of(line.build)).isEqualTo(RecordHash.of(line.build));
    }

    private ARack toFilled() {
        return line.done("insert.C1").done("insert.C2").done("leak").done("fill");
    }
}
