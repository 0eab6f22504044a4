package dev.mortise.controller.domain.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Work;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DispatchTest {

    private static final RackId RACK = new RackId("R-0001");

    private final LineState line =
            LineState.EMPTY.apply(new LineEvent.RackAdmitted(RACK, "nvl72", "planner", Instant.EPOCH));
    private final Map<RackId, RackNeeds> needs = new HashMap<>();
    private final Map<CellId, CellStatus> cells = new HashMap<>();

    @Test
    void afterAStartTheLineAnswersForThePlantOnceEveryCellAndEveryRackHasSaidHowItStands() {
        assertThat(knowsAll()).as("nothing heard yet").isFalse();

        needs.put(RACK, new RackNeeds(List.of(), true, false, Optional.empty(), Optional.empty()));
        assertThat(knowsAll()).as("the rack alone was heard").isFalse();

        ALine.PLANT.allCells().forEach(cell -> cells.put(cell.id(), new CellStatus(Optional.empty(), false)));
        assertThat(knowsAll()).as("all were heard").isTrue();

        needs.clear();
        assertThat(knowsAll()).as("the cells alone were heard").isFalse();
    }

    @Test
    void aRackWhoseCellIsAboutToBeFreeStaysThoughAnotherOneWaitsForTheCell() {
        RackId other = new RackId("R-0002");
        PlaceId frame = new PlaceId("FRAME-A");
        LineState both = line.apply(new LineEvent.RackAdmitted(other, "nvl72", "planner", Instant.EPOCH))
                .apply(new LineEvent.MoveStarted(RACK, Optional.empty(), frame, 1, Instant.EPOCH))
                .apply(new LineEvent.MoveEnded(RACK, 1, Instant.EPOCH));
        needs.put(RACK, due("audit", "fasten"));
        needs.put(other, due("dock", "dock"));
        ALine.PLANT.allCells().forEach(cell -> cells.put(cell.id(), new CellStatus(Optional.empty(), false)));
        cells.put(new CellId("FRAME-A"), new CellStatus(Optional.empty(), true));

        assertThat(new Dispatch(ALine.PLANT, both, needs, cells).decide())
                .as("what the cell has in hand is as good as ended")
                .isEmpty();

        cells.put(new CellId("FRAME-A"), new CellStatus(Optional.empty(), false));
        assertThat(new Dispatch(ALine.PLANT, both, needs, cells).decide())
                .singleElement()
                .isInstanceOf(LineDecision.Begin.class);
    }

    private static RackNeeds due(String operation, String capability) {
        Work work = Work.doing(new OperationId(operation));
        return new RackNeeds(
                List.of(new RackNeeds.Due(work, Set.of(capability))), false, false, Optional.empty(), Optional.empty());
    }

    private boolean knowsAll() {
        return new Dispatch(ALine.PLANT, line, needs, cells).knowsAll();
    }
}
