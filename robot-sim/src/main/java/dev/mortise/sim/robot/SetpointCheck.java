package dev.mortise.sim.robot;

import dev.mortise.protocol.realtime.v1.quick.StopReason;

/** Whether one axis can do in one cycle what a set-point asks for. */
final class SetpointCheck {

    /** A set-point may ask for a little more than the limits: rounding and the jitter of a re-plan. */
    static final double TOLERANCE = 1.2;

    private SetpointCheck() {}

    /**
     * Checks a change of velocity.
     *
     * @param last true when the axis is to be at rest after this cycle
     * @return {@link StopReason#STOP_REASON_NONE} when the axis can
     */
    static StopReason violated(
            RobotConfig.Joint joint, double before, double velocity, double cycleSeconds, boolean last) {
        if (Math.abs(velocity) > joint.velocityMax() * TOLERANCE) {
            return StopReason.STOP_REASON_VELOCITY_LIMIT;
        }
        double change =
                joint.accelerationMax() * TOLERANCE * cycleSeconds + joint.jerkMax() * cycleSeconds * cycleSeconds;
        boolean leaps = Math.abs(velocity - before) > change || (last && Math.abs(velocity) > change);
        return leaps ? StopReason.STOP_REASON_ACCELERATION_LIMIT : StopReason.STOP_REASON_NONE;
    }
}
