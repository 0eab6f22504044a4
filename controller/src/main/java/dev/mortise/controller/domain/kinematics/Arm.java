package dev.mortise.controller.domain.kinematics;

import dev.mortise.controller.domain.plant.RobotSpec.AxisSpec;
import dev.mortise.controller.domain.plant.RobotSpec.GeometrySpec;
import java.util.Arrays;
import java.util.List;

/**
 * A chain of axes, each turning about a line or shifting along it, and a tool at its end. The place of the tool is the product of
 * the axes' exponentials (R. Brockett, Robotic manipulators and the product of exponentials formula, 1984): all that has to be known
 * of an axis is where its line is while every axis stands at 0. Belongs to one thread; asking allocates nothing.
 */
public final class Arm {

    private final int axes;

    /** Of each axis while all of them stand at 0: its direction, and a point of its line. */
    private final double[] direction;

    private final double[] point;
    private final boolean[] prismatic;
    private final double[] tool;

    /** The same where the axes are. */
    private final double[] along;

    private final double[] through;
    private final double[] turn = new double[Place.MATRIX];
    private final double[] next = new double[Place.MATRIX];
    private final double[] step = new double[Place.MATRIX];
    private final double[] shift = new double[3];

    /** As plant.yaml describes it. */
    public Arm(GeometrySpec geometry) {
        this.axes = geometry.axes().size();
        this.direction = new double[3 * axes];
        this.point = new double[3 * axes];
        this.prismatic = new boolean[axes];
        this.tool = new double[3];
        this.along = new double[3 * axes];
        this.through = new double[3 * axes];
        for (int axis = 0; axis < axes; axis++) {
            AxisSpec line = geometry.axes().get(axis);
            prismatic[axis] = line.prismatic();
            copy(line.unit(), direction, 3 * axis);
            copy(line.through(), point, 3 * axis);
        }
        copy(geometry.tool(), tool, 0);
    }

    private static void copy(List<Double> vector, double[] into, int offset) {
        for (int row = 0; row < 3; row++) {
            into[offset + row] = vector.get(row);
        }
    }

    /** How many. */
    public int axes() {
        return axes;
    }

    /** Where the tool is when the axes are there. */
    public void place(double[] positions, int offset, Place into) {
        Turns.identity(turn);
        Arrays.fill(shift, 0);
        for (int axis = 0; axis < axes; axis++) {
            for (int row = 0; row < 3; row++) {
                along[3 * axis + row] = turned(row, direction, 3 * axis);
                through[3 * axis + row] = turned(row, point, 3 * axis) + shift[row];
            }
            if (prismatic[axis]) {
                for (int row = 0; row < 3; row++) {
                    shift[row] += along[3 * axis + row] * positions[offset + axis];
                }
            } else {
                turnBy(axis, positions[offset + axis]);
            }
        }
        for (int row = 0; row < 3; row++) {
            into.at[row] = turned(row, tool, 0) + shift[row];
        }
        System.arraycopy(turn, 0, into.turn, 0, turn.length);
    }

    /** What is on the axis' line stays where it is. */
    private void turnBy(int axis, double radians) {
        int at = 3 * axis;
        Turns.about(direction[at], direction[at + 1], direction[at + 2], radians, step);
        Turns.product(turn, step, next);
        System.arraycopy(next, 0, turn, 0, turn.length);
        for (int row = 0; row < 3; row++) {
            shift[row] = through[at + row] - turned(row, point, at);
        }
    }

    /**
     * How the tool of the last {@link #place} moves and turns with each axis.
     *
     * @param into six rows, m then rad, one column per axis
     */
    public void jacobian(Place at, double[] into) {
        for (int axis = 0; axis < axes; axis++) {
            for (int row = 0; row < 3; row++) {
                int after = (row + 1) % 3;
                int last = (row + 2) % 3;
                double cross = along[3 * axis + after] * (at.at[last] - through[3 * axis + last])
                        - along[3 * axis + last] * (at.at[after] - through[3 * axis + after]);
                into[row * axes + axis] = prismatic[axis] ? along[3 * axis + row] : cross;
                into[(row + 3) * axes + axis] = prismatic[axis] ? 0 : along[3 * axis + row];
            }
        }
    }

    private double turned(int row, double[] vectors, int offset) {
        return Turns.row(turn, row, vectors[offset], vectors[offset + 1], vectors[offset + 2]);
    }
}
