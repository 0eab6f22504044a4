package dev.mortise.sim.robot;

import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.StopReason;

/** A motion led by positions, a cycle at a time: each is checked against what the axes can do, and the correction is part of it. */
final class PositionMotion {

    private final RobotConfig config;
    private final double cycleSeconds;
    private final Correction correction;
    private final double[] next;

    PositionMotion(RobotConfig config, double cycleSeconds) {
        this.config = config;
        this.cycleSeconds = cycleSeconds;
        this.correction = new Correction(config, cycleSeconds);
        this.next = new double[config.axes()];
    }

    void begin() {
        correction.clear();
    }

    void command(RobotCommand command) {
        correction.towards(command);
    }

    /**
     * One cycle on, when there is a position for it.
     *
     * @return why not: then nothing has moved
     */
    StopReason step(double[] q, double[] v, double[] a, SetpointBuffer buffer, long cycle) {
        for (int axis = 0; axis < next.length; axis++) {
            next[axis] = buffer.get(cycle, axis);
        }
        correction.step(next);
        for (int axis = 0; axis < next.length; axis++) {
            next[axis] += correction.of(axis);
        }
        StopReason violated = violated(q, v, buffer.last(cycle));
        if (violated != StopReason.STOP_REASON_NONE) {
            return violated;
        }
        for (int axis = 0; axis < next.length; axis++) {
            double velocity = (next[axis] - q[axis]) / cycleSeconds;
            a[axis] = (velocity - v[axis]) / cycleSeconds;
            v[axis] = velocity;
            q[axis] = next[axis];
        }
        return StopReason.STOP_REASON_NONE;
    }

    private StopReason violated(double[] q, double[] v, boolean last) {
        for (int axis = 0; axis < next.length; axis++) {
            RobotConfig.Joint joint = config.joints().get(axis);
            // turned round so that NaN does not pass
            if (!(next[axis] >= joint.min() && next[axis] <= joint.max())) {
                return StopReason.STOP_REASON_POSITION_LIMIT;
            }
            double velocity = (next[axis] - q[axis]) / cycleSeconds;
            StopReason violated = SetpointCheck.violated(joint, v[axis], velocity, cycleSeconds, last);
            if (violated != StopReason.STOP_REASON_NONE) {
                return violated;
            }
        }
        return StopReason.STOP_REASON_NONE;
    }
}
