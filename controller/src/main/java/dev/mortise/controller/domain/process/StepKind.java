package dev.mortise.controller.domain.process;

import dev.mortise.controller.domain.plant.CellSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A kind of step: how the words of a plan become a request to a device. Found by {@link java.util.ServiceLoader}, so
 * that a new kind is one class and one line in META-INF/services.
 */
public interface StepKind {

    /** The word in {@code kind:}. */
    String name();

    /** What is wrong with this step, in sentences that say what would be right; empty when nothing is. */
    List<String> faults(Step step);

    /** What a cell must offer for this step; names of capabilities. */
    Set<String> capabilities(Step step);

    /** What is wrong with doing this step in this cell (no such pose, no robot); empty when nothing is. */
    List<String> faultsIn(CellSpec cell, Step step);

    /** Units of the measurements the step yields, by name; names may end in []. */
    Map<String, String> measures(Step step);

    /** What to ask of which device. Total for steps and cells without faults. */
    DeviceRequest request(CellSpec cell, Operation operation, Step step);
}
