package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.process.OperationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened to one operation of one rack.
 *
 * @param attempts ended ones, in order
 * @param running the attempt under way
 * @param reopening why it was reopened after its newest attempt started; empty when it was not
 * @param question the open question about it
 * @param granted attempts that persons allowed beyond the budgets
 */
record History(
        List<Evidence> attempts,
        Optional<RackEvent.AttemptStarted> running,
        Optional<RackEvent.OperationReopened> reopening,
        Optional<RackEvent.QuestionAsked> question,
        int granted) {

    static final History NONE = new History(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 0);

    History {
        attempts = List.copyOf(attempts);
    }

    History start(RackEvent.AttemptStarted event) {
        boolean undoes = event.work().kind() == Work.Kind.UNDO;
        return new History(attempts, Optional.of(event), reopening.filter(cause -> undoes), question, granted);
    }

    History end(Evidence evidence) {
        List<Evidence> all = new ArrayList<>(attempts);
        all.add(evidence);
        return new History(all, Optional.empty(), reopening, question, granted);
    }

    History reopen(RackEvent.OperationReopened cause) {
        return new History(attempts, running, Optional.of(cause), question, granted);
    }

    History ask(RackEvent.QuestionAsked asked) {
        return new History(attempts, running, reopening, Optional.of(asked), granted);
    }

    History answer(boolean again) {
        return new History(attempts, running, reopening, Optional.empty(), granted + (again ? 1 : 0));
    }

    boolean reopened() {
        return reopening.isPresent();
    }

    int nextAttempt() {
        return running.map(started -> started.attempt() + 1)
                .orElse(
                        attempts.isEmpty()
                                ? 1
                                : attempts.get(attempts.size() - 1).attempt() + 1);
    }

    /** Newest ended attempt, doing or undoing. */
    Optional<Evidence> newest() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    /** Newest attempt at doing that reached a verdict. */
    Optional<Evidence> newestJudged() {
        for (int i = attempts.size() - 1; i >= 0; i--) {
            Evidence evidence = attempts.get(i);
            if (evidence.work().kind() == Work.Kind.DO && evidence.verdict() != Verdict.INTERRUPTED) {
                return Optional.of(evidence);
            }
        }
        return Optional.empty();
    }

    /** True when something of it is physically there: its placing step was done and not taken back since. */
    boolean inPlace(String placedBy) {
        for (int i = attempts.size() - 1; i >= 0; i--) {
            Evidence evidence = attempts.get(i);
            if (evidence.work().kind() == Work.Kind.UNDO && evidence.verdict() == Verdict.OK) {
                return false;
            }
            if (evidence.work().kind() == Work.Kind.DO && placed(evidence, placedBy)) {
                return true;
            }
        }
        return false;
    }

    private static boolean placed(Evidence evidence, String placedBy) {
        return placedBy.isEmpty()
                ? evidence.verdict() == Verdict.OK
                : evidence.steps().stream().anyMatch(step -> step.step().equals(placedBy) && step.hadItsEffect());
    }

    static History of(Map<OperationId, History> all, OperationId id) {
        return all.getOrDefault(id, NONE);
    }
}
