package dev.mortise.sim.plc;

import dev.mortise.sim.world.Ledger;
import dev.mortise.sim.world.Outcome;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a PLC retains: the highest epoch it obeyed, outcomes not acknowledged yet, ids of those that were. */
public final class Memory {

    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final Set<String> forgotten = new HashSet<>();
    private long epoch;

    /** An outcome that waits for its acknowledgement. */
    record Stored(String id, Outcome outcome) {}

    /** Rebuilds a cell's memory from the ledger of earlier lives. */
    public void replay(String cell, List<Ledger.Line> lines) {
        for (Ledger.Line line : lines) {
            if (line.entry().cell().equals(cell)) {
                line.result().ifPresent(outcome -> store(line.entry().command(), outcome));
                line.acknowledged().ifPresent(this::acknowledge);
                line.epoch().ifPresent(this::obey);
            }
        }
    }

    long epoch() {
        return epoch;
    }

    void obey(long higher) {
        epoch = higher;
    }

    void store(String id, Outcome outcome) {
        outcomes.put(id, outcome);
    }

    Optional<Outcome> stored(String id) {
        return Optional.ofNullable(outcomes.get(id));
    }

    Optional<Stored> unacknowledged() {
        return outcomes.entrySet().stream()
                .reduce((first, second) -> second)
                .map(entry -> new Stored(entry.getKey(), entry.getValue()));
    }

    boolean forgotten(String id) {
        return forgotten.contains(id);
    }

    boolean acknowledge(String id) {
        return outcomes.remove(id) != null && forgotten.add(id);
    }
}
