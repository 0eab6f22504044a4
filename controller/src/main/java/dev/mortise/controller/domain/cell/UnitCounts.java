package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.Verdict;
import dev.mortise.controller.domain.rack.Work;
import java.util.HashMap;
import java.util.Map;

/**
 * What a unit has done, in attempts at operations by rack type. One that was interrupted says nothing about the part and is
 * counted nowhere.
 */
public record UnitCounts(Map<String, Tally> byType) {

    public static final UnitCounts NOTHING = new UnitCounts(Map.of());

    public UnitCounts {
        byType = Map.copyOf(byType);
    }

    /**
     * Of one rack type.
     *
     * @param processed all that came to their end, failed or not
     * @param defective those that failed
     */
    public record Tally(int processed, int defective) {
        private Tally plus(Tally other) {
            return new Tally(processed + other.processed, defective + other.defective);
        }
    }

    /** What was done on one rack in one cell, by its record. */
    public static UnitCounts of(CellId cell, RackBuild build) {
        UnitCounts counted = NOTHING;
        for (Operation operation : build.plan().operations()) {
            for (Evidence evidence : build.attempts(operation.id())) {
                counted = evidence.cell().equals(cell) ? counted.plus(build, evidence) : counted;
            }
        }
        return counted;
    }

    /** With one attempt more. What was taken back was done before, and is not done by that. */
    public UnitCounts plus(RackBuild build, Evidence evidence) {
        Verdict verdict = evidence.verdict();
        if (verdict == Verdict.INTERRUPTED || evidence.work().kind() == Work.Kind.UNDO) {
            return this;
        }
        String rackType = build.ordered().map(RackEvent.RackOrdered::type).orElse("");
        Map<String, Tally> counted = new HashMap<>(byType);
        counted.merge(rackType, new Tally(1, verdict == Verdict.NOK ? 1 : 0), Tally::plus);
        return new UnitCounts(counted);
    }

    public Tally of(String rackType) {
        return byType.getOrDefault(rackType, new Tally(0, 0));
    }
}
