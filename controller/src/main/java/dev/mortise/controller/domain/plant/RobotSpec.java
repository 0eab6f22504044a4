package dev.mortise.controller.domain.plant;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One robot.
 *
 * @param host where its real-time peer listens
 * @param port UDP port
 * @param cycleMicros length of its servo cycle in microseconds
 * @param kinematics how its axes make a pose
 * @param poses named joint positions, one value per axis (rad, or m for prismatic axes)
 * @param insertion where parts are pushed in, for robots that insert
 * @param key that its datagrams are tagged with
 * @param payload what it may carry
 * @param geometry where its axes and its tool are in space; empty: nobody said
 */
public record RobotSpec(
        RobotId id,
        String host,
        int port,
        int cycleMicros,
        Kinematics kinematics,
        List<JointSpec> joints,
        Map<String, List<Double>> poses,
        Optional<InsertionSpec> insertion,
        RobotKey key,
        PayloadSpec payload,
        Optional<GeometrySpec> geometry) {

    public RobotSpec {
        joints = List.copyOf(joints);
        poses = Map.copyOf(poses);
    }

    /** Its axes with the limits that they have while it carries this. */
    public List<JointSpec> joints(double kilograms) {
        double share = payload.share(kilograms);
        return joints.stream().map(joint -> joint.slowed(share)).toList();
    }

    /**
     * What a robot may carry.
     *
     * @param ratedKilograms the axes' limits hold up to this
     * @param maxKilograms it moves nothing heavier
     */
    public record PayloadSpec(double ratedKilograms, double maxKilograms) {

        /** Nothing is known. */
        public static final PayloadSpec ANY = new PayloadSpec(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        /**
         * Share of the axes' acceleration and jerk with such a load. The force that accelerates the rated load accelerates a
         * heavier one so much less; that an arm has a mass of its own makes the true share greater, never less.
         */
        double share(double kilograms) {
            return kilograms <= ratedKilograms ? 1 : ratedKilograms / kilograms;
        }
    }

    /** How axes make a pose. */
    public enum Kinematics {
        /** prismatic x, y, z and one rotation about z */
        GANTRY,
        /** six revolute axes */
        ARTICULATED
    }

    /**
     * One axis; rad for revolute and m for prismatic ones.
     *
     * @param min lowest position
     * @param max highest position
     * @param velocityMax per s
     * @param accelerationMax per s²
     * @param jerkMax per s³
     */
    public record JointSpec(
            String name,
            boolean prismatic,
            double min,
            double max,
            double velocityMax,
            double accelerationMax,
            double jerkMax) {

        private JointSpec slowed(double share) {
            return new JointSpec(name, prismatic, min, max, velocityMax, accelerationMax * share, jerkMax * share);
        }
    }

    /**
     * The straight push that seats a part: from the pose {@code approach} along one axis.
     *
     * @param axis index of the pushing axis
     * @param strokeMetres from the approach pose to the hard stop
     * @param heightAxis index of the axis that reaches different slots
     * @param firstSlotMetres height axis at slot number 1
     * @param slotPitchMetres from one slot to the next
     * @param forceMaxNewtons against which the robot is never led on along the pushing axis, whatever its motion is for
     */
    public record InsertionSpec(
            int axis,
            double strokeMetres,
            int heightAxis,
            double firstSlotMetres,
            double slotPitchMetres,
            double forceMaxNewtons) {}

    /**
     * Where axes and tool are while every axis stands at 0, in the robot's own frame in m.
     *
     * @param axes from the foot to the tool, one per joint
     * @param tool x, y, z of the tool's point
     * @param workspace what the tool's point never leaves; empty: what the axes' ranges leave it
     */
    public record GeometrySpec(List<AxisSpec> axes, List<Double> tool, Optional<BoxSpec> workspace) {

        public GeometrySpec {
            axes = List.copyOf(axes);
            tool = List.copyOf(tool);
        }
    }

    /**
     * The line about which an axis turns, or along which it shifts.
     *
     * @param through x, y, z of a point of it
     * @param along its direction, of any length but 0; the axis turns about it as a right hand's fingers about the thumb
     */
    public record AxisSpec(boolean prismatic, List<Double> through, List<Double> along) {

        public AxisSpec {
            through = List.copyOf(through);
            along = List.copyOf(along);
        }

        /** Its direction with the length 1. */
        public List<Double> unit() {
            double length = Math.sqrt(along.stream().mapToDouble(x -> x * x).sum());
            return along.stream().map(x -> x / length).toList();
        }
    }

    /**
     * A box along the frame's axes.
     *
     * @param min lowest x, y, z
     * @param max highest x, y, z
     */
    public record BoxSpec(List<Double> min, List<Double> max) {

        public BoxSpec {
            min = List.copyOf(min);
            max = List.copyOf(max);
        }
    }
}
