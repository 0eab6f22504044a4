package dev.mortise.controller.adapter.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.oee.Run;
import dev.mortise.controller.domain.oee.Run.Outcome;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.FailurePolicy;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.ProcessPlan;
import dev.mortise.controller.domain.process.RackType;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Verdict;
import dev.mortise.controller.domain.rack.Work;
import dev.mortise.controller.port.Journals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What TRAY-A had in hand, from the journals. */
class RunBookTest {

    private static final CellId CELL = new CellId("TRAY-A");
    private static final RackId RACK = new RackId("R-1");
    private static final OperationId LEAK = new OperationId("leak");
    private static final Instant BEGIN = Instant.parse("2026-11-24T06:00:00Z");

    private final Kept kept = new Kept();

    @Test
    void whatWasUnderWayAtOneLookIsOverAtTheNextAndThereOnce() throws Exception {
        RunBook book = new RunBook(kept, List.of(type("a", 5)));
        accepted(0, 1);
        List<Run> early = book.of(CELL, BEGIN, BEGIN.plusSeconds(10));
        ended(20, "");
        accepted(30, 1);
        ended(40, "aborted");
        List<Run> late = book.of(CELL, BEGIN, BEGIN.plusSeconds(60));

        assertThat(early).extracting(Run::to).containsExactly(Optional.empty());
        assertThat(late)
                .extracting(Run::to)
                .containsExactly(Optional.of(BEGIN.plusSeconds(20)), Optional.of(BEGIN.plusSeconds(40)));
        assertThat(late).extracting(Run::outcome).containsExactly(Outcome.GOOD, Outcome.BROKEN_OFF);
        assertThat(book.of(CELL, BEGIN, BEGIN.plusSeconds(60))).isEqualTo(late);
    }

    @Test
    void whatIsOverLongAgoIsNotReadAgain() throws Exception {
        RunBook book = new RunBook(kept, List.of(type("a", 5)));
        accepted(0, 1);
        ended(20, "");
        accepted(4_000, 1);
        ended(4_020, "");
        List<Run> first = book.of(CELL, BEGIN, BEGIN.plusSeconds(5_000));

        List<Run> again = book.of(CELL, BEGIN, BEGIN.plusSeconds(5_010));

        assertThat(again).isEqualTo(first);
        assertThat(kept.asked.get(1).from()).isAfter(BEGIN.plusSeconds(3_000));
    }

    @Test
    void whatBeganBeforeTheWindowAndReachesIntoItIsAmongThem() throws Exception {
        accepted(0, 1);
        ended(100, "");

        assertThat(new RunBook(kept, List.of(type("a", 5))).of(CELL, BEGIN.plusSeconds(50), BEGIN.plusSeconds(200)))
                .extracting(Run::from)
                .containsExactly(BEGIN);
    }

    @Test
    void aSecondAttemptIsReworkWhenTheFirstWasGoodAndGoodWorkWhenItWasNot() throws Exception {
        accepted(0, 2);
        ended(20, "");
        RunBook afterGood = new RunBook(kept, List.of(type("a", 5)));
        RunBook afterFailed = new RunBook(kept, List.of(type("a", 5)));

        kept.rack = List.of(evidence(Verdict.OK));
        List<Run> rework = afterGood.of(CELL, BEGIN, BEGIN.plusSeconds(60));
        kept.rack = List.of(evidence(Verdict.NOK));
        List<Run> retry = afterFailed.of(CELL, BEGIN, BEGIN.plusSeconds(60));

        assertThat(rework).extracting(Run::outcome).containsExactly(Outcome.REWORK);
        assertThat(retry).extracting(Run::outcome).containsExactly(Outcome.GOOD);
    }

    @Test
    void ofTwoRackTypesTheRacksOwnSaysHowLongItShouldTake() throws Exception {
        kept.rack = List.of(new RackEvent.RackOrdered("b", "1", "anna", BEGIN));
        accepted(0, 1);

        assertThat(new RunBook(kept, List.of(type("a", 5), type("b", 7))).of(CELL, BEGIN, BEGIN.plusSeconds(60)))
                .extracting(Run::planned)
                .containsExactly(Optional.of(Duration.ofMinutes(7)));
    }

    @Test
    void aJournalOfMoreEventsThanAreReadAtOnceIsReadToItsEnd() throws Exception {
        int attempts = Journals.EVENTS_MAX + 1;
        for (int attempt = 0; attempt < attempts; attempt++) {
            accepted(2 * attempt, 1);
            ended(2 * attempt + 1, "");
        }

        List<Run> runs = new RunBook(kept, List.of(type("a", 5))).of(CELL, BEGIN, BEGIN.plusSeconds(3L * attempts));

        assertThat(runs).hasSize(attempts);
        assertThat(runs).allMatch(run -> run.to().equals(Optional.of(run.from().plusSeconds(1))));
    }

    private void accepted(int second, int attempt) {
        WorkOrder order = new WorkOrder(RACK, LEAK, "leak", false, attempt, "", 0, "", List.of());
        kept.put(new CellEvent.WorkAccepted(order, BEGIN.plusSeconds(second)), second);
    }

    private void ended(int second, String interrupted) {
        kept.put(new CellEvent.WorkEnded(interrupted, BEGIN.plusSeconds(second)), second);
    }

    private static RackEvent evidence(Verdict verdict) {
        return new RackEvent.AttemptEnded(new Evidence(
                Work.doing(LEAK), 1, verdict, "", CELL, Map.of(), List.of(), List.of(), BEGIN, BEGIN, true));
    }

    private static RackType type(String id, int minutes) {
        Operation leak = new Operation(
                LEAK,
                "leak",
                10,
                "leak test",
                "",
                0,
                "",
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                false,
                "",
                FailurePolicy.ASK,
                Optional.of(Duration.ofMinutes(minutes)));
        return new RackType(id, "1", List.of(), Map.of(), new ProcessPlan(List.of(leak)));
    }

    /** As a store keeps them: a page at a time, and some before it. */
    private static final class Kept implements Journals {
        private static final int BEFORE = 10;
        private final List<Stored<CellEvent>> events = new ArrayList<>();
        private final List<Window> asked = new ArrayList<>();
        private List<RackEvent> rack = List.of();

        void put(CellEvent event, int second) {
            events.add(new Stored<>(BEGIN.plusSeconds(second), event));
        }

        @Override
        public List<Stored<RackEvent>> rack(RackId id) {
            return rack.stream().map(event -> new Stored<>(BEGIN, event)).toList();
        }

        @Override
        public List<Stored<CellEvent>> cell(CellId cell, Window window) {
            asked.add(window);
            int first = 0;
            while (first < events.size() && events.get(first).at().isBefore(window.from())) {
                first++;
            }
            return events.stream()
                    .skip(Math.max(0, first - BEFORE))
                    .filter(event -> event.at().isBefore(window.to()))
                    .limit(EVENTS_MAX)
                    .toList();
        }

        @Override
        public List<Stored<LineEvent>> line(Window window) {
            return List.of();
        }

        @Override
        public List<Stored<AlarmEvent>> alarms(Window window) {
            return List.of();
        }
    }
}
