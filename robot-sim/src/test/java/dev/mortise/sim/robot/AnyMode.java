package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A robot on its port and a controller that leads it by real datagrams, in whatever mode a test says, a cycle at a time. */
final class AnyMode implements AutoCloseable {

    static final int X = 0;
    static final int Y = 1;
    static final int HORIZON = 24;
    static final long COMMAND = 77;
    private static final double CYCLE = Pilot.CYCLE;
    private static final double ROUNDING = 1e-6;

    final RobotConfig config;
    private final RobotPeer peer;
    private final WireController controller;
    private final SessionReply reply;
    private final List<double[]> positions = new ArrayList<>();
    private RobotState state;
    private long now;
    private int moveIndex = 1;

    AnyMode(RobotConfig config) throws IOException {
        this.config = config;
        peer = new RobotPeer(config, new Bench(), "127.0.0.1", 3);
        controller = new WireController(peer.port());
        controller.ask(WireController.request());
        passes();
        reply = controller.reply();
        controller.takesUp();
        passes();
        state = controller.state();
        positions.add(state.getQ().toArray());
    }

    /** The gantry of the shipped plant, or one of the same axes of which nobody says that it is one. */
    static RobotConfig robot(boolean gantry, double turned) {
        RobotConfig axes = Pilot.GANTRY;
        return new RobotConfig(
                "HV-1",
                0,
                axes.cycleMicros(),
                axes.joints(),
                List.of(0.0, 0.0, 1.0, turned),
                axes.insertionAxis(),
                Double.POSITIVE_INFINITY,
                RobotKey.none(),
                Optional.empty(),
                RobotConfig.LINK_TIMEOUT_MILLIS,
                gantry);
    }

    SessionReply reply() {
        return reply;
    }

    RobotState state() {
        return state;
    }

    double q(int axis) {
        return state.getQ().get(axis);
    }

    void nextMotion() {
        moveIndex++;
    }

    /** A command of K set-points for the cycles to come, empty of them. */
    RobotCommand command(CommandMode mode, int count) {
        RobotCommand command = RobotCommand.newInstance()
                .setMode(mode)
                .setFirstCycle(state.getCycle() + 1)
                .setSetpoints(count)
                .setMoveIndex(moveIndex);
        command.getMutableHeader().setEpoch(1).setCommandId(COMMAND);
        return command;
    }

    /** One axis at such a velocity in each cycle, the others at rest. */
    RobotCommand velocity(int axis, double velocity, int count) {
        RobotCommand command = command(CommandMode.COMMAND_JOINT_VELOCITY, count);
        for (int value = 0; value < count * config.axes(); value++) {
            command.addHorizonDq(value % config.axes() == axis ? (float) velocity : 0);
        }
        return command;
    }

    /** Stays where it began, and so far beside it. */
    RobotCommand beside(double x, double y, double z) {
        RobotCommand command = standing(CommandMode.COMMAND_PATH_CORRECTION);
        return command.addCorrection(x).addCorrection(y).addCorrection(z);
    }

    RobotCommand standing(CommandMode mode) {
        RobotCommand command = command(mode, HORIZON);
        for (int value = 0; value < HORIZON * config.axes(); value++) {
            command.addHorizon(config.home().get(value % config.axes()));
        }
        return command;
    }

    /** Sends a command, and lets the robot make its cycle. */
    RobotState says(RobotCommand command) throws IOException {
        controller.command(command);
        return hears();
    }

    /** Keeps the session and no more. */
    void keepsAlive(int cycles) throws IOException {
        for (int cycle = 0; cycle < cycles; cycle++) {
            says(command(CommandMode.COMMAND_HOLD, 0));
        }
    }

    /** A cycle in which nothing is said. */
    RobotState hears() throws IOException {
        passes();
        state = controller.state();
        positions.add(state.getQ().toArray());
        return state;
    }

    void hears(int cycles) throws IOException {
        for (int cycle = 0; cycle < cycles; cycle++) {
            hears();
        }
    }

    private void passes() throws IOException {
        now += config.cycleMicros() * 1_000L;
        peer.cycle(now);
    }

    List<double[]> positions() {
        return positions;
    }

    /** Every cycle so far was within the axes' velocity, acceleration, jerk and range. */
    void isWithin(List<RobotConfig.Joint> limits) {
        for (int axis = 0; axis < limits.size(); axis++) {
            RobotConfig.Joint limit = limits.get(axis);
            double velocity = 0;
            double acceleration = 0;
            for (int i = 1; i < positions.size(); i++) {
                double q = positions.get(i)[axis];
                double v = (q - positions.get(i - 1)[axis]) / CYCLE;
                double a = (v - velocity) / CYCLE;
                String where = "axis " + axis + " in cycle " + i;
                assertThat(q).as(where).isBetween(limit.min(), limit.max());
                assertThat(Math.abs(v))
                        .as("velocity of " + where)
                        .isLessThanOrEqualTo(limit.velocityMax() + limit.jerkMax() * CYCLE * CYCLE);
                assertThat(Math.abs(a))
                        .as("acceleration of " + where)
                        .isLessThanOrEqualTo(limit.accelerationMax() + ROUNDING);
                assertThat(Math.abs(a - acceleration) / CYCLE)
                        .as("jerk of " + where)
                        .isLessThanOrEqualTo(limit.jerkMax() * (1 + ROUNDING) + ROUNDING / CYCLE);
                velocity = v;
                acceleration = a;
            }
        }
    }

    @Override
    public void close() throws IOException {
        controller.close();
        peer.close();
    }
}
