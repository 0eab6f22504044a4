package dev.mortise.controller.step;

import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.InsertionSpec;
import dev.mortise.controller.domain.process.DeviceRequest;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.MotionProgram.Segment.Insert.Search;
import dev.mortise.controller.domain.process.MotionProgram.Segment.Insert.Yield;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.Quantity;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code kind: insert}: the cell's robot goes to the slot's approach and pushes the part in, guarded by force and depth;
 * with {@code search_radius} and {@code search_pitch} it looks for the opening beside an early contact, with {@code damping} it
 * yields to what it feels, with {@code yield_damping} and {@code yield_max} to the sides, too.
 */
public final class InsertStep implements StepKind {

    private static final double METRES_PER_MILLIMETRE = 1e-3;
    private static final Map<String, String> NUMBERS = Map.of(
            "force_max", "N",
            "seat_force", "N",
            "free_travel", "mm",
            "depth_min", "mm",
            "speed", "mm/s",
            "contact_speed", "mm/s");
    private static final String SEARCH_RADIUS = "search_radius";
    private static final String SEARCH_PITCH = "search_pitch";
    private static final String DAMPING = "damping";
    private static final String YIELD_DAMPING = "yield_damping";
    private static final String YIELD_MAX = "yield_max";
    private static final Map<String, String> OPTIONAL =
            Map.of(SEARCH_RADIUS, "mm", SEARCH_PITCH, "mm", DAMPING, "N·s/m", YIELD_DAMPING, "N·s/m", YIELD_MAX, "mm");

    /** Slots of a rack are some 44 mm apart; a part that has to go a quarter of that aside is not where it should be. */
    private static final double YIELD_MAX_MILLIMETRES = 10;

    /** A search of more places holds up the cell for longer than a person needs to come: half a minute or so. */
    private static final int PLACES_MAX = 50;

    /** Made by ServiceLoader. */
    public InsertStep() {}

    @Override
    public String name() {
        return "insert";
    }

    @Override
    public List<String> faults(Step step) {
        List<String> faults = new ArrayList<>();
        NUMBERS.forEach((name, unit) -> {
            Quantity quantity = step.numbers().get(name);
            if (quantity == null) {
                faults.add(name + ": a value in " + unit + ", because insert needs it");
            } else if (!quantity.unit().equals(unit)) {
                faults.add(name + ": unit " + unit + ", not " + quantity.unit());
            }
        });
        faults.addAll(Payload.faults(step));
        faults.addAll(optional(step));
        step.numbers().keySet().stream()
                .filter(name -> !NUMBERS.containsKey(name) && !OPTIONAL.containsKey(name) && !name.equals(Payload.NAME))
                .forEach(name -> faults.add(name + ": no such parameter of insert; it has " + NUMBERS
                        + ", and may have " + OPTIONAL + " and payload in kg"));
        return faults;
    }

    private static List<String> optional(Step step) {
        List<String> faults = new ArrayList<>();
        OPTIONAL.forEach((name, unit) -> {
            Quantity quantity = step.numbers().get(name);
            boolean wrong = quantity != null && (!quantity.unit().equals(unit) || quantity.value() <= 0);
            if (wrong || step.texts().containsKey(name)) {
                faults.add(name + ": a value above 0 in " + unit);
            }
        });
        if (faults.isEmpty() && yields(step)) {
            faults.addAll(yielding(step));
        }
        if (faults.isEmpty() && searches(step)) {
            Quantity radius = step.numbers().get(SEARCH_RADIUS);
            Quantity pitch = step.numbers().get(SEARCH_PITCH);
            if (radius == null || pitch == null) {
                faults.add(SEARCH_RADIUS + " and " + SEARCH_PITCH + ", both or neither");
            } else if (Math.floor(Math.PI * Math.pow(radius.value() / pitch.value(), 2)) > PLACES_MAX) {
                faults.add(SEARCH_PITCH + ": at least a quarter of " + SEARCH_RADIUS + ", for at most " + PLACES_MAX
                        + " places");
            }
        }
        return faults;
    }

    private static List<String> yielding(Step step) {
        Quantity most = step.numbers().get(YIELD_MAX);
        if (most == null || !step.numbers().containsKey(YIELD_DAMPING)) {
            return List.of(YIELD_DAMPING + " and " + YIELD_MAX + ", both or neither");
        }
        return most.value() > YIELD_MAX_MILLIMETRES
                ? List.of(YIELD_MAX + ": at most " + YIELD_MAX_MILLIMETRES + " mm; farther aside is another slot")
                : List.of();
    }

    private static boolean yields(Step step) {
        return step.numbers().containsKey(YIELD_DAMPING) || step.numbers().containsKey(YIELD_MAX);
    }

    private static boolean searches(Step step) {
        return step.numbers().containsKey(SEARCH_RADIUS) || step.numbers().containsKey(SEARCH_PITCH);
    }

    @Override
    public Set<String> capabilities(Step step) {
        return Set.of("insert");
    }

    @Override
    public List<String> faultsIn(CellSpec cell, Step step) {
        List<String> faults = new ArrayList<>();
        cell.robot().ifPresent(robot -> faults.addAll(Payload.faultsIn(robot, step)));
        faults.addAll(cell.robot()
                .flatMap(RobotSpec::insertion)
                .map(insertion -> tooStrong(step, insertion))
                .orElseGet(() -> List.of("a robot with insertion in " + cell.id() + ", which has none")));
        return faults;
    }

    private static List<String> tooStrong(Step step, InsertionSpec insertion) {
        Quantity most = step.numbers().get("force_max");
        return most != null && most.value() > insertion.forceMaxNewtons()
                ? List.of("force_max: at most " + insertion.forceMaxNewtons() + " N, with which the robot may push")
                : List.of();
    }

    @Override
    public Map<String, String> measures(Step step) {
        Map<String, String> measures = new HashMap<>(Map.of("peak_force", "N", "depth", "mm"));
        if (searches(step)) {
            measures.putAll(Map.of("search_places", "1", "search_offset", "mm"));
        }
        if (yields(step)) {
            measures.putAll(Map.of("side_force", "N", "yielded", "mm"));
        }
        return Map.copyOf(measures);
    }

    @Override
    public Set<String> reports(Step step) {
        return searches(step) ? Set.of("search") : Set.of();
    }

    @Override
    public Set<String> failures(Step step) {
        return Set.of("overforce", "early-contact", "not-seated");
    }

    @Override
    public DeviceRequest request(CellSpec cell, Operation operation, Step step) {
        RobotSpec robot = cell.robot().orElseThrow();
        InsertionSpec insertion = robot.insertion().orElseThrow();
        Segment approach = new Segment.Joints(Poses.at(robot, Poses.APPROACH, true, operation.slotPosition()), 1.0);
        Segment push = new Segment.Insert(
                insertion.axis(),
                insertion.strokeMetres(),
                metres(step, "free_travel"),
                metres(step, "speed"),
                metres(step, "contact_speed"),
                value(step, "force_max"),
                value(step, "seat_force"),
                metres(step, "depth_min"),
                searches(step)
                        ? Optional.of(new Search(metres(step, SEARCH_RADIUS), metres(step, SEARCH_PITCH)))
                        : Optional.empty(),
                step.numbers().containsKey(DAMPING) ? value(step, DAMPING) : 0,
                yields(step)
                        ? Optional.of(new Yield(value(step, YIELD_DAMPING), metres(step, YIELD_MAX)))
                        : Optional.empty());
        return new DeviceRequest.Motion(
                robot.id(), new MotionProgram(List.of(approach, push), Payload.kilograms(step)));
    }

    private static double metres(Step step, String name) {
        return value(step, name) * METRES_PER_MILLIMETRE;
    }

    private static double value(Step step, String name) {
        Quantity quantity = step.numbers().get(name);
        if (quantity == null) {
            throw new IllegalArgumentException("step " + step.id() + " has no " + name);
        }
        return quantity.value();
    }
}
