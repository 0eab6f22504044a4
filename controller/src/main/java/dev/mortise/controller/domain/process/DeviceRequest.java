package dev.mortise.controller.domain.process;

import dev.mortise.controller.domain.plant.RobotId;
import java.util.Map;

/** What a step asks of a device. */
public sealed interface DeviceRequest {

    /**
     * A command of commands.yaml.
     *
     * @param numbers in the units of commands.yaml
     */
    record Plc(String command, Map<String, Double> numbers, Map<String, String> texts) implements DeviceRequest {
        public Plc {
            numbers = Map.copyOf(numbers);
            texts = Map.copyOf(texts);
        }
    }

    /** A motion of one robot. */
    record Motion(RobotId robot, MotionProgram program) implements DeviceRequest {}
}
