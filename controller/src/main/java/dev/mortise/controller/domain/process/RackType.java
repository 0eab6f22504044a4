package dev.mortise.controller.domain.process;

import java.util.List;
import java.util.Map;

/**
 * Bill of materials with slots, and the process plan.
 *
 * @param slots slots by group, in order of insertion: compute-trays to C01..C18
 */
public record RackType(
        String id, String revision, List<Component> bom, Map<String, List<Slot>> slots, ProcessPlan plan) {

    public RackType {
        bom = List.copyOf(bom);
        slots = Map.copyOf(slots);
    }

    /**
     * One line of the bill of materials.
     *
     * @param massKilograms of one piece
     */
    public record Component(String part, String title, int quantity, double massKilograms) {}

    /**
     * A place in the rack for one part.
     *
     * @param position number from the bottom, 1 and up: a robot's height follows from it
     */
    public record Slot(String id, String part, int position) {}
}
