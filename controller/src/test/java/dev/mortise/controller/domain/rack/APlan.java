package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.process.FailurePolicy;
import dev.mortise.controller.domain.process.FailurePolicy.Rule;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.ProcessPlan;
import dev.mortise.controller.domain.process.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The one way to build a plan for a test: operations of one step, in order. */
final class APlan {

    private final List<Operation> operations = new ArrayList<>();

    /** An operation under construction. */
    static final class Entry {
        private final String id;
        private Set<OperationId> needs = Set.of();
        private Set<OperationId> after = Set.of();
        private boolean undo;
        private boolean waivable;
        private boolean cell = true;
        private String slot = "";
        private final List<Rule> rules = new ArrayList<>();

        Entry(String id) {
            this.id = id;
        }

        Entry needs(String... ids) {
            needs = ids(ids);
            return this;
        }

        Entry after(String... ids) {
            after = ids(ids);
            return this;
        }

        Entry canBeTakenBack() {
            undo = true;
            return this;
        }

        Entry waivable() {
            waivable = true;
            return this;
        }

        Entry byTheController() {
            cell = false;
            return this;
        }

        Entry inSlot(String newSlot) {
            slot = newSlot;
            return this;
        }

        Entry retries(int budget) {
            rules.add(new Rule.Retry(Set.of(), budget));
            return this;
        }

        Entry reworks(String template, int budget, String slotFrom) {
            rules.add(new Rule.Rework(Set.of(), budget, template, slotFrom));
            return this;
        }

        private static Set<OperationId> ids(String... ids) {
            Set<OperationId> set = new LinkedHashSet<>();
            for (String id : ids) {
                set.add(new OperationId(id));
            }
            return set;
        }
    }

    static Entry op(String id) {
        return new Entry(id);
    }

    static ProcessPlan of(Entry... entries) {
        APlan plan = new APlan();
        for (Entry entry : entries) {
            plan.add(entry);
        }
        return new ProcessPlan(plan.operations);
    }

    private void add(Entry entry) {
        int dot = entry.id.indexOf('.');
        operations.add(new Operation(
                new OperationId(entry.id),
                dot < 0 ? entry.id : entry.id.substring(0, dot),
                10 * (operations.size() + 1),
                "operation " + entry.id,
                entry.slot,
                1,
                "part",
                entry.cell ? Set.of("work") : Set.of(),
                entry.needs,
                entry.after,
                entry.cell ? List.of(step("do")) : List.of(),
                entry.undo ? List.of(step("undo")) : List.of(),
                entry.waivable,
                "",
                new FailurePolicy(entry.rules),
                Optional.empty()));
    }

    private static Step step(String id) {
        return new Step(id, "plc", Map.of(), Map.of(), List.of());
    }

    /** Any plan: needs and order go backwards, reworks reach what an operation rests on. */
    static ProcessPlan random(Random chance) {
        APlan plan = new APlan();
        int count = 3 + chance.nextInt(9);
        for (int i = 0; i < count; i++) {
            Entry entry = op("op" + i);
            entry.needs(some(chance, i, 0.35));
            entry.after(some(chance, i, 0.2));
            if (chance.nextBoolean()) {
                entry.canBeTakenBack();
            }
            if (i == count - 1 && chance.nextBoolean()) {
                entry.byTheController();
            }
            if (chance.nextBoolean()) {
                entry.retries(1 + chance.nextInt(2));
            }
            List<OperationId> below = List.copyOf(entry.needs);
            if (!below.isEmpty() && chance.nextBoolean()) {
                entry.reworks(below.get(chance.nextInt(below.size())).value(), 1 + chance.nextInt(2), "");
            }
            plan.add(entry);
        }
        return new ProcessPlan(plan.operations);
    }

    private static String[] some(Random chance, int below, double share) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < below; i++) {
            if (chance.nextDouble() < share) {
                ids.add("op" + i);
            }
        }
        return ids.toArray(String[]::new);
    }
}
