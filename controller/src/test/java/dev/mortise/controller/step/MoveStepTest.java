package dev.mortise.controller.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.DeviceRequest;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.Quantity;
import dev.mortise.controller.domain.process.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoveStepTest {

    private final MoveStep move = new MoveStep();

    @Test
    void posesOnTheWayArePassedWithinTheRadiusAndTheLastOneIsRestedAt() {
        Step step =
                step(Map.of("blend", new Quantity(80, "mm")), Map.of("pose", "feeder", "via", "approach@slot, home"));

        assertThat(segments(step))
                .containsExactly(
                        new Segment.Joints(List.of(0.0, 0.6, 0.39), 1, 0.08),
                        new Segment.Joints(List.of(0.0, 0.0, 1.0), 1, 0.08),
                        new Segment.Joints(List.of(-0.3, 0.2, 1.0), 1));
    }

    @Test
    void withoutARadiusItRestsAtEachOfThem() {
        assertThat(segments(step(Map.of(), Map.of("pose", "feeder", "via", "home"))))
                .containsExactly(
                        new Segment.Joints(List.of(0.0, 0.0, 1.0), 1), new Segment.Joints(List.of(-0.3, 0.2, 1.0), 1));
    }

    private List<Segment> segments(Step step) {
        assertThat(move.faults(step)).isEmpty();
        assertThat(move.faultsIn(AnInsertingCell.CELL, step)).isEmpty();
        DeviceRequest request = move.request(AnInsertingCell.CELL, AnInsertingCell.inSlot(3, step), step);
        return ((DeviceRequest.Motion) request).program().segments();
    }

    private static Step step(Map<String, Quantity> numbers, Map<String, String> texts) {
        return new Step("feeder", "move", numbers, texts, List.of());
    }
}
