package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import java.util.Optional;

/** Why evidence does not count, from the evidence down to the event that voided it. */
final class WhyNotValid {

    private final RackBuild build;
    private final Standing standing;

    WhyNotValid(RackBuild build, Standing standing) {
        this.build = build;
        this.standing = standing;
    }

    String of(Operation operation) {
        History history = build.history(operation.id());
        return switch (standing.validity(operation.id())) {
            case VALID -> "";
            case RUNNING, MISSING -> standing.why(operation);
            case FAILED -> failed(history);
            case VOID -> voided(operation, history);
        };
    }

    private static String failed(History history) {
        String asked = history.question()
                .map(question -> "; question " + question.question() + " is open")
                .orElse("");
        return history.newestJudged()
                .map(nok -> "attempt " + nok.attempt() + " was NOK: " + nok.reason() + asked)
                .orElse("");
    }

    private String voided(Operation operation, History history) {
        if (history.reopening().isPresent()) {
            return "reopened: " + history.reopening().orElseThrow().because();
        }
        if (!history.newest().equals(history.newestJudged())) {
            return history.newest().map(WhyNotValid::overtaken).orElse("");
        }
        Evidence evidence = history.newestJudged().orElseThrow();
        return operation.needs().stream()
                .flatMap(need -> fallen(need, evidence).stream())
                .findFirst()
                .orElse("");
    }

    /** What came after the evidence and was no new one. */
    private static String overtaken(Evidence newest) {
        if (newest.verdict() == Verdict.INTERRUPTED) {
            return "attempt " + newest.attempt() + " was broken off: " + newest.reason();
        }
        return "attempt " + newest.attempt() + " took it back";
    }

    private Optional<String> fallen(OperationId need, Evidence evidence) {
        if (standing.validity(need) != Validity.VALID) {
            return Optional.of(
                    "rests on " + need + ", which is " + standing.validity(need) + ": " + of(build.operation(need)));
        }
        int now = build.history(need).newestJudged().map(Evidence::attempt).orElse(0);
        Optional<Integer> then = Optional.ofNullable(evidence.restsOn().get(need));
        return then.equals(Optional.of(now))
                ? Optional.empty()
                : Optional.of(
                        "rests on attempt " + then.orElse(0) + " of " + need + ", which was redone as attempt " + now);
    }
}
