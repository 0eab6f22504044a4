package dev.mortise.controller.step;

import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.process.DeviceRequest;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code kind: move}: joint motion of the cell's robot to a pose of plant.yaml; {@code at: slot} takes the height from the
 * operation's slot; pose {@code seated} is the approach plus the stroke; {@code speed} in percent.
 */
public final class MoveStep implements StepKind {

    private static final double FULL_SPEED_PERCENT = 100;

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
        return at.equals("slot") ? List.of() : List.of("at: slot, or nothing");
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
        return Poses.known(robot, pose)
                ? List.of()
                : List.of("pose: a pose of " + robot.id() + " in " + cell.id() + ", one of "
                        + robot.poses().keySet());
    }

    @Override
    public Map<String, String> measures(Step step) {
        return Map.of();
    }

    @Override
    public DeviceRequest request(CellSpec cell, Operation operation, Step step) {
        RobotSpec robot = cell.robot().orElseThrow();
        List<Double> target = Poses.at(
                robot, step.texts().getOrDefault("pose", ""), step.texts().containsKey("at"), operation.slotPosition());
        double percent = step.numbers().containsKey("speed")
                ? step.numbers().get("speed").value()
                : FULL_SPEED_PERCENT;
        return new DeviceRequest.Motion(
                robot.id(),
                new MotionProgram(List.of(new MotionProgram.Segment.Joints(target, percent / FULL_SPEED_PERCENT))));
    }
}
