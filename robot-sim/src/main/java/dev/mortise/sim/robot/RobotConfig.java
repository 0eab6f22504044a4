package dev.mortise.sim.robot;

import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import java.util.List;
import java.util.Optional;

/**
 * One robot to simulate.
 *
 * @param port UDP port, 0 for a free one
 * @param home where it stands at start, rad or m
 * @param insertionAxis axis that pushes
 * @param approach position of that axis where depth is 0; infinite for a robot that does not insert
 * @param key shared with its controller, if there is one
 * @param slots where the slots' middles are beside the push; empty: everywhere
 * @param linkTimeoutMillis its own watch: without a command for so long a motion stops on the robot's ramp, whatever is buffered
 * @param gantry its first axes are x, y and z, and one that follows them turns about z
 */
public record RobotConfig(
        String id,
        int port,
        int cycleMicros,
        List<Joint> joints,
        List<Double> home,
        int insertionAxis,
        double approach,
        RobotKey key,
        Optional<Slots> slots,
        int linkTimeoutMillis,
        boolean gantry) {

    /** Longer than the pauses of a crowded machine: the horizon's end stops the robot earlier as a rule. */
    public static final int LINK_TIMEOUT_MILLIS = 100;

    /**
     * Middles of slots, one above the other.
     *
     * @param asideAxis axis across the push and the height
     * @param asideMetres its position in front of every slot
     */
    public record Slots(int asideAxis, double asideMetres, int heightAxis, double firstMetres, double pitchMetres) {

        /** Beside the slots' middle. */
        double aside(double[] q) {
            return q[asideAxis] - asideMetres;
        }

        /** Above the middle of the nearest slot. */
        double above(double[] q) {
            double up = q[heightAxis] - firstMetres;
            return up - pitchMetres * Math.rint(up / pitchMetres);
        }
    }

    /** Limits of one axis, in rad or m per s, s², s³. */
    public record Joint(double min, double max, double velocityMax, double accelerationMax, double jerkMax) {}

    public RobotConfig {
        joints = List.copyOf(joints);
        home = List.copyOf(home);
    }

    /** The same robot at another UDP port. */
    public RobotConfig at(int otherPort) {
        return new RobotConfig(
                id,
                otherPort,
                cycleMicros,
                joints,
                home,
                insertionAxis,
                approach,
                key,
                slots,
                linkTimeoutMillis,
                gantry);
    }

    /** Tells a controller what it can do. */
    void declare(SessionReply reply) {
        Modes.declare(this, reply);
        joints.forEach(joint -> reply.addQMin(joint.min())
                .addQMax(joint.max())
                .addDqMax(joint.velocityMax())
                .addDdqMax(joint.accelerationMax())
                .addDddqMax(joint.jerkMax()));
    }

    int axes() {
        return joints.size();
    }
}
