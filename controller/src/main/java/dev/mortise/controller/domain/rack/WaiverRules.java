package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which events follow when failed evidence is to be accepted: one person proposes it, another grants it. */
final class WaiverRules {

    /** How a question is answered by a waiver; no choice of it. */
    private static final String WAIVED = "waived";

    private final RackBuild build;

    WaiverRules(RackBuild build) {
        this.build = build;
    }

    RackDecision propose(RackCommand.ProposeWaiver wanted) {
        Optional<String> refusal = refusal(wanted.operation());
        if (refusal.isPresent()) {
            return RackDecision.refuse(refusal.orElseThrow());
        }
        int attempt = failed(wanted.operation());
        boolean already = build.history(wanted.operation())
                .waiver(attempt)
                .map(Waiver::proposed)
                .filter(before ->
                        before.by().equals(wanted.by()) && before.reason().equals(wanted.reason()))
                .isPresent();
        return already
                ? RackDecision.accept()
                : RackDecision.accept(new RackEvent.WaiverProposed(
                        wanted.operation(), attempt, wanted.reason(), wanted.by(), wanted.at()));
    }

    RackDecision grant(RackCommand.GrantWaiver wanted) {
        Optional<String> refusal = refusal(wanted.operation());
        if (refusal.isPresent()) {
            return RackDecision.refuse(refusal.orElseThrow());
        }
        History history = build.history(wanted.operation());
        int attempt = failed(wanted.operation());
        Optional<RackEvent.WaiverProposed> proposed = history.waiver(attempt).map(Waiver::proposed);
        if (proposed.isEmpty()) {
            return RackDecision.refuse("nobody has proposed to waive attempt " + attempt + " at " + wanted.operation());
        }
        if (same(proposed.orElseThrow().by(), wanted.by())) {
            return RackDecision.refuse(wanted.by() + " has proposed it; another person has to grant it");
        }
        List<RackEvent> events = new ArrayList<>();
        events.add(new RackEvent.WaiverGranted(wanted.operation(), attempt, wanted.by(), wanted.at()));
        history.question()
                .ifPresent(asked -> events.add(new RackEvent.QuestionAnswered(
                        asked.question(), asked.operation(), WAIVED, wanted.by(), wanted.at())));
        return new RackDecision.Accepted(events);
    }

    static boolean same(String one, String other) {
        return one.strip().equalsIgnoreCase(other.strip());
    }

    private Optional<String> refusal(OperationId id) {
        Optional<Operation> operation = build.plan().operation(id);
        if (operation.isEmpty()) {
            return Optional.of("rack " + build.id() + " has no operation " + id);
        }
        if (!operation.orElseThrow().waivable()) {
            return Optional.of(id + " cannot be waived: its rack type does not say that it may");
        }
        History history = build.history(id);
        Validity validity = build.validity(id);
        boolean newest = history.newest().equals(history.newestJudged()) && !history.reopened();
        return new WishRules(build)
                .over()
                .or(() -> validity == Validity.FAILED && newest
                        ? Optional.empty()
                        : Optional.of(id + " has no failed evidence that could be waived: it is "
                                + (validity == Validity.FAILED ? "being done anew" : validity)));
    }

    /** Its newest attempt; it has failed. */
    private int failed(OperationId operation) {
        return build.history(operation).newestJudged().map(Evidence::attempt).orElse(0);
    }
}
