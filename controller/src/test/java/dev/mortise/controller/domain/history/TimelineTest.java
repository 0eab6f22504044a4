package dev.mortise.controller.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.alarm.AlarmId;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.history.Entry.What;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Verdict;
import dev.mortise.controller.domain.rack.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant T0 = Instant.parse("2026-11-24T12:00:00Z");
    private static final RackId RACK = new RackId("R-1");
    private static final CellId CELL = new CellId("LEAK-A");
    private static final OperationId LEAK = new OperationId("leak");
    private static final Work TEST = Work.doing(LEAK);

    @Test
    void anAttemptIsOneLineWithItsLengthAndWhatCameOfIt() {
        List<Entry> timeline = RackTimeline.of(List.of(started(1, 10), ended(1, 70, Verdict.NOK, "leak")), List.of());

        assertThat(timeline).singleElement().satisfies(entry -> {
            assertThat(entry.what()).isEqualTo(What.OPERATION);
            assertThat(entry.text()).isEqualTo("leak in LEAK-A");
            assertThat(entry.outcome()).isEqualTo("NOK (leak)");
            assertThat(entry.good()).isFalse();
            assertThat(Duration.between(entry.from(), entry.to().orElseThrow())).isEqualTo(Duration.ofSeconds(60));
        });
    }

    @Test
    void aSecondAttemptSaysThatItIsOneAndThatItGoesOn() {
        List<Entry> timeline =
                RackTimeline.of(List.of(started(1, 0), ended(1, 5, Verdict.NOK, "leak"), started(2, 6)), List.of());

        assertThat(timeline.get(1).text()).isEqualTo("leak, attempt 2 in LEAK-A");
        assertThat(timeline.get(1).to()).isEmpty();
    }

    @Test
    void aQuestionLastsFromAskingToItsAnswerAndAHoldToItsRelease() {
        List<Entry> timeline = RackTimeline.of(
                List.of(
                        new RackEvent.QuestionAsked("q-1", LEAK, "How does it go on?", List.of(), List.of(), at(1)),
                        new RackEvent.RackHeld("look", "anna", at(2)),
                        new RackEvent.QuestionAnswered("q-1", LEAK, "retry", "bert", at(4)),
                        new RackEvent.RackUnheld("anna", at(9))),
                List.of());

        assertThat(timeline).extracting(Entry::what).containsExactly(What.QUESTION, What.HOLD);
        assertThat(timeline).extracting(Entry::to).containsExactly(Optional.of(at(4)), Optional.of(at(9)));
        assertThat(timeline).extracting(Entry::outcome).containsExactly("retry by bert", "released by anna");
    }

    @Test
    void aWaiverIsOfTwoPersonsAndReworkSaysWhy() {
        List<Entry> timeline = RackTimeline.of(
                List.of(
                        new RackEvent.OperationReopened(LEAK, "a coupling was redone", at(1)),
                        new RackEvent.WaiverProposed(LEAK, 2, "cosmetic", "anna", at(2)),
                        new RackEvent.WaiverGranted(LEAK, 2, "bert", at(3))),
                List.of());

        assertThat(timeline.get(0).text()).isEqualTo("leak is void: a coupling was redone");
        assertThat(timeline.get(1).text()).isEqualTo("waiver of leak, attempt 2: cosmetic");
        assertThat(timeline.get(1).outcome()).isEqualTo("granted by bert");
    }

    @Test
    void movesStandBetweenOperationsInTheOrderOfTime() {
        List<Entry> timeline = RackTimeline.of(
                List.of(started(1, 30), ended(1, 60, Verdict.OK, "")),
                List.of(
                        new LineEvent.MoveStarted(RACK, Optional.empty(), new PlaceId("LEAK-A"), 1, at(10)),
                        new LineEvent.MoveEnded(RACK, 1, at(25)),
                        new LineEvent.MoveStarted(
                                RACK, Optional.of(new PlaceId("LEAK-A")), new PlaceId("B"), 2, at(70)),
                        new LineEvent.MoveFailed(RACK, 2, "it did not", at(75))));

        assertThat(timeline).extracting(Entry::what).containsExactly(What.MOVE, What.OPERATION, What.MOVE);
        assertThat(timeline.get(0).text()).isEqualTo("enters the line to LEAK-A");
        assertThat(timeline.get(2).good()).isFalse();
    }

    @Test
    void aRackThatIsGivenUpIsAskedNothingAnyMore() {
        List<Entry> timeline = RackTimeline.of(
                List.of(
                        new RackEvent.QuestionAsked("q-1", LEAK, "How?", List.of(), List.of(), at(1)),
                        new RackEvent.RackAbandoned("bent", "anna", Abandonment.STOP, at(5))),
                List.of());

        assertThat(timeline).extracting(Entry::to).containsExactly(Optional.of(at(5)), Optional.of(at(5)));
    }

    @Test
    void aCellsWorkIsBadWhenAStepFailedAndItsHoldsAndDoubtsHaveTheirEnds() {
        WorkOrder order = new WorkOrder(RACK, LEAK, "leak", false, 3, "", 0, "", List.of());
        CommandId command = new CommandId("R-1/leak/3/test");
        List<Entry> timeline = CellTimeline.of(List.of(
                new CellEvent.WorkAccepted(order, at(0)),
                new CellEvent.StepStarted("test", command, "b", at(1)),
                new CellEvent.DoubtRaised(command, List.of(), at(2)),
                new CellEvent.DoubtResolved(command, "done", "anna", at(8)),
                new CellEvent.StepEnded(
                        new StepReport(
                                "test",
                                command,
                                StepReport.Outcome.PART_FAILURE,
                                "leak",
                                List.of(),
                                Map.of(),
                                Optional.empty()),
                        at(9)),
                new CellEvent.WorkEnded("", at(10)),
                new CellEvent.HoldPlaced("look", "anna", at(11))));

        assertThat(timeline)
                .extracting(Entry::what)
                .containsExactly(What.OPERATION, What.STEP, What.QUESTION, What.HOLD);
        assertThat(timeline.get(0).text()).isEqualTo("R-1: leak, attempt 3");
        assertThat(timeline.get(0).outcome()).isEqualTo("failed");
        assertThat(timeline.get(1).outcome()).isEqualTo("PART_FAILURE (leak)");
        assertThat(timeline.get(2).outcome()).isEqualTo("done by anna");
        assertThat(timeline.get(3).to()).isEmpty();
    }

    @Test
    void alarmsOfOtherSourcesAreNotInIt() {
        AlarmId own = new AlarmId("LEAK-A", Cause.Kind.HELD);
        List<Entry> timeline = AlarmTimeline.of(
                List.of(
                        new AlarmEvent.AlarmRaised(
                                own,
                                Priority.LOW,
                                "held",
                                "unhold",
                                Optional.of("it is known why"),
                                Optional.empty(),
                                at(1)),
                        new AlarmEvent.AlarmRaised(
                                new AlarmId("TRAY-A", Cause.Kind.HELD),
                                Priority.LOW,
                                "held",
                                "unhold",
                                Optional.empty(),
                                Optional.empty(),
                                at(2)),
                        new AlarmEvent.AlarmAcknowledged(own, "anna", "seen", at(3)),
                        new AlarmEvent.AlarmReturned(own, at(4)),
                        new AlarmEvent.AlarmConfirmed(own, "berta", "a new hose", at(5))),
                "LEAK-A");

        assertThat(timeline)
                .extracting(Entry::text)
                .containsExactly(
                        "LEAK-A.HELD: held", "LEAK-A.HELD acknowledged: seen", "LEAK-A.HELD confirmed: a new hose");
        assertThat(timeline.get(0).to()).contains(at(4));
    }

    private static RackEvent started(int attempt, int second) {
        return new RackEvent.AttemptStarted(TEST, attempt, CELL, Map.of(), at(second));
    }

    private static RackEvent ended(int attempt, int second, Verdict verdict, String reason) {
        return new RackEvent.AttemptEnded(new Evidence(
                TEST,
                attempt,
                verdict,
                reason,
                CELL,
                Map.of(),
                List.of(),
                List.of(),
                at(second - 1),
                at(second),
                true));
    }

    private static Instant at(int second) {
        return T0.plusSeconds(second);
    }
}
