package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.Judgement;
import dev.mortise.controller.domain.process.Limit;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which events follow from a command. */
final class RackRules {

    /** A person allows one more attempt. */
    static final String RETRY = "retry";

    /** Choices that reopen an operation begin with this, the operation follows. */
    static final String REWORK = "rework ";

    /** Evidence of what the controller does by itself. */
    private static final CellId NO_CELL = new CellId("mortise");

    private final RackBuild build;

    RackRules(RackBuild build) {
        this.build = build;
    }

    RackDecision decide(RackCommand command) {
        if (command instanceof RackCommand.Order order) {
            return build.ordered().isPresent()
                    ? RackDecision.refuse("rack " + build.id() + " is ordered already")
                    : RackDecision.accept(
                            new RackEvent.RackOrdered(order.type(), order.revision(), order.by(), order.at()));
        }
        if (command instanceof RackCommand.Start start) {
            return start(start.work(), start.cell(), start.at());
        }
        if (command instanceof RackCommand.Finish finish) {
            return finish(finish);
        }
        if (command instanceof RackCommand.Answer answer) {
            return answer(answer);
        }
        if (command instanceof RackCommand.ProposeWaiver propose) {
            return new WaiverRules(build).propose(propose);
        }
        if (command instanceof RackCommand.GrantWaiver grant) {
            return new WaiverRules(build).grant(grant);
        }
        WishRules wishes = new WishRules(build);
        if (command instanceof RackCommand.Hold hold) {
            return wishes.hold(hold);
        }
        if (command instanceof RackCommand.Unhold unhold) {
            return wishes.unhold(unhold);
        }
        if (command instanceof RackCommand.Abandon abandon) {
            return wishes.abandon(abandon);
        }
        return settle(((RackCommand.Settle) command).at());
    }

    private RackDecision start(Work work, CellId cell, Instant at) {
        Optional<RackEvent.AttemptStarted> running = build.running();
        if (running.isPresent()) {
            return RackDecision.refuse(
                    build.id() + " has " + running.orElseThrow().work() + " running");
        }
        Optional<String> standstill = build.standstill();
        if (standstill.isPresent()) {
            return RackDecision.refuse(standstill.orElseThrow());
        }
        Standing standing = build.standing();
        if (!standing.due().contains(work)) {
            return RackDecision.refuse(
                    work + " is not due on " + build.id() + ": " + standing.why(build.operation(work.operation())));
        }
        return RackDecision.accept(started(work, cell, at));
    }

    private RackEvent.AttemptStarted started(Work work, CellId cell, Instant at) {
        Map<OperationId, Integer> restsOn = new HashMap<>();
        for (OperationId need : build.operation(work.operation()).needs()) {
            build.history(need).newestJudged().ifPresent(evidence -> restsOn.put(need, evidence.attempt()));
        }
        return new RackEvent.AttemptStarted(
                work, build.history(work.operation()).nextAttempt(), cell, restsOn, at);
    }

    private RackDecision finish(RackCommand.Finish finish) {
        History history = build.history(finish.work().operation());
        boolean ended = history.attempts().stream().anyMatch(evidence -> evidence.attempt() == finish.attempt());
        if (ended) {
            return RackDecision.accept();
        }
        Optional<RackEvent.AttemptStarted> running = history.running()
                .filter(started ->
                        started.attempt() == finish.attempt() && started.work().equals(finish.work()));
        if (running.isEmpty()) {
            return RackDecision.refuse(
                    finish.work() + " attempt " + finish.attempt() + " was never started on " + build.id());
        }
        Evidence evidence = judge(running.orElseThrow(), finish);
        RackEvent end = new RackEvent.AttemptEnded(evidence);
        List<RackEvent> events = new ArrayList<>();
        events.add(end);
        if (evidence.verdict() == Verdict.NOK && build.abandoned().isEmpty()) {
            events.addAll(new FailureRules(build.apply(end)).follow(evidence));
        }
        return new RackDecision.Accepted(events);
    }

    private Evidence judge(RackEvent.AttemptStarted started, RackCommand.Finish finish) {
        Operation operation = build.operation(finish.work().operation());
        boolean undo = finish.work().kind() == Work.Kind.UNDO;
        List<Step> steps = undo ? operation.undo() : operation.steps();
        List<Limit> limits =
                steps.stream().flatMap(step -> step.limits().stream()).toList();
        String reason =
                finish.interrupted().isEmpty() ? fault(steps, finish.steps()).orElse("") : finish.interrupted();
        Verdict verdict =
                !finish.interrupted().isEmpty() ? Verdict.INTERRUPTED : reason.isEmpty() ? Verdict.OK : Verdict.NOK;
        return new Evidence(
                finish.work(),
                finish.attempt(),
                verdict,
                reason,
                finish.cell(),
                started.restsOn(),
                finish.steps(),
                limits,
                started.at(),
                finish.finishedAt(),
                finish.simulated());
    }

    /** Every step must have reported, and every report must be OK. */
    private static Optional<String> fault(List<Step> steps, List<StepReport> reports) {
        for (int i = 0; i < steps.size(); i++) {
            if (i >= reports.size()) {
                return Optional.of("missing-step-" + steps.get(i).id());
            }
            Optional<String> fault = Judgement.fault(steps.get(i).limits(), reports.get(i));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private RackDecision answer(RackCommand.Answer answer) {
        Optional<RackEvent.QuestionAsked> open = build.questions().stream()
                .filter(question -> question.question().equals(answer.question()))
                .findFirst();
        if (open.isEmpty()) {
            return RackDecision.refuse("rack " + build.id() + " has no open question " + answer.question());
        }
        RackEvent.QuestionAsked question = open.orElseThrow();
        if (!question.choices().contains(answer.choice())) {
            return RackDecision.refuse(
                    "'" + answer.choice() + "' is no choice; choose one of " + String.join(", ", question.choices()));
        }
        List<RackEvent> events = new ArrayList<>();
        events.add(new RackEvent.QuestionAnswered(
                question.question(), question.operation(), answer.choice(), answer.by(), answer.at()));
        if (answer.choice().startsWith(REWORK)) {
            OperationId reopened = new OperationId(answer.choice().substring(REWORK.length()));
            events.add(new RackEvent.OperationReopened(
                    reopened, answer.by() + " answered " + question.question(), answer.at()));
        }
        return new RackDecision.Accepted(events);
    }

    /** Operations without a cell are checks of the record: they are OK when what they need is valid. */
    private RackDecision settle(Instant at) {
        if (build.standstill().isPresent()) {
            return RackDecision.accept();
        }
        List<RackEvent> events = new ArrayList<>();
        RackBuild now = build;
        for (Work work : build.due()) {
            if (work.kind() == Work.Kind.DO
                    && now.operation(work.operation()).capabilities().isEmpty()) {
                RackEvent.AttemptStarted started = new RackRules(now).started(work, NO_CELL, at);
                events.add(started);
                events.add(new RackEvent.AttemptEnded(new Evidence(
                        work,
                        started.attempt(),
                        Verdict.OK,
                        "",
                        NO_CELL,
                        started.restsOn(),
                        List.of(),
                        List.of(),
                        at,
                        at,
                        false)));
                now = build.applyAll(events);
            }
        }
        if (now.released().isEmpty()
                && now.ordered().isPresent()
                && now.standing().releasable()) {
            events.add(new RackEvent.RackReleased(RecordHash.of(now), at));
        }
        return new RackDecision.Accepted(events);
    }
}
