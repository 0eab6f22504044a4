package dev.mortise.sim.robot;

import java.util.List;

/**
 * One robot to simulate.
 *
 * @param port UDP port, 0 for a free one
 * @param home where it stands at start, rad or m
 * @param insertionAxis axis that pushes
 * @param approach position of that axis where depth is 0; infinite for a robot that does not insert
 */
public record RobotConfig(
        String id,
        int port,
        int cycleMicros,
        List<Joint> joints,
        List<Double> home,
        int insertionAxis,
        double approach) {

    /** Limits of one axis, in rad or m per s, s², s³. */
    public record Joint(double min, double max, double velocityMax, double accelerationMax, double jerkMax) {}

    public RobotConfig {
        joints = List.copyOf(joints);
        home = List.copyOf(home);
    }

    int axes() {
        return joints.size();
    }
}
