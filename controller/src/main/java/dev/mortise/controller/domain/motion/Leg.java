package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.util.List;

/** One straight piece of a motion in joint space, from rest to rest; all axes arrive together. */
final class Leg {

    /** What the piece is for, and so what is watched during it. */
    enum Phase {
        TRAVEL,
        FREE,
        CONTACT,
        SEATING,
        RETRACT,
        STAY
    }

    private final Phase phase;
    private final int segment;
    private final double[] from;
    private final double[] to;
    private final Progress progress;

    private Leg(Phase phase, int segment, double[] from, double[] to, Progress progress) {
        this.phase = phase;
        this.segment = segment;
        this.from = from;
        this.to = to;
        this.progress = progress;
    }

    /** At a share of what the axes can do. */
    static Leg joints(Phase phase, int segment, double[] from, double[] to, double speed, List<JointSpec> joints) {
        return new Leg(phase, segment, from, to, profile(from, to, joints, speed, Double.POSITIVE_INFINITY));
    }

    /** Along one axis, at a speed of the tool. */
    static Leg push(Phase phase, int segment, double[] from, double[] to, double speedLimit, List<JointSpec> joints) {
        return new Leg(phase, segment, from, to, profile(from, to, joints, 1, speedLimit));
    }

    private static Progress profile(
            double[] from, double[] to, List<JointSpec> joints, double speed, double speedLimit) {
        double velocity = Double.POSITIVE_INFINITY;
        double acceleration = Double.POSITIVE_INFINITY;
        double jerk = Double.POSITIVE_INFINITY;
        for (int axis = 0; axis < from.length; axis++) {
            JointSpec joint = joints.get(axis);
            double way = Math.abs(to[axis] - from[axis]);
            velocity = Math.min(velocity, Math.min(joint.velocityMax() * speed, speedLimit) / way);
            acceleration = Math.min(acceleration, joint.accelerationMax() / way);
            jerk = Math.min(jerk, joint.jerkMax() / way);
        }
        return new Progress(velocity, acceleration, jerk);
    }

    Phase phase() {
        return phase;
    }

    /** Index of the program's segment it belongs to. */
    int segment() {
        return segment;
    }

    Progress progress() {
        return progress;
    }

    /** Copies the positions it begins at. */
    void startInto(double[] into) {
        System.arraycopy(from, 0, into, 0, from.length);
    }

    /** Writes one position per axis. */
    void sample(double[] into, int offset) {
        double done = progress.share();
        for (int axis = 0; axis < from.length; axis++) {
            into[offset + axis] = done < 1 ? from[axis] + (to[axis] - from[axis]) * done : to[axis];
        }
    }
}
