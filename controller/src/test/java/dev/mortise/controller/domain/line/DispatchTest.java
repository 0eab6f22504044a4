package dev.mortise.controller.domain.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private boolean knowsAll() {
        return new Dispatch(ALine.PLANT, line, needs, cells).knowsAll();
    }
}
