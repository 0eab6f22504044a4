package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.ProcessPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What really happens to steel, and what must never: the judge of every run. Knows nothing of the controller's records. */
final class World {

    /** What a transporter does. */
    static final String MOVE = "rack.move";

    final Kernel kernel;
    final Bug bug;
    private final ProcessPlan plan;
    private final Map<String, String> effects = new LinkedHashMap<>();
    private final Set<String> operationsSeen = new HashSet<>();
    private final Map<String, String> seated = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, Long> obeyed = new HashMap<>();
    private final Map<String, String> commanders = new HashMap<>();
    private final Set<CellId> held = new HashSet<>();
    private final Map<CellId, Set<String>> sentBeforeHold = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    final Tenures tenures;
    final Standstills standstills;

    World(Kernel kernel, Bug bug, ProcessPlan plan) {
        this.kernel = kernel;
        this.bug = bug;
        this.plan = plan;
        this.tenures = new Tenures(this);
        this.standstills = new Standstills(this);
    }

    /** A command's physical effect, by its id. */
    void effect(CellId cell, String command, String what) {
        kernel.note(cell + " does " + what + " for " + command);
        if (effects.put(command, what) != null) {
            violate(command + " was carried out twice");
        }
        precedence(command);
        if (!what.equals(MOVE)) {
            String rack = command.substring(0, command.indexOf('/'));
            String place = places.getOrDefault(rack, "no place");
            if (!place.equals(cell.value())) {
                violate(command + " was carried out in " + cell + " on a rack that is in " + place);
            }
        }
    }

    void moved(String rack, String to) {
        places.put(rack, to);
    }

    /** {@code rack/operation/attempt/step}: everything the operation needs was done to this rack before. */
    private void precedence(String command) {
        String[] part = command.split("/", -1);
        OperationId operation = new OperationId(part[1]);
        operationsSeen.add(part[0] + "/" + part[1]);
        plan.operations().stream()
                .filter(planned -> planned.id().equals(operation))
                .flatMap(planned -> planned.needs().stream())
                .filter(need -> !operationsSeen.contains(part[0] + "/" + need))
                .forEach(need -> violate(command + " before " + need + " of its rack"));
    }

    void seats(String rack, String slot, String command) {
        String before = seated.put(rack + "/" + slot, command);
        if (before != null) {
            violate(command + " seats a part where that of " + before + " is");
        }
    }

    void extracts(String rack, String slot) {
        seated.remove(rack + "/" + slot);
    }

    boolean isSeated(String rack, String slot) {
        return seated.containsKey(rack + "/" + slot);
    }

    Optional<String> effectOf(String command) {
        return Optional.ofNullable(effects.get(command));
    }

    Map<String, String> effects() {
        return effects;
    }

    /** A device obeys a controller. */
    void obeys(String device, long epoch, String life) {
        if (epoch < obeyed.getOrDefault(device, 0L)) {
            violate(device + " obeys epoch " + epoch + " after " + obeyed.get(device));
        }
        obeyed.merge(device, epoch, Math::max);
        String before = commanders.putIfAbsent(device + "@" + epoch, life);
        if (before != null && !before.equals(life)) {
            violate("two lives of the controller command " + device + " under epoch " + epoch);
        }
    }

    /** A person was told that the cell is held. */
    void holdTold(CellId cell) {
        kernel.note(cell + " is held, a person was told");
        held.add(cell);
    }

    void holdTakenBack(CellId cell) {
        held.remove(cell);
    }

    boolean isHeld(CellId cell) {
        return held.contains(cell);
    }

    /** The controller asks a device for something; what it had asked before may be repeated while held. */
    void asked(CellId cell, String command, Kernel.Life life) {
        sends(command, life);
        boolean first =
                sentBeforeHold.computeIfAbsent(cell, id -> new HashSet<>()).add(command);
        if (first) {
            standstills.begins(command);
        }
        if (first && held.contains(cell)) {
            violate(command + " was begun while " + cell + " was held");
        }
    }

    /** A controller lets something out to a device. */
    void sends(String what, Kernel.Life life) {
        tenures.judgeSender(what, life);
    }

    /** The store takes something from a writer. */
    void writes(long epoch, Kernel.Life life) {
        tenures.judgeWriter(epoch, life);
    }

    void violate(String what) {
        kernel.note("VIOLATION: " + what);
        kernel.keepNotes();
        violations.add(what);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}
