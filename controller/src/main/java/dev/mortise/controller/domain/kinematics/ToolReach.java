package dev.mortise.controller.domain.kinematics;

import dev.mortise.controller.domain.plant.RobotSpec.AxisSpec;
import dev.mortise.controller.domain.plant.RobotSpec.GeometrySpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.util.List;

/**
 * How far the ways of several axes lead each other's aside. The tool goes about an axis as far as it is from its line; and what it does with an outer axis an
 * inner one turns. So the second derivative of the tool's place by two axes is never longer than the tool's distance from the line of the outer one (or than 1,
 * where that shifts), and 0 where the inner one only shifts. Belongs to one thread; asking allocates nothing.
 */
public final class ToolReach {

    private static final int ROWS = 3;

    private final boolean[] prismatic;

    /** The tool's distance from each axis' line in any posture, at most. */
    private final double[] farthest;

    /** The same near a place. */
    private final double[] near;

    /** Of an arm whose axes have these ranges. */
    public ToolReach(GeometrySpec geometry, List<JointSpec> joints) {
        int axes = joints.size();
        prismatic = new boolean[axes];
        farthest = new double[axes];
        near = new double[axes];
        double[] outer = array(geometry.tool());
        double beyond = 0;
        for (int axis = axes - 1; axis >= 0; axis--) {
            AxisSpec line = geometry.axes().get(axis);
            double[] foot = foot(line, outer);
            beyond += Math.sqrt(square(outer[0] - foot[0]) + square(outer[1] - foot[1]) + square(outer[2] - foot[2]));
            prismatic[axis] = line.prismatic();
            farthest[axis] = prismatic[axis] ? 1 : beyond;
            JointSpec joint = joints.get(axis);
            beyond += prismatic[axis] ? Math.max(Math.abs(joint.min()), Math.abs(joint.max())) : 0;
            outer = foot;
        }
    }

    /** The point of a line that is next to another one. */
    private static double[] foot(AxisSpec line, double[] point) {
        double[] foot = array(line.through());
        double[] unit = array(line.unit());
        double along = 0;
        for (int row = 0; row < ROWS; row++) {
            along += unit[row] * (point[row] - foot[row]);
        }
        for (int row = 0; row < ROWS; row++) {
            foot[row] += along * unit[row];
        }
        return foot;
    }

    private static double[] array(List<Double> vector) {
        return vector.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double square(double x) {
        return x * x;
    }

    /**
     * From now on near a place, no farther from it than both.
     *
     * @param jacobian of the place
     * @param one per axis, how far it is away at most; so is the other
     */
    public void near(double[] jacobian, double[] one, double[] other) {
        double changes = 0;
        for (int axis = near.length - 1; axis >= 0; axis--) {
            double there = 0;
            for (int row = 0; row < ROWS; row++) {
                there += square(jacobian[row * near.length + axis]);
            }
            near[axis] = prismatic[axis] ? 1 : Math.min(farthest[axis], Math.sqrt(there) + changes);
            changes += farthest[axis] * (one[axis] + other[axis]);
        }
    }

    /** How far the tool is, at most, from where the sum of its ways would lead it, when some axes go so far and others so far. */
    public double aside(double[] one, double[] other) {
        double metres = 0;
        for (int i = 0; i < near.length; i++) {
            for (int j = 0; j < near.length; j++) {
                metres += prismatic[Math.min(i, j)] ? 0 : near[Math.max(i, j)] * one[i] * other[j];
            }
        }
        return metres;
    }
}
