package dev.mortise.controller.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.DeviceRequest;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.MotionProgram.Segment.Insert;
import dev.mortise.controller.domain.process.Quantity;
import dev.mortise.controller.domain.process.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InsertStepTest {

    private final InsertStep insert = new InsertStep();

    @Test
    void withoutMoreAPushNeitherSearchesNorYieldsNorKnowsOfALoad() {
        Step step = step(Map.of());

        Insert push = push(step);

        assertThat(push.search()).isEmpty();
        assertThat(push.dampingNewtonSecondsPerMetre()).isZero();
        assertThat(program(step).payloadKilograms()).isZero();
        assertThat(insert.measures(step)).containsOnlyKeys("peak_force", "depth");
    }

    @Test
    void searchDampingAndLoadAreOfThePush() {
        Step step = step(Map.of(
                "search_radius", new Quantity(2, "mm"),
                "search_pitch", new Quantity(0.5, "mm"),
                "damping", new Quantity(8_000, "N·s/m"),
                "payload", new Quantity(30, "kg")));

        Insert push = push(step);

        assertThat(push.search()).contains(new Insert.Search(0.002, 0.0005));
        assertThat(push.dampingNewtonSecondsPerMetre()).isEqualTo(8_000);
        assertThat(program(step).payloadKilograms()).isEqualTo(30);
        assertThat(insert.measures(step)).containsEntry("search_places", "1").containsEntry("search_offset", "mm");
        assertThat(insert.reports(step)).containsExactly("search");
    }

    @Test
    void aRadiusWithoutAPitchIsAFault() {
        assertThat(insert.faults(step(Map.of("search_radius", new Quantity(2, "mm")))))
                .containsExactly("search_radius and search_pitch, both or neither");
    }

    @Test
    void aPushGivesWayToTheSidesAsFarAsItsStepSays() {
        Step step = step(Map.of("yield_damping", new Quantity(15_000, "N·s/m"), "yield_max", new Quantity(1.5, "mm")));

        assertThat(push(step).yields()).contains(new Insert.Yield(15_000, 0.0015));
        assertThat(insert.measures(step)).containsEntry("side_force", "N").containsEntry("yielded", "mm");
        assertThat(insert.faults(step(Map.of("yield_max", new Quantity(1.5, "mm")))))
                .containsExactly("yield_damping and yield_max, both or neither");
        assertThat(insert.faults(step(
                        Map.of("yield_damping", new Quantity(15_000, "N·s/m"), "yield_max", new Quantity(12, "mm")))))
                .containsExactly("yield_max: at most 10.0 mm; farther aside is another slot");
    }

    private Insert push(Step step) {
        assertThat(insert.faults(step)).isEmpty();
        assertThat(insert.faultsIn(AnInsertingCell.CELL, step)).isEmpty();
        Optional<Segment.Insert> push = program(step).insertion();
        return push.orElseThrow();
    }

    private MotionProgram program(Step step) {
        DeviceRequest request = insert.request(AnInsertingCell.CELL, AnInsertingCell.inSlot(3, step), step);
        return ((DeviceRequest.Motion) request).program();
    }

    private static Step step(Map<String, Quantity> more) {
        Map<String, Quantity> numbers = new HashMap<>(Map.of(
                "force_max", new Quantity(1_400, "N"),
                "seat_force", new Quantity(900, "N"),
                "free_travel", new Quantity(180, "mm"),
                "depth_min", new Quantity(245, "mm"),
                "speed", new Quantity(900, "mm/s"),
                "contact_speed", new Quantity(150, "mm/s")));
        numbers.putAll(more);
        return new Step("insert", "insert", numbers, Map.of(), List.of());
    }
}
