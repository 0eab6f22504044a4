package dev.mortise.sim.robot;

import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.Interpolation;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import java.util.EnumSet;
import java.util.Set;

/** Ways in which a robot is led: which it declares, and whether a command of one has all that belongs to it. */
final class Modes {

    private Modes() {}

    static Set<CommandMode> of(RobotConfig config) {
        Set<CommandMode> modes = EnumSet.of(
                CommandMode.COMMAND_HOLD, CommandMode.COMMAND_JOINT_POSITION, CommandMode.COMMAND_JOINT_VELOCITY);
        if (Correction.isPossible(config)) {
            modes.add(CommandMode.COMMAND_PATH_CORRECTION);
        }
        return modes;
    }

    static void declare(RobotConfig config, SessionReply reply) {
        int bits = 0;
        for (CommandMode mode : of(config)) {
            bits |= 1 << mode.getNumber();
        }
        reply.setModes(bits).setInterpolation(Interpolation.INTERPOLATION_LINEAR);
        if (Correction.isPossible(config)) {
            Correction.declare(config, reply);
        }
    }

    /** A command that keeps the session and what is buffered. One of a later mode has set-points, and a mode nobody knows. */
    static boolean isHold(RobotCommand command) {
        return command.getMode() == CommandMode.COMMAND_HOLD
                || (command.getMode() == CommandMode.COMMAND_MODE_UNSPECIFIED && command.getSetpoints() == 0);
    }

    static boolean isVelocity(RobotCommand command) {
        return command.getMode() == CommandMode.COMMAND_JOINT_VELOCITY;
    }

    /** Whether there are as many set-points as it says, of every axis, and a correction where one belongs. */
    static boolean isWhole(RobotCommand command, RobotConfig config) {
        int count = command.getSetpoints();
        if (count <= 0 || count > SetpointBuffer.HORIZON_MAX) {
            return false;
        }
        int values = isVelocity(command)
                ? command.getHorizonDq().length()
                : command.getHorizon().length();
        return values == count * config.axes()
                && (command.getMode() != CommandMode.COMMAND_PATH_CORRECTION || Correction.isWithin(command));
    }
}
