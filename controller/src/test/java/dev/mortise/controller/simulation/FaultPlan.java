package dev.mortise.controller.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A run to replay: its seed, and which of the faults that the seed draws really strike, by name ({@code kill-3}).
 *
 * @param kept empty: all of them
 */
record FaultPlan(long seed, Optional<Set<String>> kept) {

    /** Each costs a run; a list of forty faults needs about a hundred. */
    private static final int MOST_RUNS = 200;

    static FaultPlan of(long seed) {
        return new FaultPlan(seed, Optional.empty());
    }

    static FaultPlan keeping(long seed, List<String> faults) {
        return new FaultPlan(seed, Optional.of(Set.copyOf(faults)));
    }

    boolean strikes(String fault) {
        return kept.map(names -> names.contains(fault)).orElse(true);
    }

    /** Leaves out faults, many at a time and then fewer, as long as what remains still ends in a violation. */
    static Run.Verdict shrunk(Run.Verdict failed, Bug bug) {
        Run.Verdict best = failed;
        int runs = 0;
        int piece = Math.max(1, failed.faults().size() / 2);
        boolean smaller = true;
        while (piece > 1 || smaller) {
            smaller = false;
            int from = 0;
            while (from < best.faults().size() && runs < MOST_RUNS) {
                List<String> names = best.faults();
                List<String> fewer = new ArrayList<>(names.subList(0, from));
                fewer.addAll(names.subList(Math.min(names.size(), from + piece), names.size()));
                Run.Verdict tried = Run.of(keeping(failed.seed(), fewer), bug);
                runs++;
                boolean better = !tried.good() && tried.faults().size() < names.size();
                best = better ? tried : best;
                smaller |= better;
                from = better ? from : from + piece;
            }
            smaller |= piece > 1; // the last pass, one at a time, is repeated until nothing can go
            piece = Math.max(1, piece / 2);
        }
        return best;
    }
}
