package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import us.hebi.quickbuf.RepeatedDouble;

/**
 * What a robot says of itself when it grants a session, held to plant.yaml: one that is led by another cycle than its own
 * does what nobody reckoned, twice the velocity and eight times the jerk in half of the cycle.
 */
final class Declared {

    /** A limit that a robot keeps in another unit comes back rounded. */
    private static final double ROUNDING = 1e-9;

    /** More in one sentence and nobody reads it. */
    private static final int TOLD = 3;

    /** The ways in which the engine leads a robot. */
    private static final List<CommandMode> LED_BY =
            List.of(CommandMode.COMMAND_HOLD, CommandMode.COMMAND_JOINT_POSITION);

    private final RobotSpec plant;
    private final SessionReply robot;
    private final List<String> differences = new ArrayList<>();

    private Declared(RobotSpec plant, SessionReply robot) {
        this.plant = plant;
        this.robot = robot;
    }

    /** What differs and what would be right; empty: the robot is the one that plant.yaml describes. */
    static Optional<String> differs(RobotSpec plant, SessionReply robot) {
        Declared declared = new Declared(plant, robot);
        declared.compare();
        return declared.sentence();
    }

    /** Whether a robot declares a mode; one that declares none is of a release that had two. */
    static boolean executes(SessionReply robot, CommandMode mode) {
        return robot.hasModes() ? (robot.getModes() >>> mode.getNumber() & 1) != 0 : LED_BY.contains(mode);
    }

    private static List<CommandMode> modes(SessionReply robot) {
        return Arrays.stream(CommandMode.values())
                .filter(mode -> executes(robot, mode))
                .toList();
    }

    private void compare() {
        if (robot.getVersion() != Frame.VERSION) {
            differs("the version of the protocol that it grants is " + said(robot.hasVersion(), robot.getVersion())
                    + "; expected " + Frame.VERSION + ", which was asked for");
        }
        for (CommandMode mode : LED_BY) {
            if (!executes(robot, mode)) {
                differs("it does not execute mode " + mode + ": modes is " + modes(robot) + "; expected " + LED_BY
                        + " among them, for nothing else is sent");
            }
        }
        if (robot.getHorizonMax() <= 0) {
            differs("it takes no set-points: horizon_max is " + said(robot.hasHorizonMax(), robot.getHorizonMax())
                    + "; expected 1 or more");
        }
        if (robot.getCycleUs() != plant.cycleMicros()) {
            differs("its cycle is " + said(robot.hasCycleUs(), robot.getCycleUs(), " us")
                    + " and plant.yaml says realtime.cycle_us: " + plant.cycleMicros()
                    + "; expected the same in both");
        }
        if (robot.getAxes() != plant.joints().size()) {
            differs("the number of its axes is " + said(robot.hasAxes(), robot.getAxes()) + " and plant.yaml lists "
                    + plant.joints().size() + " joints; expected a joint for each axis, in the robot's order");
            return; // whose limits are whose is not known
        }
        most("min", robot.getQMin(), JointSpec::min);
        least("max", robot.getQMax(), JointSpec::max);
        least("velocity_max", robot.getDqMax(), JointSpec::velocityMax);
        least("acceleration_max", robot.getDdqMax(), JointSpec::accelerationMax);
        least("jerk_max", robot.getDddqMax(), JointSpec::jerkMax);
    }

    /** The robot has to allow as much or more. */
    private void least(String limit, RepeatedDouble declared, ToDoubleFunction<JointSpec> commanded) {
        limit(limit, declared, commanded, 1, "at most");
    }

    /** The robot has to allow as little or less. */
    private void most(String limit, RepeatedDouble declared, ToDoubleFunction<JointSpec> commanded) {
        limit(limit, declared, commanded, -1, "at least");
    }

    private void limit(
            String limit, RepeatedDouble declared, ToDoubleFunction<JointSpec> commanded, int sign, String right) {
        if (declared.length() == 0) {
            return; // a robot that does not say
        }
        if (declared.length() != plant.joints().size()) {
            differs("it declares " + limit + " of " + declared.length() + " axes and has "
                    + plant.joints().size() + "; expected one of each axis, or none");
            return;
        }
        for (int axis = 0; axis < declared.length(); axis++) {
            JointSpec joint = plant.joints().get(axis);
            double most = commanded.applyAsDouble(joint);
            double may = declared.get(axis);
            // turned round so that NaN differs
            if (!(sign * (may - most) >= -ROUNDING * Math.max(1, Math.abs(most)))) {
                differs("its axis " + (axis + 1) + " (" + joint.name() + ") declares " + limit + " " + may
                        + " and plant.yaml says " + most + "; expected " + right + " " + may + " there");
            }
        }
    }

    private static String said(boolean there, int value) {
        return said(there, value, "");
    }

    private static String said(boolean there, int value, String unit) {
        return there ? Integer.toUnsignedString(value) + unit : "not told";
    }

    private void differs(String how) {
        differences.add(how);
    }

    private Optional<String> sentence() {
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        String told = String.join(". Also, ", differences.subList(0, Math.min(TOLD, differences.size())));
        int more = differences.size() - TOLD;
        return Optional.of(
                "the robot is not the one of plant.yaml: " + told + (more > 0 ? ". And " + more + " more" : ""));
    }
}
