package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.ProcessPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rack under construction: its plan and the fold of its events. A rack is built the way make builds a program: what
 * is due, what is void and what may be released follow from the history and are stored nowhere.
 *
 * @param ordered the order; empty before it
 * @param wishes what people want of it beside its being built
 * @param released the release; empty before it
 */
public record RackBuild(
        RackId id,
        ProcessPlan plan,
        Optional<RackEvent.RackOrdered> ordered,
        Map<OperationId, History> histories,
        Wishes wishes,
        Optional<RackEvent.RackReleased> released) {

    public RackBuild {
        histories = Map.copyOf(histories);
    }

    public static RackBuild of(RackId id, ProcessPlan plan) {
        return new RackBuild(id, plan, Optional.empty(), Map.of(), Wishes.NONE, Optional.empty());
    }

    public RackDecision decide(RackCommand command) {
        return new RackRules(this).decide(command);
    }

    public RackBuild apply(RackEvent event) {
        if (event instanceof RackEvent.RackOrdered order) {
            return new RackBuild(id, plan, Optional.of(order), histories, wishes, released);
        }
        if (event instanceof RackEvent.AttemptStarted started) {
            OperationId operation = started.work().operation();
            return with(operation, history(operation).start(started));
        }
        if (event instanceof RackEvent.AttemptEnded ended) {
            OperationId operation = ended.evidence().operation();
            return with(operation, history(operation).end(ended.evidence()));
        }
        if (event instanceof RackEvent.OperationReopened reopened) {
            return with(reopened.operation(), history(reopened.operation()).reopen(reopened));
        }
        if (event instanceof RackEvent.QuestionAsked asked) {
            return with(asked.operation(), history(asked.operation()).ask(asked));
        }
        if (event instanceof RackEvent.QuestionAnswered answered) {
            boolean again = answered.choice().equals(RackRules.RETRY);
            return with(answered.operation(), history(answered.operation()).answer(again));
        }
        if (event instanceof RackEvent.WaiverProposed proposed) {
            return with(proposed.operation(), history(proposed.operation()).propose(proposed));
        }
        if (event instanceof RackEvent.WaiverGranted granted) {
            return with(granted.operation(), history(granted.operation()).grant(granted));
        }
        if (event instanceof RackEvent.RackReleased release) {
            return new RackBuild(id, plan, ordered, histories, wishes, Optional.of(release));
        }
        return new RackBuild(id, plan, ordered, histories, wished(event), released);
    }

    private Wishes wished(RackEvent event) {
        if (event instanceof RackEvent.RackHeld hold) {
            return wishes.hold(hold);
        }
        return event instanceof RackEvent.RackUnheld
                ? wishes.unhold()
                : wishes.abandon((RackEvent.RackAbandoned) event);
    }

    public RackBuild applyAll(List<? extends RackEvent> events) {
        RackBuild build = this;
        for (RackEvent event : events) {
            build = build.apply(event);
        }
        return build;
    }

    /** What to do now, in plan order. */
    public List<Work> due() {
        return new Standing(this).due();
    }

    public Validity validity(OperationId operation) {
        return new Standing(this).validity(operation);
    }

    /** Everything about this moment, computed once. */
    public Standing standing() {
        return new Standing(this);
    }

    /** Every attempt at an operation that has ended, in order. */
    public List<Evidence> attempts(OperationId operation) {
        return history(operation).attempts();
    }

    public Optional<RackEvent.AttemptStarted> running() {
        return plan.operations().stream()
                .flatMap(operation -> history(operation.id()).running().stream())
                .findFirst();
    }

    /** Waivers of failed evidence of an operation, in order; those that rework has overtaken, too. */
    public List<Waiver> waivers(OperationId operation) {
        return history(operation).waivers();
    }

    /** Why it is held, oldest first; empty when it is not. */
    public List<RackEvent.RackHeld> holds() {
        return wishes.holds();
    }

    /** Who gave it up and why; empty while it is to be built. */
    public Optional<RackEvent.RackAbandoned> abandoned() {
        return wishes.abandoned();
    }

    /** Why nothing may begin on it and it may not be released, in one sentence; empty when it may. */
    public Optional<String> standstill() {
        return new WishRules(this).standstill();
    }

    /** Questions that only a person can answer; nothing is asked about a rack that was given up. */
    public List<RackEvent.QuestionAsked> questions() {
        if (abandoned().isPresent()) {
            return List.of();
        }
        return plan.operations().stream()
                .flatMap(operation -> history(operation.id()).question().stream())
                .toList();
    }

    /** The operation of the plan; the plan of a rack never changes. */
    public Operation operation(OperationId operation) {
        return plan.operation(operation)
                .orElseThrow(() -> new IllegalArgumentException("rack " + id + " has no operation " + operation));
    }

    History history(OperationId operation) {
        return History.of(histories, operation);
    }

    private RackBuild with(OperationId operation, History history) {
        Map<OperationId, History> changed = new HashMap<>(histories);
        changed.put(operation, history);
        return new RackBuild(id, plan, ordered, changed, wishes, released);
    }
}
