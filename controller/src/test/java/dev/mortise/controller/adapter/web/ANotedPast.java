package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Journals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Journals that a test wrote. */
public final class ANotedPast implements Journals {

    public final Map<RackId, List<Stored<RackEvent>>> racks = new HashMap<>();
    public final Map<CellId, List<Stored<CellEvent>>> cells = new HashMap<>();
    /** What is waited for before a cell's journal is read. */
    public Runnable beforeCell = () -> {};

    public final List<Stored<LineEvent>> line = new ArrayList<>();
    public final List<Stored<AlarmEvent>> alarms = new ArrayList<>();

    @Override
    public List<Stored<RackEvent>> rack(RackId rack) {
        return racks.getOrDefault(rack, List.of());
    }

    @Override
    public List<Stored<CellEvent>> cell(CellId cell, Window window) {
        beforeCell.run();
        return within(cells.getOrDefault(cell, List.of()), window);
    }

    @Override
    public List<Stored<LineEvent>> line(Window window) {
        return within(line, window);
    }

    @Override
    public List<Stored<AlarmEvent>> alarms(Window window) {
        return within(alarms, window);
    }

    private static <E> List<Stored<E>> within(List<Stored<E>> events, Window window) {
        return events.stream().filter(event -> event.at().isBefore(window.to())).toList();
    }
}
