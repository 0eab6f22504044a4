package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.cell.WorkOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** On which racks nothing may begin, because a person was told so. */
final class Standstills {

    private final World world;
    /** The attempt that was under way when the person was told; it may come to its end. */
    private final Map<String, Optional<String>> held = new HashMap<>();

    private final Map<String, Optional<String>> abandoned = new HashMap<>();
    private final Set<String> abandonmentAsked = new HashSet<>();
    private final Set<String> kept = new HashSet<>();

    Standstills(World world) {
        this.world = world;
    }

    void holdTold(String rack, Optional<String> running) {
        world.kernel.note(rack + " is held, a person was told; under way: " + running);
        held.put(rack, running);
    }

    void holdTakenBack(String rack) {
        held.remove(rack);
    }

    void abandonmentAsked(String rack) {
        abandonmentAsked.add(rack);
    }

    void abandonmentTold(String rack, Optional<String> running) {
        world.kernel.note(rack + " is given up, a person was told; under way: " + running);
        abandoned.put(rack, running);
    }

    /** A person was told that it may not start. */
    void keptOutTold(String rack) {
        world.kernel.note(rack + " may not start, a person was told");
        kept.add(rack);
    }

    void mayStartAgain(String rack) {
        kept.remove(rack);
    }

    /**
     * A device is asked for something for the first time.
     *
     * @param command {@code rack/operation/attempt/step}
     */
    void begins(String command) {
        String[] part = command.split("/", -1);
        String rack = part[0];
        boolean carried = part[1].equals(WorkOrder.TRANSPORT.value());
        Optional<String> attempt = Optional.of(part[1] + "/" + part[2]);
        if (kept.contains(rack)) {
            world.violate(command + " was begun although " + rack + " may not start");
        } else if (!carried && held.containsKey(rack) && !attempt.equals(held.get(rack))) {
            world.violate(command + " was begun while " + rack + " was held");
        } else if (!carried && abandoned.containsKey(rack) && !attempt.equals(abandoned.get(rack))) {
            world.violate(command + " was begun after " + rack + " was given up");
        }
    }

    /** At the end: what was given up is not released, and nothing is given up by itself. */
    void judge(String rack, boolean released) {
        if (released && abandoned.containsKey(rack)) {
            world.violate(rack + " was given up and is released");
        } else if (!released && !abandonmentAsked.contains(rack)) {
            world.violate(rack + " is given up and nobody wanted it");
        }
    }
}
