package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.ResultError;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView.RackView;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Results as the store has them: a rack on the line is on the board, folded from what is stored; of one that has left it the
 * history is read. Only what is told of results of finished racks is kept in memory, since it changes no more.
 */
final class ResultDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ResultDesk.class);

    /** Ids in one answer: half a megabyte at 50 bytes each, below what a message may have. */
    static final int LIST_MAX = 10_000;

    /** Results acknowledged by one call: some racks' work. */
    static final int ACKNOWLEDGED_MAX = 1_000;

    static final Comparator<ResultMeta> OLDEST_FIRST = Comparator.comparing(ResultMeta::finished)
            .thenComparing(meta -> meta.id().toString());

    private final Desk desk;
    private final Board board;
    private final ResultStructures structures;
    private final AcknowledgedResults acknowledged;
    private final Map<RackId, List<ResultMeta>> finished = new ConcurrentHashMap<>();

    /** One piece of evidence with the history that says what it is worth. */
    record Found(RackBuild build, Evidence evidence) {}

    /** What was looked for, or why it is not there. */
    record Lookup(Optional<Found> found, ResultError error) {}

    /** Results, oldest first; not all of them unless there is no error. */
    record Listing(List<ResultMeta> results, ResultError error) {}

    private record History(Optional<RackBuild> build, boolean read) {}

    ResultDesk(Desk desk, Board board, ResultStructures structures, AcknowledgedResults acknowledged) {
        this.desk = desk;
        this.board = board;
        this.structures = structures;
        this.acknowledged = acknowledged;
    }

    Lookup byId(String text) {
        Optional<ResultId> id = ResultId.parse(text);
        if (id.isEmpty()) {
            return new Lookup(Optional.empty(), ResultError.UNKNOWN);
        }
        History history = history(id.orElseThrow().rack());
        Optional<Found> found = history.build().flatMap(build -> found(build, id.orElseThrow()));
        ResultError without = history.read() ? ResultError.UNKNOWN : ResultError.UNREAD;
        return new Lookup(found, found.isPresent() ? ResultError.NONE : without);
    }

    /** The one that ended last. */
    Lookup latest() {
        Listing all = list(ResultFilter.ALL);
        return all.results().isEmpty()
                ? new Lookup(Optional.empty(), all.error() == ResultError.NONE ? ResultError.UNKNOWN : all.error())
                : byId(all.results().get(all.results().size() - 1).id().toString());
    }

    /** Of the racks on the line and of those that left it last; of any rack that the filter names. */
    Listing list(ResultFilter filter) {
        Set<RackId> shown = board.now().racks().stream()
                .map(RackView::id)
                .map(RackId::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        finished.keySet().retainAll(shown);
        List<ResultMeta> all = new ArrayList<>();
        ResultError error = ResultError.NONE;
        for (RackId rack : filter.rack().map(RackId::new).map(Set::of).orElse(shown)) {
            Optional<List<ResultMeta>> of = results(rack, shown.contains(rack));
            error = of.isPresent() ? error : ResultError.UNREAD;
            Set<String> known = filter.asksForAcknowledged() ? acknowledged.of(rack) : Set.of();
            of.orElse(List.of()).stream()
                    .map(meta -> meta.with(
                            ResultFilter.ACKNOWLEDGED, known.contains(meta.id().toString())))
                    .filter(filter::passes)
                    .forEach(all::add);
        }
        all.sort(OLDEST_FIRST);
        return new Listing(List.copyOf(all), error);
    }

    private Optional<List<ResultMeta>> results(RackId rack, boolean keep) {
        List<ResultMeta> known = finished.get(rack);
        if (known != null) {
            return Optional.of(known);
        }
        History history = history(rack);
        if (!history.read()) {
            return Optional.empty();
        }
        List<ResultMeta> all = history.build().map(structures::of).orElse(List.of());
        if (keep && history.build().filter(ResultDesk::over).isPresent()) {
            finished.put(rack, all);
        }
        return Optional.of(all);
    }

    private static boolean over(RackBuild build) {
        return build.released().isPresent()
                || (build.abandoned().isPresent() && build.running().isEmpty());
    }

    private History history(RackId rack) {
        Optional<RackBuild> onTheLine = board.build(rack);
        return onTheLine.isPresent()
                ? new History(onTheLine, true)
                : Asked.await(desk.record(rack))
                        .map(build -> new History(build, true))
                        .orElseGet(() -> new History(Optional.empty(), false));
    }

    private static Optional<Found> found(RackBuild build, ResultId id) {
        return build.plan().operation(id.operation()).stream()
                .flatMap(operation -> build.attempts(operation.id()).stream())
                .filter(evidence -> evidence.attempt() == id.attempt())
                .map(evidence -> new Found(build, evidence))
                .findFirst();
    }

    /** Keeps that somebody has taken these; the evidence stays what it is. Says of each what came of it. */
    List<ResultError> acknowledge(List<String> ids, String by, Instant at) {
        Map<String, Lookup> looked = new LinkedHashMap<>();
        Map<RackId, History> histories = new LinkedHashMap<>();
        for (String text : ids) {
            Optional<ResultId> id = ResultId.parse(text);
            looked.put(text, id.map(known -> lookup(known, histories)).orElseGet(() -> byId(text)));
        }
        Map<RackId, List<String>> byRack = looked.entrySet().stream()
                .filter(entry -> entry.getValue().error() == ResultError.NONE)
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().found().orElseThrow().build().id(),
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        Set<String> kept = new LinkedHashSet<>();
        byRack.forEach((rack, of) -> {
            try {
                acknowledged.add(rack, of, by, at);
                kept.addAll(of);
            } catch (IOException e) {
                LOG.warn("results of {} are not acknowledged: {}", rack, e.toString());
            }
        });
        return ids.stream()
                .map(id -> outcome(Optional.ofNullable(looked.get(id)), kept.contains(id)))
                .toList();
    }

    private static ResultError outcome(Optional<Lookup> looked, boolean kept) {
        ResultError error = looked.map(Lookup::error).orElse(ResultError.UNKNOWN);
        return error != ResultError.NONE || kept ? error : ResultError.NOT_KEPT;
    }

    private Lookup lookup(ResultId id, Map<RackId, History> histories) {
        History history = histories.computeIfAbsent(id.rack(), this::history);
        Optional<Found> found = history.build().flatMap(build -> found(build, id));
        ResultError without = history.read() ? ResultError.UNKNOWN : ResultError.UNREAD;
        return new Lookup(found, found.isPresent() ? ResultError.NONE : without);
    }
}
