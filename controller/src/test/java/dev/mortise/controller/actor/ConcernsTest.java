package dev.mortise.controller.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.plantserver.ABuild;
import dev.mortise.controller.adapter.record.LiveBoard;
import dev.mortise.controller.domain.alarm.Concern;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.port.PlantView;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an alarm is about: what its cell has in hand, or what its rack is asked about. */
class ConcernsTest {

    private static final Cause CAUSE = Cause.root(Cause.Kind.PROGRESS, "LEAK-A", "tests", "time passes");

    private final LiveBoard board = new LiveBoard("plant-1", true, List.of(), Clock.systemUTC());
    private final Concerns concerns = new Concerns(board);

    @Test
    void ofACellItIsWhatTheCellHasInHandWithTheNewestEvidenceOfThatOperation() {
        board.put(ABuild.testedAgain("R-0007"));
        board.put(cell("leak", 2));

        assertThat(of("LEAK-A")).contains(new Concern("LEAK-A", "R-0007", "leak", 2, "test", "R-0007/leak/1"));
    }

    @Test
    void ofARobotItIsWhatItsCellHasInHand() {
        board.put(cell("leak", 2));

        assertThat(of("HV-1")).contains(new Concern("LEAK-A", "R-0007", "leak", 2, "test", ""));
    }

    @Test
    void whatIsUndoneHasTheEvidenceOfWhatWasDone() {
        board.put(ABuild.tested("R-0007"));
        board.put(cell("undo leak", 1));

        assertThat(of("LEAK-A").map(Concern::evidence)).contains("R-0007/undo leak/1");
    }

    @Test
    void ofARackItIsTheOperationThatItIsAskedAbout() {
        board.put(ABuild.tested("R-0007")
                .apply(new RackEvent.QuestionAsked(
                        "R-0007-leak-1", new OperationId("leak"), "Again?", List.of(), List.of(), Instant.EPOCH)));
        board.put(cell("", 0));
        board.put(rack("insert-tray-3"));

        assertThat(of("R-0007")).contains(new Concern("LEAK-A", "R-0007", "leak", 1, "", "R-0007/leak/1"));
    }

    @Test
    void ofARackThatIsAskedNothingItIsWhatIsDoneToIt() {
        board.put(ABuild.tested("R-0007"));
        board.put(rack("leak"));

        assertThat(of("R-0007")).contains(new Concern("", "R-0007", "leak", 1, "", "R-0007/leak/1"));
    }

    @Test
    void ofWhatIsNeitherCellNorRobotNorRackNothingIsKnown() {
        board.put(cell("leak", 2));

        assertThat(of("store")).isEmpty();
    }

    private Optional<Concern> of(String source) {
        return concerns.of(board.now(), source);
    }

    private static PlantView.CellView cell(String operation, int attempt) {
        return new PlantView.CellView(
                "LEAK-A",
                "",
                "EXECUTE",
                "PRODUCE",
                "UP",
                Optional.of("R-0007"),
                operation,
                attempt,
                "test",
                100,
                List.of(),
                "",
                CAUSE,
                new PlantView.Equipment(
                        true, List.of(), List.of(), List.of(), Optional.empty(), List.of("HV-1"), List.of()));
    }

    private static PlantView.RackView rack(String doing) {
        return new PlantView.RackView(
                "R-0007", "nvl72", "LEAK-A", 0, 0, 0, 0, 0, 1, doing, false, PlantView.Wanted.NOTHING, "", CAUSE);
    }
}
