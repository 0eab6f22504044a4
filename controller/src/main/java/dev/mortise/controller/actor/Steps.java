package dev.mortise.controller.actor;

import dev.mortise.controller.domain.line.LineDecision;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.line.LineState;
import java.util.ArrayList;
import java.util.List;

/** What decisions come to: what racks are told, events to store, and what may be asked of the transporter once they are. */
final class Steps {

    private final LineSetup setup;
    private final LineState line;
    private final CellsAtWork cells;
    private final RacksAwake racks;
    private final List<LineEvent> events = new ArrayList<>();
    private final List<Runnable> effects = new ArrayList<>();

    Steps(LineSetup setup, LineState line, CellsAtWork cells, RacksAwake racks) {
        this.setup = setup;
        this.line = line;
        this.cells = cells;
        this.racks = racks;
    }

    void take(LineDecision decision) {
        if (decision instanceof LineDecision.Begin begin) {
            racks.begin(begin);
        } else if (decision instanceof LineDecision.Move move) {
            LineEvent.MoveStarted started =
                    Orders.start(line, move, setup.clock().instant());
            events.add(started);
            effects.add(() -> cells.assign(setup.plant().transporter().id(), Orders.transport(started)));
        } else if (decision instanceof LineDecision.Leave leave) {
            events.add(Orders.left(leave, setup.clock().instant()));
        }
    }

    List<LineEvent> events() {
        return List.copyOf(events);
    }

    void run() {
        effects.forEach(Runnable::run);
    }
}
