package dev.mortise.controller;

import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Journals;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The journals of whichever controller runs; unreadable with the reason while none does.
 *
 * @param running empty between two controllers
 * @param trouble why none runs
 */
record ForwardingJournals(Supplier<Optional<Journals>> running, Supplier<String> trouble) implements Journals {

    @Override
    public List<Stored<RackEvent>> rack(RackId rack) throws Unreadable {
        return journals().rack(rack);
    }

    @Override
    public List<Stored<CellEvent>> cell(CellId cell, Window window) throws Unreadable {
        return journals().cell(cell, window);
    }

    @Override
    public List<Stored<LineEvent>> line(Window window) throws Unreadable {
        return journals().line(window);
    }

    @Override
    public List<Stored<AlarmEvent>> alarms(Window window) throws Unreadable {
        return journals().alarms(window);
    }

    private Journals journals() throws Unreadable {
        return running.get().orElseThrow(() -> new Unreadable(trouble.get()));
    }
}
