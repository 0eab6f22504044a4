package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a rack stands at one moment: what each operation's evidence is worth and what is due. */
public final class Standing {

    private final RackBuild build;
    private final Map<OperationId, Validity> validities = new HashMap<>();
    private final Map<OperationId, List<OperationId>> dependants = new HashMap<>();

    Standing(RackBuild build) {
        this.build = build;
        for (Operation operation : build.plan().operations()) {
            validities.put(operation.id(), derive(operation));
            operation
                    .needs()
                    .forEach(need -> dependants
                            .computeIfAbsent(need, key -> new ArrayList<>())
                            .add(operation.id()));
        }
    }

    public Validity validity(OperationId operation) {
        return Optional.ofNullable(validities.get(operation)).orElse(Validity.MISSING);
    }

    public Map<Validity, Integer> counts() {
        Map<Validity, Integer> counts = new EnumMap<>(Validity.class);
        for (Validity validity : Validity.values()) {
            counts.put(validity, 0);
        }
        validities.values().forEach(validity -> counts.merge(validity, 1, Integer::sum));
        return counts;
    }

    /** Every operation has valid evidence. Nothing else releases a rack. */
    public boolean releasable() {
        return validities.values().stream().allMatch(validity -> validity == Validity.VALID);
    }

    /** What to do now, in plan order; nothing on a rack that was given up. */
    public List<Work> due() {
        if (build.abandoned().isPresent()) {
            return List.of();
        }
        List<Work> due = new ArrayList<>();
        for (Operation operation : build.plan().operations()) {
            dueWork(operation).filter(work -> !due.contains(work)).ifPresent(due::add);
        }
        return due;
    }

    /** Why an operation is not due, in one sentence. */
    public String why(Operation operation) {
        History history = build.history(operation.id());
        if (build.abandoned().isPresent() && validity(operation.id()) != Validity.VALID) {
            return "is not done any more: the rack was given up";
        }
        if (history.question().isPresent()) {
            return "question " + history.question().orElseThrow().question() + " is open";
        }
        return switch (validity(operation.id())) {
            case VALID -> "is done";
            case RUNNING -> "is running";
            default ->
                blockers(operation).stream()
                        .findFirst()
                        .map(blocker -> "needs " + blocker + ", which is " + validity(blocker))
                        .orElse("is due");
        };
    }

    /** Why an operation's evidence does not count, down to what happened; empty when it counts. */
    public String whyNotValid(Operation operation) {
        return new WhyNotValid(build, this).of(operation);
    }

    /** Plan order respects needs, so that what an operation rests on is always derived before it. */
    private Validity derive(Operation operation) {
        History history = build.history(operation.id());
        if (history.running().isPresent()) {
            return Validity.RUNNING;
        }
        Optional<Evidence> judged = history.newestJudged();
        if (judged.isEmpty()) {
            return Validity.MISSING;
        }
        Evidence evidence = judged.orElseThrow();
        if (!history.accepted(evidence)) {
            return Validity.FAILED;
        }
        boolean newest = history.newest().equals(judged);
        return newest && !history.reopened() && restsOnValid(operation, evidence) ? Validity.VALID : Validity.VOID;
    }

    private boolean restsOnValid(Operation operation, Evidence evidence) {
        return operation.needs().stream()
                .allMatch(need -> validity(need) == Validity.VALID
                        && build.history(need)
                                .newestJudged()
                                .map(Evidence::attempt)
                                .equals(Optional.ofNullable(evidence.restsOn().get(need))));
    }

    private Optional<Work> dueWork(Operation operation) {
        History history = build.history(operation.id());
        Validity validity = validity(operation.id());
        boolean open = validity == Validity.MISSING || validity == Validity.VOID || validity == Validity.FAILED;
        if (!open || history.question().isPresent()) {
            return Optional.empty();
        }
        if (inPlace(operation)) {
            return mustBeTakenBack(operation, history) ? firstToTakeBack(operation, new HashSet<>()) : Optional.empty();
        }
        return blockers(operation).isEmpty() ? Optional.of(Work.doing(operation.id())) : Optional.empty();
    }

    /**
     * An operation in place is taken back when it is to be done again: it was reopened, it failed, or all it needs is
     * valid anew. While it is only void because something below it is open, that one asks for it.
     */
    private boolean mustBeTakenBack(Operation operation, History history) {
        return history.reopened()
                || validity(operation.id()) == Validity.FAILED
                || blockers(operation).isEmpty();
    }

    /** What rests on an operation and is in place is taken back before it: drain, then pull the tray. */
    private Optional<Work> firstToTakeBack(Operation operation, Set<OperationId> seen) {
        for (OperationId dependant : dependants.getOrDefault(operation.id(), List.of())) {
            if (seen.add(dependant)) {
                Operation above = build.operation(dependant);
                if (build.history(dependant).running().isPresent()) {
                    return Optional.empty();
                }
                Optional<Work> first = firstToTakeBack(above, seen);
                if (first.isPresent()) {
                    return first;
                }
            }
        }
        return inPlace(operation) ? Optional.of(Work.undoing(operation.id())) : Optional.empty();
    }

    private boolean inPlace(Operation operation) {
        return !operation.undo().isEmpty() && build.history(operation.id()).inPlace(operation.placedBy());
    }

    private List<OperationId> blockers(Operation operation) {
        List<OperationId> blockers = new ArrayList<>();
        for (Operation other : build.plan().operations()) {
            boolean wanted =
                    operation.needs().contains(other.id()) || operation.after().contains(other.id());
            if (wanted && validity(other.id()) != Validity.VALID) {
                blockers.add(other.id());
            }
        }
        return blockers;
    }
}
