package dev.mortise.controller.adapter.web;

import dev.mortise.controller.adapter.history.History;
import dev.mortise.controller.adapter.history.Waits;
import dev.mortise.controller.domain.history.AlarmTimeline;
import dev.mortise.controller.domain.history.CellTimeline;
import dev.mortise.controller.domain.history.Entry;
import dev.mortise.controller.domain.history.RackTimeline;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Journals;
import dev.mortise.controller.port.Journals.Stored;
import dev.mortise.controller.port.Journals.Window;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened when, to a rack or in a cell. */
final class Timelines {

    static final int UNAVAILABLE = 503;

    /** Of a cell, where nobody says how much: a day. Of a rack it is all. */
    private static final Duration PRESET = Duration.ofDays(1);

    private static final int ENTRIES_PRESET = 500;
    private static final int ENTRIES_MAX = 5_000;

    private final History history;
    private final Board board;

    private Timelines(History history, Board board) {
        this.history = history;
        this.board = board;
    }

    /**
     * A timeline, as the API tells it.
     *
     * @param waitsSince from when on it is known why something stood still; absent where it never was
     * @param left how many older entries of that time were left out
     */
    private record Answer(
            String subject,
            String kind,
            Instant from,
            Instant to,
            Instant now,
            Optional<Instant> waitsSince,
            int left,
            List<Shown> entries) {}

    private record Shown(
            Entry.What what,
            Instant from,
            Optional<Instant> to,
            long durationMillis,
            String text,
            String outcome,
            boolean good,
            String by) {

        static Shown of(Entry entry, Instant now) {
            Instant end = entry.to().orElse(now);
            return new Shown(
                    entry.what(),
                    entry.from(),
                    entry.to(),
                    Math.max(0, Duration.between(entry.from(), end).toMillis()),
                    entry.text(),
                    entry.outcome(),
                    entry.good(),
                    entry.by());
        }
    }

    static Route route(Web.Setup setup) {
        Timelines timelines = new Timelines(setup.history(), setup.board());
        return new Route("GET", "/api/v1/timeline/{subject}", Need.READ, timelines::answer);
    }

    private void answer(Context context) throws Problem {
        String subject = context.pathParam("subject");
        Instant now = board.now().at();
        Instant to = Asked.instant(context, "to")
                .filter(until -> until.isBefore(now))
                .orElse(now);
        Optional<Instant> from = Asked.instant(context, "from");
        int limit = Asked.number(context, "limit", ENTRIES_PRESET, ENTRIES_MAX);
        boolean steps = Asked.text(context, "steps").filter("true"::equals).isPresent();
        if (from.filter(begin -> begin.isAfter(to)).isPresent()) {
            throw Problem.badRequest("from is " + from.orElseThrow() + ", which is after " + to);
        }
        boolean cell = board.now().cells().stream().anyMatch(one -> one.id().equals(subject));
        try {
            Instant begin = from.orElse(to.minus(PRESET));
            List<Entry> all = cell ? ofCell(subject, new Window(begin, to)) : ofRack(subject, from, to);
            Instant begun = cell || from.isPresent() || all.isEmpty()
                    ? begin
                    : all.get(0).from();
            List<Entry> found = all.stream()
                    .filter(entry -> entry.within(begun, to) && (steps || entry.what() != Entry.What.STEP))
                    .toList();
            List<Entry> newest = found.subList(Math.max(0, found.size() - limit), found.size());
            Answer answer = new Answer(
                    subject,
                    cell ? "cell" : "rack",
                    begun,
                    to,
                    now,
                    history.archive().begins(),
                    found.size() - newest.size(),
                    newest.stream().map(entry -> Shown.of(entry, now)).toList());
            context.contentType("application/json").result(Json.write(answer));
        } catch (Journals.Unreadable e) {
            throw new Problem(UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private List<Entry> ofCell(String cell, Window window) throws Journals.Unreadable {
        List<Entry> entries =
                new ArrayList<>(CellTimeline.of(events(history.journals().cell(new CellId(cell), window))));
        entries.addAll(Waits.of(history.archive(), "cells", cell, window.from(), window.to()));
        return withAlarms(entries, cell, window);
    }

    private List<Entry> ofRack(String rack, Optional<Instant> from, Instant to) throws Journals.Unreadable, Problem {
        List<Stored<RackEvent>> own = history.journals().rack(new RackId(rack));
        if (own.isEmpty()) {
            throw Problem.notFound("no rack and no cell is called " + rack);
        }
        // the line writes a rack's admission before the rack its own, and that it has left behind all else
        Instant begun = own.get(0).at().minusSeconds(60);
        Instant begin = from.filter(begun::isBefore).orElse(begun);
        Window window = new Window(begin.isBefore(to) ? begin : to, to);
        List<LineEvent> line = events(history.journals().line(window)).stream()
                .filter(event -> event.rack().value().equals(rack))
                .toList();
        List<RackEvent> until =
                events(own.stream().filter(event -> event.at().isBefore(to)).toList());
        List<Entry> entries = new ArrayList<>(RackTimeline.of(until, line));
        entries.addAll(Waits.of(history.archive(), "racks", rack, window.from(), to));
        return withAlarms(entries, rack, window);
    }

    private List<Entry> withAlarms(List<Entry> entries, String source, Window window) throws Journals.Unreadable {
        entries.addAll(AlarmTimeline.of(events(history.journals().alarms(window)), source));
        entries.sort(Entry.ORDER);
        return entries;
    }

    private static <E> List<E> events(List<Stored<E>> stored) {
        return stored.stream().map(Stored::event).toList();
    }
}
