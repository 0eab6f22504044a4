package dev.mortise.controller.domain.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations of one rack type, templates unrolled over their slots, in an order that respects needs and after. */
public record ProcessPlan(List<Operation> operations, Map<OperationId, Operation> byId) {

    public ProcessPlan(List<Operation> operations) {
        this(operations, index(operations));
    }

    public ProcessPlan {
        operations = List.copyOf(operations);
        byId = Map.copyOf(byId);
    }

    public Optional<Operation> operation(OperationId id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static Map<OperationId, Operation> index(List<Operation> operations) {
        Map<OperationId, Operation> index = new LinkedHashMap<>();
        for (Operation operation : operations) {
            if (index.put(operation.id(), operation) != null) {
                throw new IllegalArgumentException("operation " + operation.id() + " occurs twice");
            }
        }
        return index;
    }
}
