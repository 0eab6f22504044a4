package dev.mortise.controller.adapter.store;

import dev.mortise.controller.domain.cell.Cell;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.line.LineState;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What can be told of a store without its devices: whether it is readable from beginning to end, and whether what it says can
 * have happened. Pure: rows in, sentences out.
 */
final class Doctor {

    private final List<String> findings = new ArrayList<>();
    private final Map<RackId, Attempts> racks = new LinkedHashMap<>();
    private LineState line = LineState.EMPTY;
    private int events;

    /** One event as it was found; {@code event} is empty when it could not be read. */
    record Row(String journal, long number, String manifest, Optional<Object> event, String trouble) {
        String place() {
            return journal + " event " + number + " (" + manifest + ")";
        }
    }

    /** Attempts of one rack's operations. */
    private static final class Attempts {
        private final Map<String, Integer> open = new HashMap<>();
        private final Map<String, Integer> last = new HashMap<>();
        private boolean ordered;
        private boolean released;
    }

    /** Rows of one journal after the other, each in the order of its numbers. */
    List<String> examine(List<Row> rows) {
        Map<String, List<Row>> journals = new LinkedHashMap<>();
        rows.forEach(row -> journals.computeIfAbsent(row.journal(), key -> new ArrayList<>())
                .add(row));
        journals.forEach(this::journal);
        Stream.concat(line.racks().keySet().stream(), line.gone().keySet().stream())
                .filter(rack -> !racks.containsKey(rack))
                .forEach(rack -> findings.add("rack " + rack + " is on the line and has no journal; it is ordered "
                        + "again when the controller starts"));
        racks.keySet().stream()
                .filter(rack -> !line.knows(rack))
                .forEach(rack -> findings.add("rack " + rack + " has a journal and is not known to the line"));
        return List.copyOf(findings);
    }

    int events() {
        return events;
    }

    private void journal(String journal, List<Row> rows) {
        long expected = 1;
        Cell cell = Cell.unknown(new CellId(journal.substring(journal.indexOf('|') + 1)));
        for (Row row : rows) {
            events++;
            if (row.number() != expected) {
                findings.add(row.place() + ": number " + expected + " should be here; "
                        + (row.number() > expected ? "events before it are missing" : "it is there twice"));
            }
            expected = row.number() + 1;
            if (row.event().isEmpty()) {
                findings.add(row.place() + ": " + row.trouble());
                continue;
            }
            Object event = row.event().orElseThrow();
            if (event instanceof CellEvent happened) {
                cell(row, cell, happened);
                cell = cell.apply(happened);
            } else if (event instanceof RackEvent happened) {
                rack(row, new RackId(journal.substring(journal.indexOf('|') + 1)), happened);
            } else if (event instanceof LineEvent happened) {
                line(row, happened);
            }
        }
    }

    private void cell(Row row, Cell cell, CellEvent event) {
        Optional<CommandId> started =
                cell.inHand().flatMap(work -> work.started().map(step -> step.command()));
        if (event instanceof CellEvent.EpochRaised raised && raised.epoch() <= cell.epoch()) {
            findings.add(row.place() + ": epoch " + raised.epoch() + " does not follow " + cell.epoch());
        } else if (event instanceof CellEvent.WorkAccepted accepted
                && cell.inHand().isPresent()) {
            findings.add(row.place() + ": " + accepted.order() + " was taken while "
                    + cell.inHand().orElseThrow().order() + " was in hand");
        } else if (event instanceof CellEvent.StepStarted step) {
            if (cell.inHand().isEmpty()) {
                findings.add(row.place() + ": step " + step.command() + " began without work in hand");
            } else if (started.isPresent()) {
                findings.add(row.place() + ": step " + step.command() + " began before " + started.orElseThrow()
                        + " had ended");
            }
        } else if (event instanceof CellEvent.StepEnded ended
                && !started.equals(Optional.of(ended.report().command()))) {
            findings.add(row.place() + ": " + ended.report().command() + " ended and had not begun");
        } else if (event instanceof CellEvent.WorkEnded && cell.inHand().isEmpty()) {
            findings.add(row.place() + ": work ended and none was in hand");
        }
    }

    private void rack(Row row, RackId id, RackEvent event) {
        Attempts rack = racks.computeIfAbsent(id, key -> new Attempts());
        if (event instanceof RackEvent.RackOrdered) {
            twice(row, rack.ordered, "ordered");
            rack.ordered = true;
        } else if (event instanceof RackEvent.AttemptStarted started) {
            String work = started.work().operation().value();
            int before = rack.last.getOrDefault(work, 0);
            if (started.attempt() <= before) {
                findings.add(
                        row.place() + ": attempt " + started.attempt() + " at " + work + " after attempt " + before);
            }
            rack.last.put(work, started.attempt());
            rack.open.put(work, started.attempt());
        } else if (event instanceof RackEvent.AttemptEnded ended) {
            String work = ended.evidence().operation().value();
            if (!Integer.valueOf(ended.evidence().attempt()).equals(rack.open.remove(work))) {
                findings.add(row.place() + ": attempt " + ended.evidence().attempt() + " at " + work
                        + " ended and was not under way");
            }
        } else if (event instanceof RackEvent.RackReleased) {
            twice(row, rack.released, "released");
            rack.released = true;
            if (!rack.open.isEmpty()) {
                findings.add(row.place() + ": released while " + new TreeSet<>(rack.open.keySet()) + " was under way");
            }
        }
    }

    private void twice(Row row, boolean before, String what) {
        if (before) {
            findings.add(row.place() + ": " + what + " a second time");
        }
    }

    private void line(Row row, LineEvent event) {
        boolean known = line.knows(event.rack());
        if (event instanceof LineEvent.RackAdmitted && known) {
            findings.add(row.place() + ": " + event.rack() + " was admitted before");
        } else if (!(event instanceof LineEvent.RackAdmitted) && !known) {
            findings.add(row.place() + ": " + event.rack() + " was never admitted");
        } else if (event instanceof LineEvent.MoveEnded ended && !line.moving(ended.rack(), ended.number())) {
            findings.add(row.place() + ": move " + ended.number() + " of " + ended.rack() + " was not under way");
        }
        line = line.apply(event);
    }
}
