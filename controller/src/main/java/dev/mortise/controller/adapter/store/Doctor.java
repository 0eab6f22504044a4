package dev.mortise.controller.adapter.store;

import dev.mortise.controller.domain.alarm.AlarmBook;
import dev.mortise.controller.domain.alarm.AlarmContradiction;
import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.cell.Cell;
import dev.mortise.controller.domain.cell.CellContradiction;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.line.LineContradiction;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.line.LineState;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.ProcessPlan;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackContradiction;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What can be told of a store without its devices: whether it is readable from beginning to end, and whether what it says can
 * have happened. Pure: rows in, sentences out. Of what was read it keeps one journal at a time, and the names of the racks.
 */
final class Doctor {

    /** More sentences than anybody reads; a store of which every row is damaged must not fill the memory. */
    static final int FINDINGS_MAX = 1_000;

    private static final ProcessPlan NO_PLAN = new ProcessPlan(List.of());

    private final List<String> findings = new ArrayList<>();
    private final Set<RackId> racks = new LinkedHashSet<>();
    private LineState line = LineState.EMPTY;
    private Optional<Journal> open = Optional.empty();
    private int journals;
    private long events;
    private long unnamed;

    /** One event as it was found; {@code event} is empty when it could not be read. */
    record Row(String journal, long number, String manifest, Optional<Object> event, String trouble) {
        String place() {
            return journal + " event " + number + " (" + manifest + ")";
        }
    }

    /** The journal that is being read, folded so far. */
    private static final class Journal {
        private final String id;
        private long expected = 1;
        private Cell cell;
        private RackBuild rack;
        private AlarmBook alarms = AlarmBook.EMPTY;

        Journal(String id) {
            this.id = id;
            this.cell = Cell.unknown(new CellId(name()));
            this.rack = RackBuild.of(new RackId(name()), NO_PLAN);
        }

        String name() {
            return id.substring(id.indexOf('|') + 1);
        }
    }

    /** Rows of one journal after the other, each in the order of its numbers. */
    void read(Row row) {
        Journal journal = open.filter(before -> before.id.equals(row.journal())).orElseGet(() -> {
            journals++;
            return new Journal(row.journal());
        });
        open = Optional.of(journal);
        events++;
        if (row.number() != journal.expected) {
            found(row.place() + ": number " + journal.expected + " should be here; "
                    + (row.number() > journal.expected ? "events before it are missing" : "it is there twice"));
        }
        journal.expected = row.number() + 1;
        if (row.event().isEmpty()) {
            found(row.place() + ": " + row.trouble());
            return;
        }
        try {
            apply(journal, row, row.event().orElseThrow());
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
            found(row.place() + ": does not apply: " + e.getMessage());
        }
    }

    private void apply(Journal journal, Row row, Object event) {
        if (event instanceof CellEvent happened && journal.id.startsWith("cell|")) {
            found(row, CellContradiction.of(journal.cell, happened));
            journal.cell = journal.cell.apply(happened);
        } else if (event instanceof RackEvent happened && journal.id.startsWith("rack|")) {
            racks.add(journal.rack.id());
            found(row, RackContradiction.of(journal.rack, happened));
            journal.rack = journal.rack.apply(happened);
        } else if (event instanceof LineEvent happened && journal.id.startsWith("line|")) {
            found(row, LineContradiction.of(line, happened));
            line = line.apply(happened);
        } else if (event instanceof AlarmEvent happened && journal.id.startsWith("alarms|")) {
            found(row, AlarmContradiction.of(journal.alarms, happened));
            journal.alarms = journal.alarms.apply(happened);
        } else {
            found(row.place() + ": does not belong into this journal");
        }
    }

    /** After the last row. */
    List<String> findings() {
        Stream.concat(line.racks().keySet().stream(), line.gone().keySet().stream())
                .filter(rack -> !racks.contains(rack))
                .forEach(rack -> found("rack " + rack + " is on the line and has no journal; it is ordered "
                        + "again when the controller starts"));
        racks.stream()
                .filter(rack -> !line.knows(rack))
                .forEach(rack -> found("rack " + rack + " has a journal and is not known to the line"));
        if (unnamed > 0) {
            findings.add("and " + unnamed + " more");
        }
        return List.copyOf(findings);
    }

    long events() {
        return events;
    }

    int journals() {
        return journals;
    }

    private void found(Row row, Optional<String> contradiction) {
        contradiction.ifPresent(sentence -> found(row.place() + ": " + sentence));
    }

    private void found(String sentence) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(sentence);
        } else {
            unnamed++;
        }
    }
}
