package dev.mortise.sim.robot;

import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.DriveState;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SafetyState;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.util.Arrays;
import java.util.Set;

/**
 * One robot, a cycle at a time: follows set-points addressed by its own cycle, keeps its limits, stops by itself when the
 * set-points run dry. Knows no socket and no clock.
 */
final class SimulatedRobot {

    /** Motion begins where the robot stands, within a millimetre or a milliradian. */
    private static final double BUMPLESS = 2e-3;

    private static final double MICROS = 1e-6;

    private final RobotConfig config;
    private final Workpiece workpiece;
    private final int axes;
    private final double[] q;
    private final double[] v;
    private final double[] a;
    private final SetpointBuffer buffer;
    private final Stopping stopping;
    private final PositionMotion positions;
    private final VelocityMotion velocities;
    private final Set<CommandMode> modes;

    private SessionState state = SessionState.SESSION_IDLE;
    private StopReason reason = StopReason.STOP_REASON_NONE;
    private CommandMode mode = CommandMode.COMMAND_HOLD;
    private long cycle = 1;
    private int epoch;
    private long commandInHand;
    private long commandFinished;
    private int moveIndex;
    private int missed;
    private int rejected;
    private final Touch touch;

    SimulatedRobot(RobotConfig config, Workpiece workpiece) {
        this.config = config;
        this.workpiece = workpiece;
        this.axes = config.axes();
        double cycleSeconds = config.cycleMicros() * MICROS;
        this.q = config.home().stream().mapToDouble(Double::doubleValue).toArray();
        this.v = new double[axes];
        this.a = new double[axes];
        this.touch = new Touch(config, workpiece);
        this.buffer = new SetpointBuffer(axes);
        this.stopping = new Stopping(config, cycleSeconds);
        this.positions = new PositionMotion(config, cycleSeconds);
        this.velocities = new VelocityMotion(config, cycleSeconds, stopping);
        this.modes = Modes.of(config);
    }

    RobotConfig config() {
        return config;
    }

    int epoch() {
        return epoch;
    }

    long commandInHand() {
        return state == SessionState.SESSION_COMMANDING_ACTIVE ? commandInHand : 0;
    }

    long commandFinished() {
        return commandFinished;
    }

    /** Low half of the cycle, as on the wire. */
    int cycle() {
        return (int) cycle;
    }

    SessionState state() {
        return state;
    }

    double position(int axis) {
        return q[axis];
    }

    double velocity(int axis) {
        return v[axis];
    }

    void countRejected() {
        rejected++;
    }

    void opened() {
        if (state == SessionState.SESSION_IDLE) {
            state = SessionState.SESSION_MONITORING_READY;
        }
    }

    /** The other side fell silent: a motion stops on its own ramp. */
    void silent() {
        stop(StopReason.STOP_REASON_LINK_TIMEOUT);
    }

    void closed() {
        if (state != SessionState.SESSION_COMMANDING_ACTIVE && state != SessionState.SESSION_STOPPING) {
            state = SessionState.SESSION_IDLE;
        }
    }

    /** Takes a command, or counts why not. */
    void command(RobotCommand command) {
        int commandEpoch = command.getHeader().getEpoch();
        if (Integer.compareUnsigned(commandEpoch, epoch) < 0) {
            rejected++;
            return;
        }
        epoch = commandEpoch;
        if (command.getStopCategory() > 0) {
            stop(StopReason.STOP_REASON_COMMANDED);
        } else if (!Modes.isHold(command)) {
            led(command);
        }
    }

    private void led(RobotCommand command) {
        boolean running = state == SessionState.SESSION_COMMANDING_ACTIVE;
        boolean other = running && isLedByVelocities() != Modes.isVelocity(command);
        if (!modes.contains(command.getMode()) || (other && command.getMoveIndex() == moveIndex)) {
            rejected++;
            unknown();
        } else if (!Modes.isWhole(command, config)) {
            rejected++;
        } else {
            setpoints(command, running);
        }
    }

    /** Led on as it is not, a robot would do something else than its controller believes. */
    private void unknown() {
        if (state == SessionState.SESSION_COMMANDING_ACTIVE) {
            stop(StopReason.STOP_REASON_MODE);
        } else if (state != SessionState.SESSION_STOPPING) {
            reason = StopReason.STOP_REASON_MODE;
        }
    }

    private boolean isLedByVelocities() {
        return mode == CommandMode.COMMAND_JOINT_VELOCITY;
    }

    private void setpoints(RobotCommand command, boolean running) {
        boolean newMove = command.getMoveIndex() != moveIndex;
        if (running ? newMove : !newMove || !mayBegin(command)) {
            return;
        }
        mode = command.getMode();
        if (!running) {
            positions.begin();
            velocities.begin();
            moveIndex = command.getMoveIndex();
            commandInHand = command.getHeader().getCommandId();
            state = SessionState.SESSION_COMMANDING_ACTIVE;
            reason = StopReason.STOP_REASON_NONE;
            buffer.clear();
        }
        positions.command(command);
        buffer.keep(command, cycle);
    }

    private boolean mayBegin(RobotCommand command) {
        boolean ready = state == SessionState.SESSION_MONITORING_READY || state == SessionState.SESSION_STOPPED;
        if (!ready || workpiece.protectiveStop()) {
            return false;
        }
        for (int axis = 0; axis < axes && !Modes.isVelocity(command); axis++) {
            // turned round so that NaN does not pass
            if (!(Math.abs(command.getHorizon().get(axis) - q[axis]) <= BUMPLESS)) {
                reason = StopReason.STOP_REASON_DISCONTINUITY;
                rejected++;
                return false;
            }
        }
        return true;
    }

    /** One servo cycle. */
    void step() {
        cycle++;
        if (workpiece.protectiveStop() && state == SessionState.SESSION_COMMANDING_ACTIVE) {
            stop(StopReason.STOP_REASON_SAFETY);
        }
        if (state == SessionState.SESSION_COMMANDING_ACTIVE) {
            follow();
        } else if (state == SessionState.SESSION_STOPPING) {
            ramp();
        }
        touch.at(q, v, commandInHand);
    }

    private void follow() {
        if (!buffer.has(cycle) && !(isLedByVelocities() && velocities.isEnding())) {
            missed++;
            // A motion that has not begun to move simply waits for its first set-point.
            if (moving()) {
                stop(StopReason.STOP_REASON_SETPOINT_UNDERRUN);
                ramp();
            }
            return;
        }
        StopReason violated =
                isLedByVelocities() ? velocities.step(q, v, a, buffer, cycle) : positions.step(q, v, a, buffer, cycle);
        if (violated != StopReason.STOP_REASON_NONE) {
            stop(violated);
            ramp();
        } else if (isLedByVelocities() ? velocities.isEnding() && !moving() : buffer.last(cycle)) {
            finish();
        }
    }

    private void finish() {
        state = SessionState.SESSION_STOPPED;
        reason = StopReason.STOP_REASON_FINISHED;
        Arrays.fill(v, 0);
        Arrays.fill(a, 0);
        if (commandFinished != commandInHand) {
            commandFinished = commandInHand;
            workpiece.motionFinished(commandInHand);
        }
    }

    private void stop(StopReason why) {
        if (state == SessionState.SESSION_COMMANDING_ACTIVE) {
            state = SessionState.SESSION_STOPPING;
            reason = why;
        }
    }

    private void ramp() {
        if (stopping.step(q, v, a)) {
            state = SessionState.SESSION_STOPPED;
        }
    }

    private boolean moving() {
        return Arrays.stream(v).anyMatch(velocity -> velocity != 0);
    }

    /** What the robot says of itself after a step. */
    void describe(RobotState into) {
        into.setSessionState(state)
                .setStopReason(reason)
                .setCommandMode(state == SessionState.SESSION_COMMANDING_ACTIVE ? mode : CommandMode.COMMAND_HOLD)
                .setSafetyState(
                        workpiece.protectiveStop() ? SafetyState.SAFETY_PROTECTIVE_STOP : SafetyState.SAFETY_NORMAL)
                .setDriveState(DriveState.DRIVE_ACTIVE) // a stop of category 2 keeps the power
                .setCycle((int) cycle)
                .setCycleUs(config.cycleMicros())
                .setSetpointsMissed(missed)
                .setDatagramsRejected(rejected)
                .setMoveIndex(moveIndex)
                .setCommandFinished(commandFinished)
                .setDin(workpiece.inputs());
        for (int axis = 0; axis < axes; axis++) {
            into.addQ(q[axis]);
            into.addDq((float) v[axis]);
        }
        touch.describe(into);
    }
}
