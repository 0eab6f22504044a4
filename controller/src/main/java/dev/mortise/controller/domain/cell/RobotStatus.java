package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.CommandId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a robot said of itself when its link came up.
 *
 * @param boot differs after every restart
 * @param finished number of the newest motion that it ran to its end; empty: none, or its memory is lost
 * @param session what it does, in the wire's word
 * @param joints where its axes stand, in rad or m
 * @param gripped whether its gripper holds a part; empty when it does not say
 * @param seated whether a part is at its stop; empty when it does not say
 */
public record RobotStatus(
        RobotId id,
        boolean simulated,
        String boot,
        OptionalLong finished,
        String session,
        List<Double> joints,
        Optional<Boolean> gripped,
        Optional<Boolean> seated) {

    /** For {@link #life}: whichever it is. */
    public static final String ANY_LIFE = "";

    public RobotStatus {
        joints = List.copyOf(joints);
    }

    /** From one start to the next the robot remembers, and is one that can be asked. */
    public String life() {
        return lives(id) + boot;
    }

    private static String lives(RobotId robot) {
        return robot + " boot ";
    }

    /**
     * True when it cannot know whether it ever began the motion: another life, which has not kept its end.
     *
     * @param begunIn life of the robot when the motion was begun; what is no life of this robot tells nothing
     */
    boolean forgot(CommandId motion, String begunIn) {
        boolean another = begunIn.startsWith(lives(id)) && !begunIn.equals(life());
        return another && !finished.equals(OptionalLong.of(motion.number()));
    }

    /** One sentence for people. */
    String says(List<String> axes) {
        String stands = IntStream.range(0, Math.min(axes.size(), joints.size()))
                .mapToObj(axis -> axes.get(axis) + " " + rounded(joints.get(axis)))
                .collect(Collectors.joining(", "));
        return "the robot says: " + session + ", stands at " + (stands.isEmpty() ? "unknown" : stands)
                + " (m or rad), gripper holds a part: " + word(gripped) + ", part is seated: " + word(seated);
    }

    private static double rounded(double position) {
        return Math.round(position * 1e4) / 1e4;
    }

    private static String word(Optional<Boolean> input) {
        return input.map(on -> on ? "yes" : "no").orElse("it does not say");
    }
}
