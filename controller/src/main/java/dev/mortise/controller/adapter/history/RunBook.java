package dev.mortise.controller.adapter.history;

import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.oee.Run;
import dev.mortise.controller.domain.oee.Runs;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.RackType;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Verdict;
import dev.mortise.controller.domain.rack.Work;
import dev.mortise.controller.port.Journals;
import dev.mortise.controller.port.Journals.Stored;
import dev.mortise.controller.port.Journals.Unreadable;
import dev.mortise.controller.port.Journals.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What each cell had in hand, from the journals. What was over once is not read again. */
public final class RunBook {

    /** How much later than it happened an event is stored at most: a slow store holds the line up long before. */
    private static final Duration STORED_WITHIN = Duration.ofMinutes(1);

    /** What is older is forgotten, and read again should somebody ask for it. */
    private static final Duration KEPT = Duration.ofDays(40);

    private final Journals journals;
    private final List<RackType> types;
    private final Map<CellId, Known> known = new HashMap<>();

    /** What is known of a cell, by when it began, since an instant. */
    private record Known(Instant since, TreeMap<Instant, Run> runs) {

        /** From where on it has to be looked at again. */
        Instant again() {
            return runs.values().stream()
                    .filter(run -> run.to().isEmpty())
                    .map(Run::from)
                    .findFirst()
                    .or(() -> Optional.ofNullable(runs.lastEntry()).map(Map.Entry::getKey))
                    .map(from -> from.minus(STORED_WITHIN))
                    .filter(since::isBefore)
                    .orElse(since);
        }
    }

    public RunBook(Journals journals, List<RackType> types) {
        this.journals = journals;
        this.types = List.copyOf(types);
    }

    /**
     * Those that began before now and were not over at an instant, in order.
     *
     * @throws Unreadable when a journal that is needed for it cannot be read
     */
    public synchronized List<Run> of(CellId cell, Instant from, Instant now) throws Unreadable {
        Known book = Optional.ofNullable(known.get(cell))
                .filter(one -> !from.isBefore(one.since()) && one.since().isAfter(now.minus(KEPT)))
                .orElseGet(() -> new Known(from, new TreeMap<>()));
        // until now, whatever is asked for: what became of an attempt is known only in the end
        List<CellEvent> events = events(cell, book.again(), now);
        Runs.of(events, standards(events)).forEach(run -> book.runs().put(run.from(), run));
        known.put(cell, book);
        Instant first = Optional.ofNullable(book.runs().floorKey(from)).orElse(from);
        return List.copyOf(book.runs().tailMap(first, true).values());
    }

    /** Page by page: a journal gives so many at once. */
    private List<CellEvent> events(CellId cell, Instant from, Instant to) throws Unreadable {
        List<CellEvent> events = new ArrayList<>();
        Instant begin = from;
        boolean more = true;
        while (more) {
            List<Stored<CellEvent>> page = journals.cell(cell, new Window(begin, to));
            more = page.size() >= Journals.EVENTS_MAX
                    && page.get(page.size() - 1).at().isAfter(begin);
            Instant after = events.isEmpty() ? Instant.MIN : begin;
            Instant end = more ? page.get(page.size() - 1).at() : Instant.MAX;
            page.stream()
                    .filter(event -> !event.at().isBefore(after) && event.at().isBefore(end))
                    .forEach(event -> events.add(event.event()));
            begin = more ? end : begin;
        }
        return events;
    }

    private Runs.Standards standards(List<CellEvent> events) throws Unreadable {
        Map<RackId, List<RackEvent>> racks = new HashMap<>();
        for (CellEvent event : events) {
            if (event instanceof CellEvent.WorkAccepted accepted && asksTheRack(accepted.order())) {
                RackId rack = accepted.order().rack();
                if (!racks.containsKey(rack)) {
                    racks.put(
                            rack,
                            journals.rack(rack).stream().map(Stored::event).toList());
                }
            }
        }
        return new Beside(types, racks);
    }

    private boolean asksTheRack(WorkOrder order) {
        return !order.isTransport() && (types.size() > 1 || (order.attempt() > 1 && !order.undo()));
    }

    /** What rack types and racks know of an operation. */
    private record Beside(List<RackType> types, Map<RackId, List<RackEvent>> racks) implements Runs.Standards {

        @Override
        public Optional<Duration> planned(WorkOrder order) {
            return types.stream()
                    .filter(type -> types.size() == 1 || type.id().equals(type(order.rack())))
                    .findFirst()
                    .flatMap(type -> type.plan().operation(order.operation()))
                    .flatMap(Operation::planned);
        }

        private String type(RackId rack) {
            return events(rack).stream()
                    .filter(RackEvent.RackOrdered.class::isInstance)
                    .map(event -> ((RackEvent.RackOrdered) event).type())
                    .findFirst()
                    .orElse("");
        }

        @Override
        public boolean wasGood(WorkOrder order) {
            return events(order.rack()).stream()
                    .filter(RackEvent.AttemptEnded.class::isInstance)
                    .map(event -> ((RackEvent.AttemptEnded) event).evidence())
                    .anyMatch(evidence -> evidence.work().equals(Work.doing(order.operation()))
                            && evidence.attempt() < order.attempt()
                            && evidence.verdict() == Verdict.OK);
        }

        private List<RackEvent> events(RackId rack) {
            return racks.getOrDefault(rack, List.of());
        }
    }
}
