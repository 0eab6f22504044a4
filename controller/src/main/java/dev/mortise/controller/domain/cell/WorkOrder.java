package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.FailurePolicy;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.rack.RackId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a cell is to do with a rack: one attempt at one operation, with its steps, so that a cell can go on after a
 * restart without asking anybody.
 *
 * @param undo true when it takes an operation back
 * @param attempt counts doing and undoing of this operation on this rack together, never reused
 */
public record WorkOrder(
        RackId rack,
        OperationId operation,
        String template,
        boolean undo,
        int attempt,
        String slot,
        int slotPosition,
        String part,
        List<Step> steps) {

    /** The operation that moving a rack is, for the transporter. */
    public static final OperationId TRANSPORT = new OperationId("transport");

    public WorkOrder {
        steps = List.copyOf(steps);
    }

    public static WorkOrder of(RackId rack, Operation operation, boolean undo, int attempt) {
        return new WorkOrder(
                rack,
                operation.id(),
                operation.template(),
                undo,
                attempt,
                operation.slot(),
                operation.slotPosition(),
                operation.part(),
                undo ? operation.undo() : operation.steps());
    }

    /** Moves a rack; {@code from} is empty for a rack that enters the line. */
    public static WorkOrder transport(RackId rack, String from, String to, int number) {
        Step move =
                new Step("move", "plc", Map.of(), Map.of("command", "rack.move", "from", from, "to", to), List.of());
        return new WorkOrder(rack, TRANSPORT, TRANSPORT.value(), false, number, "", 0, "", List.of(move));
    }

    public boolean isTransport() {
        return operation.equals(TRANSPORT);
    }

    public CommandId command(Step step) {
        return CommandId.of(rack.value(), operation, attempt, step.id());
    }

    /** The operation as far as a step kind needs it. */
    public Operation asOperation() {
        return new Operation(
                operation,
                template,
                0,
                template,
                slot,
                slotPosition,
                part,
                Set.of(),
                Set.of(),
                Set.of(),
                steps,
                List.of(),
                false,
                "",
                FailurePolicy.ASK,
                Optional.empty());
    }

    /** True when both name the same attempt. */
    public boolean sameAttempt(WorkOrder other) {
        return rack.equals(other.rack) && operation.equals(other.operation) && attempt == other.attempt;
    }

    @Override
    public String toString() {
        return (undo ? "undo " : "") + operation + " on " + rack + ", attempt " + attempt;
    }
}
