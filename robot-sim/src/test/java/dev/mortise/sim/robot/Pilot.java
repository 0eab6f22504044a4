package dev.mortise.sim.robot;

import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Says to a robot what a controller would, without a wire; only axis y moves. */
final class Pilot {

    static final int Y = 1;
    static final int CYCLE_MICROS = 2_000;
    static final double CYCLE = CYCLE_MICROS * 1e-6;
    static final double APPROACH = 0.6;
    static final RobotConfig.Joint LIMITS = new RobotConfig.Joint(-0.2, 1.3, 1.5, 8, 80);

    static final RobotConfig GANTRY = new RobotConfig(
            "HV-1",
            0,
            CYCLE_MICROS,
            List.of(
                    new RobotConfig.Joint(-0.5, 1.5, 2, 8, 80),
                    LIMITS,
                    new RobotConfig.Joint(0.1, 2.4, 2, 8, 80),
                    new RobotConfig.Joint(-3.2, 3.2, 4, 20, 200)),
            List.of(0.0, 0.0, 1.0, 0.0),
            Y,
            APPROACH,
            RobotKey.none(),
            Optional.empty(),
            RobotConfig.LINK_TIMEOUT_MILLIS,
            false);

    final SimulatedRobot robot;
    int epoch = 1;
    int moveIndex = 1;
    long commandId = 77;

    Pilot(Workpiece workpiece) {
        robot = new SimulatedRobot(GANTRY, workpiece);
        robot.opened();
    }

    RobotState state() {
        RobotState state = RobotState.newInstance();
        robot.describe(state);
        return state;
    }

    int cycle() {
        return state().getCycle();
    }

    StopReason reason() {
        return state().getStopReason();
    }

    SessionState session() {
        return state().getSessionState();
    }

    double y() {
        return robot.position(Y);
    }

    /** Sends set-points of axis y for the next cycles; {@code metres} gets 1 for the first of them. */
    void send(int count, boolean finished, IntToDoubleFunction metres) {
        robot.command(setpoints(count, finished, metres));
    }

    RobotCommand setpoints(int count, boolean finished, IntToDoubleFunction metres) {
        RobotCommand command = RobotCommand.newInstance()
                .setMode(CommandMode.COMMAND_JOINT_POSITION)
                .setFirstCycle(cycle() + 1)
                .setSetpoints(count)
                .setMoveIndex(moveIndex)
                .setFinished(finished);
        command.getMutableHeader().setEpoch(epoch).setCommandId(commandId);
        for (int i = 1; i <= count; i++) {
            command.addHorizon(robot.position(0));
            command.addHorizon(metres.applyAsDouble(i));
            command.addHorizon(robot.position(2));
            command.addHorizon(robot.position(3));
        }
        return command;
    }

    void stop() {
        RobotCommand command = RobotCommand.newInstance().setStopCategory(2);
        command.getMutableHeader().setEpoch(epoch).setCommandId(commandId);
        robot.command(command);
    }

    /** Moves axis y along a profile without a jump in acceleration, one command a cycle, to its end. */
    void move(double to, double seconds) {
        double from = y();
        int cycles = (int) Math.ceil(seconds / CYCLE);
        for (int now = 0; now < cycles; now++) {
            int done = now;
            int count = Math.min(8, cycles - now);
            send(count, now + count == cycles, i -> smooth(from, to, (done + i) / (double) cycles));
            robot.step();
        }
    }

    /** Minimum-jerk profile of Flash and Hogan: velocity and acceleration are 0 at both ends. */
    static double smooth(double from, double to, double share) {
        double s = Math.min(1, share);
        return from + (to - from) * s * s * s * (10 + s * (6 * s - 15));
    }

    void steps(int count) {
        for (int i = 0; i < count; i++) {
            robot.step();
        }
    }
}
