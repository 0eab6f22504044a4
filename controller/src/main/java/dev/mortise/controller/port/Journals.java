package dev.mortise.controller.port;

import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import java.time.Instant;
import java.util.List;

/** What the store keeps, read beside those that write it. A read takes its time; nobody waits for it but who asks. */
public interface Journals {

    /** More than that of one journal nobody reads at once: some weeks of a cell, five times the longest rack. */
    int EVENTS_MAX = 20_000;

    /**
     * An event as it is stored.
     *
     * @param at when it was
     */
    record Stored<E>(Instant at, E event) {}

    /**
     * A stretch of time.
     *
     * @param to not in it any more
     */
    record Window(Instant from, Instant to) {
        public Window {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("a time that ends at " + to + " before it begins at " + from);
            }
        }
    }

    /** A journal cannot be read now; the message says why. */
    final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unreadable(String message) {
            super(message);
        }
    }

    /** All of it, oldest first; empty when there is no such rack. */
    List<Stored<RackEvent>> rack(RackId rack) throws Unreadable;

    /** Those of a time, oldest first, and some before it, so that what was under way when it began is known. */
    List<Stored<CellEvent>> cell(CellId cell, Window window) throws Unreadable;

    List<Stored<LineEvent>> line(Window window) throws Unreadable;

    List<Stored<AlarmEvent>> alarms(Window window) throws Unreadable;
}
