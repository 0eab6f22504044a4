package dev.mortise.controller.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.kinematics.Arms;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.GeometrySpec;
import dev.mortise.controller.domain.process.DeviceRequest;
import dev.mortise.controller.domain.process.MotionProgram.Blend;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.Quantity;
import dev.mortise.controller.domain.process.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MoveStepTest {

    private static final List<Double> RACK = List.of(0.9, -0.6, 1.1, 0.3, 0.8, 0.5);
    private static final List<Double> NEAR = List.of(0.882, -0.729, 1.164, 0.289, 0.867, 0.504);

    private final MoveStep move = new MoveStep();

    @Test
    void posesOnTheWayArePassedWithinTheRadiusAndTheLastOneIsRestedAt() {
        Step step =
                step(Map.of("blend", new Quantity(80, "mm")), Map.of("pose", "feeder", "via", "approach@slot, home"));

        assertThat(segments(step))
                .containsExactly(
                        new Segment.Joints(List.of(0.0, 0.6, 0.39), 1, Blend.ofAxes(0.08)),
                        new Segment.Joints(List.of(0.0, 0.0, 1.0), 1, Blend.ofAxes(0.08)),
                        new Segment.Joints(List.of(-0.3, 0.2, 1.0), 1));
    }

    @Test
    void withoutARadiusItRestsAtEachOfThem() {
        assertThat(segments(step(Map.of(), Map.of("pose", "feeder", "via", "home"))))
                .containsExactly(
                        new Segment.Joints(List.of(0.0, 0.0, 1.0), 1), new Segment.Joints(List.of(-0.3, 0.2, 1.0), 1));
    }

    @Test
    void anArticulatedRobotGoesStraightInOrOutOrAllTheWayAsThePlanSays() {
        CellSpec cell = arm(Optional.of(Arms.large()));

        assertThat(segments(cell, straight("straight-in", "near", "rack")))
                .containsExactly(new Segment.Joints(NEAR, 1), new Segment.Straight(RACK, 1));
        assertThat(segments(cell, straight("straight-out", "near", "rack")))
                .containsExactly(new Segment.Straight(NEAR, 1), new Segment.Joints(RACK, 1));
        assertThat(segments(cell, straight("straight", "near", "rack")))
                .containsExactly(new Segment.Straight(NEAR, 1), new Segment.Straight(RACK, 1));
    }

    @Test
    void whereTheToolIsLedTheRadiusIsTheTools() {
        CellSpec cell = arm(Optional.of(Arms.large()));
        Map<String, String> way = Map.of("pose", "rack", "via", "near", "path", "straight-in");

        assertThat(segments(cell, step(Map.of("blend", new Quantity(50, "mm")), way)))
                .containsExactly(new Segment.Joints(NEAR, 1, Blend.ofTool(0.05)), new Segment.Straight(RACK, 1));
        assertThat(move.faultsIn(cell, step(Map.of("blend", new Quantity(5, "deg")), way)))
                .containsExactly(
                        "blend: a radius in mm, for FR-1 in FRAME-A is articulated and led by its tool, with path");
    }

    @Test
    void everyWayOfAGantryIsStraightAlready() {
        assertThat(segments(step(Map.of(), Map.of("pose", "feeder", "path", "straight"))))
                .containsExactly(new Segment.Joints(List.of(-0.3, 0.2, 1.0), 1));
    }

    @Test
    void aStraightWayThatTheArmCannotGoIsAFaultOfThePlan() {
        CellSpec cell = arm(Optional.of(Arms.large()));

        assertThat(move.faultsIn(cell, straight("straight-in", "near", "flipped")))
                .containsExactly(
                        "path: ways that FR-1 in FRAME-A can go straight; to its stop 2 of 2 there is none, posture: j4");
        assertThat(move.faultsIn(cell, straight("straight-out", "near", "flipped")))
                .as("how the robot stands before is not known")
                .isEmpty();
    }

    @Test
    void withoutGeometryNothingIsStraight() {
        assertThat(move.faultsIn(arm(Optional.empty()), straight("straight", "near", "rack")))
                .containsExactly("path: nothing; FR-1 in FRAME-A has no geometry in plant.yaml");
    }

    private static Step straight(String path, String via, String pose) {
        return step(Map.of(), Map.of("pose", pose, "via", via, "path", path));
    }

    private static CellSpec arm(Optional<GeometrySpec> geometry) {
        RobotSpec robot = new RobotSpec(
                new RobotId("FR-1"),
                "127.0.0.1",
                1,
                2_000,
                RobotSpec.Kinematics.ARTICULATED,
                Arms.joints(),
                Map.of(
                        "rack", RACK,
                        "near", NEAR,
                        "flipped", List.of(0.9, -0.6, 1.1, 0.3 - Math.PI, -0.8, 0.5 + Math.PI)),
                Optional.empty(),
                RobotKey.NONE,
                RobotSpec.PayloadSpec.ANY,
                geometry);
        CellSpec gantry = AnInsertingCell.CELL;
        return new CellSpec(
                new CellId("FRAME-A"),
                gantry.title(),
                gantry.capabilities(),
                gantry.plc(),
                List.of(robot),
                gantry.tools());
    }

    private List<Segment> segments(CellSpec cell, Step step) {
        assertThat(move.faults(step)).isEmpty();
        assertThat(move.faultsIn(cell, step)).isEmpty();
        DeviceRequest request = move.request(cell, AnInsertingCell.inSlot(3, step), step);
        return ((DeviceRequest.Motion) request).program().segments();
    }

    private List<Segment> segments(Step step) {
        return segments(AnInsertingCell.CELL, step);
    }

    private static Step step(Map<String, Quantity> numbers, Map<String, String> texts) {
        return new Step("feeder", "move", numbers, texts, List.of());
    }
}
