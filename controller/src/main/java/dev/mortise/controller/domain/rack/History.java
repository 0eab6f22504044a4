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
 * @param waivers of failed evidence, at most one an attempt, in order
 */
record History(
        List<Evidence> attempts,
        Optional<RackEvent.AttemptStarted> running,
        Optional<RackEvent.OperationReopened> reopening,
        Optional<RackEvent.QuestionAsked> question,
        int granted,
        List<Waiver> waivers) {

    static final History NONE =
            new History(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 0, List.of());

    History {
        attempts = List.copyOf(attempts);
        waivers = List.copyOf(waivers);
    }

    History start(RackEvent.AttemptStarted event) {
        boolean undoes = event.work().kind() == Work.Kind.UNDO;
        return new History(attempts, Optional.of(event), reopening.filter(cause -> undoes), question, granted, waivers);
    }

    History end(Evidence evidence) {
        List<Evidence> all = new ArrayList<>(attempts);
        all.add(evidence);
        return new History(all, Optional.empty(), reopening, question, granted, waivers);
    }

    History reopen(RackEvent.OperationReopened cause) {
        return new History(attempts, running, Optional.of(cause), question, granted, waivers);
    }

    History ask(RackEvent.QuestionAsked asked) {
        return new History(attempts, running, reopening, Optional.of(asked), granted, waivers);
    }

    History answer(boolean again) {
        return new History(attempts, running, reopening, Optional.empty(), granted + (again ? 1 : 0), waivers);
    }

    boolean reopened() {
        return reopening.isPresent();
    }

    History propose(RackEvent.WaiverProposed proposed) {
        return with(new Waiver(proposed, Optional.empty()));
    }

    History grant(RackEvent.WaiverGranted event) {
        return waiver(event.attempt())
                .map(waiver -> with(new Waiver(waiver.proposed(), Optional.of(event))))
                .orElse(this);
    }

    private History with(Waiver waiver) {
        List<Waiver> all = new ArrayList<>(waivers);
        all.removeIf(before -> before.covers(waiver.proposed().attempt()));
        all.add(waiver);
        return new History(attempts, running, reopening, question, granted, all);
    }

    /** Of an attempt's evidence, granted or only proposed. */
    Optional<Waiver> waiver(int attempt) {
        return waivers.stream().filter(waiver -> waiver.covers(attempt)).findFirst();
    }

    /** OK, or as good as that because two persons say so. */
    boolean accepted(Evidence evidence) {
        boolean waived = waiver(evidence.attempt()).flatMap(Waiver::granted).isPresent();
        return evidence.verdict() == Verdict.OK || (evidence.verdict() == Verdict.NOK && waived);
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

    private boolean placed(Evidence evidence, String placedBy) {
        return placedBy.isEmpty()
                ? accepted(evidence)
                : evidence.steps().stream().anyMatch(step -> step.step().equals(placedBy) && step.hadItsEffect());
    }

    static History of(Map<OperationId, History> all, OperationId id) {
        return all.getOrDefault(id, NONE);
    }
}
