package dev.mortise.controller.domain.rack;

import java.util.Optional;
import java.util.TreeSet;

/** What cannot have happened to a rack after what happened to it before: such a journal is damaged. */
public final class RackContradiction {

    private RackContradiction() {}

    /** One sentence; empty when the event follows. */
    public static Optional<String> of(RackBuild build, RackEvent event) {
        if (event instanceof RackEvent.RackOrdered) {
            return said(build.ordered().isPresent(), "ordered a second time");
        }
        if (event instanceof RackEvent.AttemptStarted started) {
            return started(build, started);
        }
        if (event instanceof RackEvent.AttemptEnded ended) {
            Evidence evidence = ended.evidence();
            boolean underWay = build.history(evidence.operation())
                    .running()
                    .filter(running -> running.attempt() == evidence.attempt())
                    .isPresent();
            return said(
                    !underWay,
                    "attempt " + evidence.attempt() + " at " + evidence.operation() + " ended and was not under way");
        }
        if (event instanceof RackEvent.QuestionAnswered answered) {
            boolean open = build.history(answered.operation())
                    .question()
                    .filter(asked -> asked.question().equals(answered.question()))
                    .isPresent();
            return said(!open, "question " + answered.question() + " was answered and was not open");
        }
        if (event instanceof RackEvent.RackHeld || event instanceof RackEvent.RackAbandoned) {
            return said(build.released().isPresent(), "wanted to stand still after its release")
                    .or(() -> said(build.abandoned().isPresent(), "wanted to stand still after it was given up"));
        }
        if (event instanceof RackEvent.WaiverGranted granted) {
            boolean byAnother = build.history(granted.operation())
                    .waiver(granted.attempt())
                    .filter(waiver -> !WaiverRules.same(waiver.proposed().by(), granted.by()))
                    .isPresent();
            return said(
                    !byAnother,
                    "a waiver of attempt " + granted.attempt() + " at " + granted.operation()
                            + " was granted that nobody else had proposed");
        }
        return event instanceof RackEvent.RackReleased ? released(build) : Optional.empty();
    }

    private static Optional<String> started(RackBuild build, RackEvent.AttemptStarted started) {
        int next = build.history(started.work().operation()).nextAttempt();
        String attempt =
                "attempt " + started.attempt() + " at " + started.work().operation();
        return said(started.attempt() < next, attempt + " after attempt " + (next - 1))
                .or(() -> build.standstill().map(why -> attempt + " began although " + why));
    }

    private static Optional<String> released(RackBuild build) {
        TreeSet<String> running = new TreeSet<>();
        build.histories()
                .forEach(
                        (operation, history) -> history.running().ifPresent(started -> running.add(operation.value())));
        return said(build.released().isPresent(), "released a second time")
                .or(() -> build.standstill().map(why -> "released although " + why))
                .or(() -> said(!running.isEmpty(), "released while " + running + " was under way"));
    }

    private static Optional<String> said(boolean contradicts, String sentence) {
        return contradicts ? Optional.of(sentence) : Optional.empty();
    }
}
