package dev.mortise.controller.port;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.job.JobState;
import dev.mortise.controller.port.PlantView.CellView;
import dev.mortise.controller.port.PlantView.RackView;
import java.util.Optional;

/** The state of a rack's job order (OPC 10031-4 v2.0), the same at every door. */
public final class JobStates {

    private JobStates() {}

    /** Of a rack of the view. */
    public static JobState of(RackView rack, PlantView view) {
        if (rack.finished()) {
            return JobState.ofFinished(rack.wanted().abandoned());
        }
        boolean held = !rack.wanted().holds().isEmpty();
        boolean asked = view.questions().stream()
                .anyMatch(question -> question.subject().equals(rack.id()));
        boolean cellWaits = view.cells().stream()
                .filter(cell -> cell.rack().equals(Optional.of(rack.id())))
                .anyMatch(JobStates::waitsForSomebody);
        boolean damaged = rack.cause().kind() == Cause.Kind.JOURNAL_DAMAGED;
        return JobState.ofRack(
                rack.wanted().mayStart(), !rack.place().isEmpty(), held || asked || cellWaits || damaged);
    }

    private static boolean waitsForSomebody(CellView cell) {
        boolean unknownOrWaiting = UnitState.named(cell.unitState())
                .map(UnitState::waitsForSomebody)
                .orElse(true);
        return !cell.holds().isEmpty() || !cell.link().equals("UP") || unknownOrWaiting;
    }
}
