package dev.mortise.controller.step;

import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.process.Quantity;
import dev.mortise.controller.domain.process.Step;
import java.util.List;

/** {@code payload} of a step in kg: what the robot carries meanwhile. Left out, nothing is said of it. */
final class Payload {

    static final String NAME = "payload";
    private static final String UNIT = "kg";

    private Payload() {}

    static List<String> faults(Step step) {
        if (step.texts().containsKey(NAME)) {
            return List.of("payload: a mass in kg, like 30 kg");
        }
        Quantity mass = step.numbers().getOrDefault(NAME, new Quantity(0, UNIT));
        return mass.unit().equals(UNIT) && mass.value() >= 0 ? List.of() : List.of("payload: a mass in kg, like 30 kg");
    }

    static List<String> faultsIn(RobotSpec robot, Step step) {
        double most = robot.payload().maxKilograms();
        return kilograms(step) > most
                ? List.of("payload: at most " + most + " kg, which " + robot.id() + " may carry")
                : List.of();
    }

    static double kilograms(Step step) {
        return step.numbers().getOrDefault(NAME, new Quantity(0, UNIT)).value();
    }
}
