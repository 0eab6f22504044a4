package dev.mortise.controller.domain.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One operation: what must hold before it, what it does, what its results must be.
 *
 * @param template name in the rack type, the same for every slot
 * @param number of the plant's routing, e.g. 110
 * @param slot the slot concerned, or empty
 * @param slotPosition number of the slot from the bottom, 0 without a slot
 * @param part the part concerned, or empty
 * @param capabilities a cell must have all of them; empty: the controller does it by itself
 * @param needs their evidence must be valid, and redoing them voids this one's
 * @param after order only
 * @param steps what is done, in order
 * @param undo takes the operation back; done before it is done again on a rack that has it in place
 * @param waivable whether two persons may accept its failed evidence
 * @param placedBy id of the step that physically puts the part in place; empty: nothing is placed
 * @param planned how long it should take; empty where nobody says. Nothing is controlled by it
 */
public record Operation(
        OperationId id,
        String template,
        int number,
        String title,
        String slot,
        int slotPosition,
        String part,
        Set<String> capabilities,
        Set<OperationId> needs,
        Set<OperationId> after,
        List<Step> steps,
        List<Step> undo,
        boolean waivable,
        String placedBy,
        FailurePolicy onFailure,
        Optional<Duration> planned) {

    public Operation {
        capabilities = Set.copyOf(capabilities);
        needs = Set.copyOf(needs);
        after = Set.copyOf(after);
        steps = List.copyOf(steps);
        undo = List.copyOf(undo);
    }
}
