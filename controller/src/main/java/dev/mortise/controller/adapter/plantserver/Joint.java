package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.JoiningWords.Quantity;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One screw of an attempt, as its tool measured it.
 *
 * @param step that tightened it
 * @param place number among the step's screws; empty when the step has but one
 * @param values torques and angles
 */
record Joint(String step, String place, List<Measurement> values) {

    Joint {
        values = List.copyOf(values);
    }

    /** Below the id of the attempt's result. */
    String name() {
        return place.isEmpty() ? step : step + "." + place;
    }

    /** All of an attempt: of what has the same place in one step at least one value is a torque. */
    static List<Joint> of(Evidence evidence) {
        List<Joint> all = new ArrayList<>();
        for (StepReport report : evidence.steps()) {
            Map<String, List<Measurement>> byPlace = new LinkedHashMap<>();
            report.measurements().stream()
                    .filter(measured -> Quantity.in(measured.unit()).isPresent())
                    .forEach(measured -> byPlace.computeIfAbsent(place(measured.name()), unused -> new ArrayList<>())
                            .add(measured));
            byPlace.forEach((place, values) -> {
                if (values.stream().anyMatch(Joint::isTorque)) {
                    all.add(new Joint(report.step(), place, values));
                }
            });
        }
        return all;
    }

    private static boolean isTorque(Measurement measured) {
        return Quantity.in(measured.unit()).equals(Optional.of(Quantity.TORQUE));
    }

    private static String place(String name) {
        int open = name.indexOf('[');
        return open < 0 || !name.endsWith("]") ? "" : name.substring(open + 1, name.length() - 1);
    }
}
