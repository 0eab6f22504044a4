package dev.mortise.controller.step;

import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.DeviceRequest;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Blend;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.Quantity;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code kind: move}: joint motion of the cell's robot to a pose of plant.yaml; {@code at: slot} takes the height from the
 * operation's slot; pose {@code seated} is the approach plus the stroke; {@code speed} in percent. {@code via} names poses
 * on the way, with commas between them, {@code NAME@slot} at the slot's height; they are passed without a stop within
 * {@code blend}, and rested at without one. {@code payload} is what the robot carries, in kg. {@code path} says which of the ways are straight
 * for the tool of an articulated robot: {@code straight} all of them, {@code straight-in} the last, {@code straight-out} the first.
 */
public final class MoveStep implements StepKind {

    private static final double FULL_SPEED_PERCENT = 100;
    private static final String VIA = "via";
    private static final String BLEND = "blend";
    private static final String MILLIMETRES = "mm";
    private static final String DEGREES = "deg";
    private static final double METRES_PER_MILLIMETRE = 1e-3;

    /** Made by ServiceLoader. */
    public MoveStep() {}

    @Override
    public String name() {
        return "move";
    }

    @Override
    public List<String> faults(Step step) {
        if (!step.texts().containsKey("pose")) {
            return List.of("pose: the name of a pose of the cell's robot");
        }
        String at = step.texts().getOrDefault("at", "slot");
        if (!at.equals("slot")) {
            return List.of("at: slot, or nothing");
        }
        List<String> faults = new ArrayList<>(blend(step));
        faults.addAll(Payload.faults(step));
        faults.addAll(StraightPath.faults(step));
        return faults;
    }

    private static List<String> blend(Step step) {
        if (step.texts().containsKey(BLEND)) {
            return List.of("blend: a radius in mm or deg, like 50 mm");
        }
        Quantity radius = step.numbers().get(BLEND);
        if (radius == null) {
            return List.of();
        }
        if (!step.texts().containsKey(VIA)) {
            return List.of("blend: only with via, because a motion rests at its end");
        }
        boolean length = radius.unit().equals(MILLIMETRES) || radius.unit().equals(DEGREES);
        return length && radius.value() > 0 ? List.of() : List.of("blend: a radius above 0 in mm or deg, like 50 mm");
    }

    @Override
    public Set<String> capabilities(Step step) {
        return Set.of();
    }

    @Override
    public List<String> faultsIn(CellSpec cell, Step step) {
        String pose = step.texts().getOrDefault("pose", "");
        if (cell.robot().isEmpty()) {
            return List.of("a robot in " + cell.id() + ", which has none");
        }
        RobotSpec robot = cell.robot().orElseThrow();
        List<String> faults = new ArrayList<>(Payload.faultsIn(robot, step));
        if (!Poses.known(robot, pose)) {
            faults.add("pose: " + oneOf(cell, robot));
        }
        for (String via : vias(step)) {
            if (!Poses.known(robot, Poses.name(via))) {
                faults.add("via: " + oneOf(cell, robot) + "; with @slot behind it at the slot's height");
            }
        }
        if (faults.isEmpty()) {
            faults.addAll(StraightPath.faultsIn(cell, step, stops(robot, step, 1)));
        }
        String unit = StraightPath.guidesTool(robot, step) ? MILLIMETRES : unit(robot);
        if (!step.numbers().getOrDefault(BLEND, new Quantity(0, unit)).unit().equals(unit)) {
            faults.add("blend: a radius in " + unit + ", for " + robot.id() + " in " + cell.id() + " is "
                    + robot.kinematics().name().toLowerCase(Locale.ROOT)
                    + (StraightPath.guidesTool(robot, step) ? " and led by its tool, with path" : ""));
        }
        return faults;
    }

    private static String oneOf(CellSpec cell, RobotSpec robot) {
        return "a pose of " + robot.id() + " in " + cell.id() + ", one of "
                + robot.poses().keySet();
    }

    /** Of a radius: what the robot's axes count in. */
    private static String unit(RobotSpec robot) {
        return robot.joints().stream().anyMatch(JointSpec::prismatic) ? MILLIMETRES : DEGREES;
    }

    private static List<String> vias(Step step) {
        return step.texts().containsKey(VIA)
                ? Arrays.stream(step.texts().getOrDefault(VIA, "").split(",", -1))
                        .map(String::trim)
                        .toList()
                : List.of();
    }

    @Override
    public Map<String, String> measures(Step step) {
        return Map.of();
    }

    @Override
    public DeviceRequest request(CellSpec cell, Operation operation, Step step) {
        RobotSpec robot = cell.robot().orElseThrow();
        double percent = step.numbers().containsKey("speed")
                ? step.numbers().get("speed").value()
                : FULL_SPEED_PERCENT;
        double speed = percent / FULL_SPEED_PERCENT;
        List<List<Double>> stops = stops(robot, step, operation.slotPosition());
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < stops.size(); i++) {
            boolean last = i == stops.size() - 1;
            Blend blend = last ? Blend.NONE : blend(robot, step);
            segments.add(
                    StraightPath.isStraight(robot, step, i, stops.size())
                            ? new Segment.Straight(stops.get(i), speed, blend)
                            : new Segment.Joints(stops.get(i), speed, blend));
        }
        return new DeviceRequest.Motion(robot.id(), new MotionProgram(segments, Payload.kilograms(step)));
    }

    /** Where it goes, one after another. */
    private static List<List<Double>> stops(RobotSpec robot, Step step, int slotPosition) {
        List<List<Double>> stops = new ArrayList<>();
        for (String via : vias(step)) {
            stops.add(Poses.at(robot, Poses.name(via), Poses.isAtSlot(via), slotPosition));
        }
        String pose = step.texts().getOrDefault("pose", "");
        stops.add(Poses.at(robot, pose, step.texts().containsKey("at"), slotPosition));
        return stops;
    }

    private static Blend blend(RobotSpec robot, Step step) {
        double radius = radius(step);
        if (radius <= 0) {
            return Blend.NONE;
        }
        return StraightPath.guidesTool(robot, step) ? Blend.ofTool(radius) : Blend.ofAxes(radius);
    }

    /** In m or rad. */
    private static double radius(Step step) {
        Quantity radius = step.numbers().getOrDefault(BLEND, new Quantity(0, MILLIMETRES));
        return radius.unit().equals(DEGREES) ? Math.toRadians(radius.value()) : radius.value() * METRES_PER_MILLIMETRE;
    }
}
