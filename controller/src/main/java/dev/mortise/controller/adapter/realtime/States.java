package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.motion.RobotReading;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.port.RobotSays;
import dev.mortise.protocol.realtime.v1.quick.DriveState;
import dev.mortise.protocol.realtime.v1.quick.OperationMode;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SafetyState;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a state on the wire means for motion. */
final class States {

    /** Fast inputs, as realtime.proto numbers them. */
    private static final int GRIPPED = 1;

    private static final int SEATED = 2;

    /** Forces of a wrench; its torques stand behind them. */
    private static final int DIRECTIONS = 3;

    private States() {}

    /**
     * Fills a reading.
     *
     * @param pushAxis base frame's direction in which the robot pushes
     * @return false when the state lacks what motion needs: such a state is not answered
     */
    static boolean read(RobotState from, int axes, int pushAxis, RobotReading into) {
        if (!from.hasCycle() || !from.hasSessionState() || from.getQ().length() != axes) {
            return false;
        }
        int told = Math.min(DIRECTIONS, from.getWrenchExt().length());
        for (int axis = 0; axis < axes; axis++) {
            into.axis(axis, from.getQ().get(axis));
            into.side(axis, axis < told ? from.getWrenchExt().get(axis) : 0);
        }
        into.state(phase(from.getSessionState()), stop(from.getStopReason()), from.getMoveIndex())
                .cycle(from.getCycle())
                .missed(from.getSetpointsMissed())
                .force(
                        pushAxis < from.getWrenchExt().length()
                                ? -from.getWrenchExt().get(pushAxis)
                                : 0)
                .inputs((from.getDin() & GRIPPED) != 0, (from.getDin() & SEATED) != 0);
        return true;
    }

    /** What the robot says of itself when a session has begun. */
    static RobotStatus status(RobotSpec robot, SessionReply reply, RobotState state) {
        List<Double> joints = new ArrayList<>();
        for (int axis = 0; axis < state.getQ().length(); axis++) {
            joints.add(state.getQ().get(axis));
        }
        return new RobotStatus(
                robot.id(),
                reply.getSimulated(),
                Integer.toUnsignedString(reply.getBoot()),
                state.getCommandFinished() == 0 ? OptionalLong.empty() : OptionalLong.of(state.getCommandFinished()),
                state.getSessionState().name().replace("SESSION_", ""),
                joints,
                input(state, GRIPPED),
                input(state, SEATED));
    }

    /** What the robot says of its drives; as empty as it says nothing of them. */
    static Optional<Boolean> inControl(DriveState drives) {
        return drives == DriveState.DRIVE_STATE_UNSPECIFIED
                ? Optional.empty()
                : Optional.of(drives == DriveState.DRIVE_ACTIVE);
    }

    /** A motion goes on from where the robot stands, unless a limit or its safety functions have ended it. */
    static Optional<Boolean> onPath(SessionState state, StopReason reason) {
        if (phase(state) == RobotReading.Phase.MOVING) {
            return Optional.of(true);
        }
        return switch (stop(reason)) {
            case NONE -> Optional.empty();
            case FINISHED, COMMANDED, RESUMABLE -> Optional.of(true);
            case SAFETY, LIMIT -> Optional.of(false);
        };
    }

    static RobotSays.Safety safety(SafetyState state) {
        return switch (state) {
            case SAFETY_STATE_UNSPECIFIED -> RobotSays.Safety.UNTOLD;
            case SAFETY_NORMAL, SAFETY_REDUCED -> RobotSays.Safety.NORMAL;
            case SAFETY_PROTECTIVE_STOP -> RobotSays.Safety.PROTECTIVE_STOP;
            case SAFETY_EMERGENCY_STOP -> RobotSays.Safety.EMERGENCY_STOP;
            case SAFETY_STOP_0, SAFETY_STOP_1, SAFETY_STOP_2, SAFETY_FAULT -> RobotSays.Safety.OTHER;
        };
    }

    static Optional<Integer> mode(OperationMode mode) {
        return mode == OperationMode.OPERATION_MODE_UNSPECIFIED ? Optional.empty() : Optional.of(mode.getNumber());
    }

    private static Optional<Boolean> input(RobotState state, int bit) {
        return state.hasDin() ? Optional.of((state.getDin() & bit) != 0) : Optional.empty();
    }

    private static RobotReading.Phase phase(SessionState state) {
        return switch (state) {
            case SESSION_MONITORING_READY -> RobotReading.Phase.READY;
            case SESSION_COMMANDING_WAIT, SESSION_COMMANDING_ACTIVE -> RobotReading.Phase.MOVING;
            case SESSION_STOPPING -> RobotReading.Phase.STOPPING;
            case SESSION_STOPPED -> RobotReading.Phase.STOPPED;
            default -> RobotReading.Phase.NOT_READY;
        };
    }

    private static RobotReading.Stop stop(StopReason reason) {
        return switch (reason) {
            case STOP_REASON_UNSPECIFIED, STOP_REASON_NONE -> RobotReading.Stop.NONE;
            case STOP_REASON_FINISHED -> RobotReading.Stop.FINISHED;
            case STOP_REASON_COMMANDED -> RobotReading.Stop.COMMANDED;
            case STOP_REASON_SAFETY -> RobotReading.Stop.SAFETY;
            case STOP_REASON_SETPOINT_UNDERRUN,
                    STOP_REASON_LINK_TIMEOUT,
                    STOP_REASON_LINK_QUALITY,
                    STOP_REASON_DISCONTINUITY,
                    STOP_REASON_EPOCH -> RobotReading.Stop.RESUMABLE;
            default -> RobotReading.Stop.LIMIT;
        };
    }
}
