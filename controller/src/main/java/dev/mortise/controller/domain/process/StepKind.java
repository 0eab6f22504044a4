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

    /**
     * What is wrong with this step, each as {@code key: what would be right} or as a sentence without a colon when no key
     * is meant; empty when nothing is.
     */
    List<String> faults(Step step);

    /** What a cell must offer for this step; names of capabilities. */
    Set<String> capabilities(Step step);

    /** The same for doing this step in this cell: no such pose, no robot. */
    List<String> faultsIn(CellSpec cell, Step step);

    /** Capabilities that it brings along, beyond those of commands.yaml; plants may offer them. */
    default Set<String> ownCapabilities() {
        return Set.of();
    }

    /** Units of the measurements the step yields, by name; names may end in []. */
    Map<String, String> measures(Step step);

    /** Names of the text results the step yields. */
    default Set<String> reports(Step step) {
        return Set.of();
    }

    /** Codes of the part failures that the device reports by itself, beyond the step's limits. */
    default Set<String> failures(Step step) {
        return Set.of();
    }

    /** What to ask of which device. Total for steps and cells without faults. */
    DeviceRequest request(CellSpec cell, Operation operation, Step step);
}
