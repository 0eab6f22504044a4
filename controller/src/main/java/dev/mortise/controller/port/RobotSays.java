package dev.mortise.controller.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a robot beside where it stands, from its newest state. What is empty it does not say.
 *
 * @param at when that state came; empty: none has come
 * @param speeds rad/s or m/s, one an axis
 * @param inControl its drives are powered up and obey
 * @param onPath it follows its path, or came to rest so that its motion can go on; empty before the first motion
 * @param mode 1 to 4, as the robot's wire and OPC 40010-1 number operational modes
 * @param payloadKilograms what it carries by the plan of the motion in hand
 */
public record RobotSays(
        Optional<Instant> at,
        List<Double> speeds,
        Optional<Boolean> inControl,
        Optional<Boolean> onPath,
        Safety safety,
        Optional<Integer> mode,
        Optional<Double> payloadKilograms) {

    /** Of a robot that was never heard. */
    public static final RobotSays NOTHING = new RobotSays(
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Safety.UNTOLD,
            Optional.empty(),
            Optional.empty());

    public RobotSays {
        speeds = List.copyOf(speeds);
    }

    /** What the robot says of its own safety functions: observed. */
    public enum Safety {
        UNTOLD,
        NORMAL,
        PROTECTIVE_STOP,
        EMERGENCY_STOP,
        /** a stop of which it does not say who asked for it, or a fault of the functions themselves */
        OTHER
    }
}
