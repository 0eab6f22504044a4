package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import java.util.List;

/** One axis while its robot stops, judged by the positions that the robot measured: four of them make a jerk. */
final class StopOfAnAxis {

    private static final double CYCLE_SECONDS = CRobot.CYCLE_MICROS * 1e-6;
    /** Differences of positions near 1, three times over T³: what is left of a double's digits. */
    private static final double ROUNDING = 1e-6;

    private final int axis;
    private final JointSpec joint;

    StopOfAnAxis(int axis) {
        this.axis = axis;
        this.joint = CRobot.JOINTS.get(axis);
    }

    void isWithinItsLimits(List<RobotState> states) {
        double step = joint.jerkMax() * CYCLE_SECONDS;
        for (int i = 3; i < states.size(); i++) {
            if (states.get(i).getSessionState() == SessionState.SESSION_STOPPING) {
                assertThat(states.get(i).getCycle()).isEqualTo(states.get(i - 3).getCycle() + 3);
                double now = acceleration(states, i);
                double before = acceleration(states, i - 1);
                String cycle = joint.name() + " in cycle " + states.get(i).getCycle();
                assertThat(Math.abs(now))
                        .as("acceleration of " + cycle)
                        .isLessThanOrEqualTo(Math.max(joint.accelerationMax(), Math.abs(before)) + ROUNDING);
                assertThat(Math.abs(now - before))
                        .as("jerk of " + cycle + " times one cycle")
                        .isLessThanOrEqualTo(step + ROUNDING);
            }
        }
    }

    private double acceleration(List<RobotState> states, int at) {
        return (velocity(states, at) - velocity(states, at - 1)) / CYCLE_SECONDS;
    }

    private double velocity(List<RobotState> states, int at) {
        return (states.get(at).getQ().get(axis) - states.get(at - 1).getQ().get(axis)) / CYCLE_SECONDS;
    }
}
