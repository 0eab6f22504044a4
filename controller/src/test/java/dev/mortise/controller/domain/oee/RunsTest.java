package dev.mortise.controller.domain.oee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.oee.Run.Outcome;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.Limit;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.RackId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a cell had in hand, from its events. */
class RunsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T06:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<CellEvent> events = new ArrayList<>();
    private boolean wasGood;

    @Test
    void anAttemptThatIsOkIsGoodWorkWithItsPlannedDuration() {
        accepted(false, 1);
        ended(StepReport.Outcome.OK, 5.0);
        workEnded(40, "");

        assertThat(runs())
                .containsExactly(new Run(
                        BEGIN, Optional.of(BEGIN.plusSeconds(40)), "tighten", Optional.of(MINUTE), Outcome.GOOD));
    }

    @Test
    void aMeasurementOutsideOfItsLimitMakesTheWholeAttemptAFailedOne() {
        accepted(false, 1);
        ended(StepReport.Outcome.OK, 9.0);
        workEnded(40, "");

        assertThat(runs())
                .extracting(Run::outcome, Run::what)
                .containsExactly(tuple(Outcome.FAILED, "tighten: torque-out"));
    }

    @Test
    void aPartFailureFailsAndAStationFaultOnlyBreaksOff() {
        accepted(false, 1);
        ended(StepReport.Outcome.PART_FAILURE, 5.0);
        workEnded(40, "");
        accepted(false, 2);
        ended(StepReport.Outcome.STATION_FAULT, 5.0);
        workEnded(90, "the unit was aborted");

        assertThat(runs())
                .extracting(Run::outcome, Run::what)
                .containsExactly(tuple(Outcome.FAILED, "tighten: jam"), tuple(Outcome.BROKEN_OFF, "tighten: jam"));
    }

    @Test
    void whatIsTakenBackOrDoneAgainAfterItHadBeenGoodIsRework() {
        accepted(true, 2);
        ended(StepReport.Outcome.OK, 5.0);
        workEnded(40, "");
        wasGood = true;
        accepted(false, 3);
        ended(StepReport.Outcome.OK, 5.0);
        workEnded(90, "");

        assertThat(runs())
                .extracting(Run::outcome, Run::what)
                .containsExactly(tuple(Outcome.REWORK, "undo tighten"), tuple(Outcome.REWORK, "tighten"));
    }

    @Test
    void aRetryAfterAFailureIsTheGoodWorkThatTheFailedOneWasNot() {
        accepted(false, 2);
        ended(StepReport.Outcome.OK, 5.0);
        workEnded(40, "");

        assertThat(runs()).extracting(Run::outcome).containsExactly(Outcome.GOOD);
    }

    @Test
    void whatIsNotOverIsGoodSoFarAndHasNoEnd() {
        accepted(false, 1);

        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.to()).isEmpty();
            assertThat(run.outcome()).isEqualTo(Outcome.GOOD);
        });
    }

    @Test
    void theEndOfWorkWhoseBeginIsNotKnownIsNoRun() {
        workEnded(40, "");

        assertThat(runs()).isEmpty();
    }

    private List<Run> runs() {
        return Runs.of(events, new Runs.Standards() {
            @Override
            public Optional<Duration> planned(WorkOrder order) {
                return Optional.of(MINUTE);
            }

            @Override
            public boolean wasGood(WorkOrder order) {
                return wasGood && order.attempt() == 3;
            }
        });
    }

    private void accepted(boolean undo, int attempt) {
        Limit limit = new Limit("torque", Optional.of(4.6), Optional.of(5.6), "N·m", true, "torque-out");
        Step step = new Step("screw", "plc", Map.of(), Map.of(), List.of(limit));
        WorkOrder order = new WorkOrder(
                new RackId("R-1"), new OperationId("tighten"), "tighten", undo, attempt, "", 0, "", List.of(step));
        events.add(new CellEvent.WorkAccepted(order, attempt == 1 ? BEGIN : BEGIN.plusSeconds(20L * attempt)));
    }

    private void ended(StepReport.Outcome outcome, double torque) {
        events.add(new CellEvent.StepEnded(
                new StepReport(
                        "screw",
                        new CommandId("R-1/tighten/1/screw"),
                        outcome,
                        outcome == StepReport.Outcome.OK ? "" : "jam",
                        List.of(new Measurement("torque", torque, "N·m")),
                        Map.of(),
                        Optional.empty()),
                BEGIN.plusSeconds(30)));
    }

    private void workEnded(int second, String interrupted) {
        events.add(new CellEvent.WorkEnded(interrupted, BEGIN.plusSeconds(second)));
    }
}
