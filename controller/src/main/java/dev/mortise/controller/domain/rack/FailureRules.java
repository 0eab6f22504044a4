package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.process.FailurePolicy.Rule;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.StepReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What follows from a NOK verdict: the first rule that matches and has budget left, then a question. */
final class FailureRules {

    private final RackBuild build;

    FailureRules(RackBuild build) {
        this.build = build;
    }

    List<RackEvent> follow(Evidence nok) {
        Operation operation = build.operation(nok.operation());
        if (nok.work().kind() == Work.Kind.UNDO) {
            return List.of(question(operation, nok, List.of()));
        }
        History history = build.history(operation.id());
        int failures = failures(history);
        int spent = history.granted();
        Set<String> reworkChoices = new LinkedHashSet<>();
        for (Rule rule : operation.onFailure().rules()) {
            if (rule.matches(nok.reason())) {
                spent += rule.budget();
                boolean left = failures <= spent;
                if (rule instanceof Rule.Rework rework) {
                    List<OperationId> targets = targets(operation, rework, nok);
                    if (left && !targets.isEmpty()) {
                        return reopen(operation, targets, nok);
                    }
                    targets.forEach(target -> reworkChoices.add(RackRules.REWORK + target));
                } else if (left) {
                    return List.of();
                }
            }
        }
        return failures <= history.granted() ? List.of() : List.of(question(operation, nok, reworkChoices));
    }

    /** Budgets count NOK verdicts of this rack and operation; they never refill. */
    private static int failures(History history) {
        return (int) history.attempts().stream()
                .filter(evidence -> evidence.work().kind() == Work.Kind.DO && evidence.verdict() == Verdict.NOK)
                .count();
    }

    private List<OperationId> targets(Operation failed, Rule.Rework rework, Evidence nok) {
        String slot = rework.slotFrom().isEmpty()
                ? failed.slot()
                : nok.steps().stream()
                        .map(StepReport::reports)
                        .filter(reports -> reports.containsKey(rework.slotFrom()))
                        .map(reports -> reports.getOrDefault(rework.slotFrom(), ""))
                        .findFirst()
                        .orElse("");
        return build.plan().operations().stream()
                .filter(operation -> operation.template().equals(rework.template()))
                .filter(operation -> slot.isEmpty()
                        || operation.slot().equals(slot)
                        || operation.slot().isEmpty())
                .map(Operation::id)
                .toList();
    }

    private static List<RackEvent> reopen(Operation failed, List<OperationId> targets, Evidence nok) {
        List<RackEvent> events = new ArrayList<>();
        for (OperationId target : targets) {
            events.add(new RackEvent.OperationReopened(
                    target, failed.id() + " attempt " + nok.attempt() + " was NOK: " + nok.reason(), nok.finishedAt()));
        }
        return events;
    }

    private RackEvent question(Operation operation, Evidence nok, Iterable<String> reworkChoices) {
        List<String> choices = new ArrayList<>();
        choices.add(RackRules.RETRY);
        reworkChoices.forEach(choices::add);
        Instant at = nok.finishedAt();
        return new RackEvent.QuestionAsked(
                build.id() + "-" + operation.id() + "-" + nok.attempt(),
                operation.id(),
                operation.title() + " failed (" + nok.reason() + ") and its budget is used up. How does it go on?",
                FailureFacts.of(nok),
                choices,
                at);
    }
}
