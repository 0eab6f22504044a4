package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Worth;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.PlantView.RackView;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of evidence that is new, and of evidence that is worth something else than was told: whoever keeps what an event said
 * must hear that it is void now. What was there before the board answered for the plant is no news; it is in the list.
 */
final class ResultNews {

    private static final Logger LOG = LoggerFactory.getLogger(ResultNews.class);

    private final Board board;
    private final Desk desk;
    private final ResultEvents events;
    private final Ended ended;
    private final Map<RackId, Map<ResultId, Worth>> told = new HashMap<>();
    private boolean answering;

    /** Hears of each attempt when it has ended, and of none twice. */
    interface Ended {
        void of(RackBuild build, Evidence evidence);
    }

    ResultNews(Board board, Desk desk, ResultEvents events, Ended ended) {
        this.board = board;
        this.desk = desk;
        this.events = events;
        this.ended = ended;
    }

    synchronized void look(PlantView view) {
        boolean news = answering;
        answering = answering || board.isCaughtUp();
        Set<RackId> gone = Set.copyOf(told.keySet());
        List<RackBuild> onTheLine = view.racks().stream()
                .map(RackView::id)
                .flatMap(id -> board.build(new RackId(id)).stream())
                .toList();
        for (RackBuild build : onTheLine) {
            tell(build, news);
        }
        Set<RackId> there = onTheLine.stream().map(RackBuild::id).collect(Collectors.toSet());
        gone.stream().filter(rack -> !there.contains(rack)).forEach(this::last);
    }

    private void tell(RackBuild build, boolean news) {
        Map<ResultId, Worth> now = ResultEvents.worths(build);
        Map<ResultId, Worth> before = told.getOrDefault(build.id(), Map.of());
        told.put(build.id(), now);
        if (!news || now.equals(before)) {
            return;
        }
        build.plan().operations().stream()
                .flatMap(operation -> build.attempts(operation.id()).stream())
                .filter(evidence -> {
                    ResultId id = ResultId.of(build, evidence);
                    return now.get(id) != before.get(id);
                })
                .sorted(Comparator.comparing(Evidence::finishedAt))
                .forEach(evidence -> {
                    ResultId id = ResultId.of(build, evidence);
                    if (!before.containsKey(id)) {
                        ended.of(build, evidence);
                    }
                    events.tell(build, evidence, now.getOrDefault(id, Worth.VOID));
                });
    }

    /** What came last of a rack that has left the line may not have been seen on it. */
    private void last(RackId rack) {
        Map<ResultId, Worth> before = told.getOrDefault(rack, Map.of());
        told.remove(rack);
        CompletionStage<Optional<RackBuild>> unusedEnd = desk.record(rack).whenComplete((build, failure) -> {
            if (failure != null) {
                LOG.warn("the last results of {} are not told, but listed: {}", rack, failure.toString());
                return;
            }
            synchronized (this) {
                build.ifPresent(found -> {
                    told.put(rack, before);
                    tell(found, true);
                    told.remove(rack);
                });
            }
        });
    }
}
