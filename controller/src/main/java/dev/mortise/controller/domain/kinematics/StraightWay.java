package dev.mortise.controller.domain.kinematics;

import dev.mortise.controller.domain.plant.RobotSpec.GeometrySpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.util.List;

/**
 * Finds how the axes have to go for the tool to go straight from where it is to where it would be with the axes at a target, turning evenly about one axis
 * meanwhile. The posture in which the arm begins is kept: a way that would lead through one in which it cannot go on, beyond an axis' range, or to the
 * target's place in another posture is none, and is told as that before anything moves.
 */
public final class StraightWay {

    /** How far the tool may be from the straight line between two places, in m: a tenth of what a press fit forgives. */
    public static final double STRAY_METRES = 5e-5;

    /** How far it may be turned from what it should be, in rad: as much at half a metre. */
    public static final double STRAY_RADIANS = 1e-4;

    /** Places are doubled from the fewest to the most until the way is straight enough; a way that needs more passes a singular posture. */
    private static final int PIECES_MIN = 8;

    private static final int PIECES_MAX = 512;

    /** An axis that goes by more between two places, in rad or m, may have been led astray: places nearer to each other tell. */
    private static final double AXIS_STEP_MAX = 0.25;

    /** Newton's steps converge in three or four; where they do not in so many there is no solution near. */
    private static final int NEWTON_STEPS_MAX = 12;

    private static final double SOLVED = 1e-11;

    /** In rad or m: the posture at the end is the target's, but for rounding. */
    private static final double SAME_POSTURE = 1e-6;

    private final Arm arm;
    private final List<JointSpec> joints;
    private final Solver solver;
    private final Place from = new Place();
    private final Place to = new Place();
    private final Place wanted = new Place();
    private final Place reached = new Place();
    private final double[] turning = new double[3];
    private final double[] scratch = new double[Place.MATRIX];
    private final double[] missed = new double[3];
    private final double[] turned = new double[Place.MATRIX];
    private final double[] error = new double[Solver.ROWS];
    private final double[] jacobian;
    private final double[] axes;
    private final double[] step;

    /** For one robot. */
    public StraightWay(GeometrySpec geometry, List<JointSpec> joints) {
        this.arm = new Arm(geometry);
        this.joints = List.copyOf(joints);
        this.solver = new Solver(arm.axes());
        this.jacobian = new double[Solver.ROWS * arm.axes()];
        this.axes = new double[arm.axes()];
        this.step = new double[arm.axes()];
    }

    /** What was found. */
    public sealed interface Found {

        /** The way of the axes. */
        record Way(AxesWay axes) implements Found {}

        /**
         * There is none.
         *
         * @param reason {@code singular: 40 % of the way}, {@code position-limit: j3}, {@code posture: j4}
         */
        record None(String reason) implements Found {}
    }

    /** From axes at rest to axes at rest. */
    public Found between(double[] start, double[] target) {
        arm.place(start, 0, from);
        arm.place(target, 0, to);
        Turns.between(from.turn, to.turn, scratch, turning);
        Found found = new Found.None("singular: 0 % of the way");
        for (int pieces = PIECES_MIN; pieces <= PIECES_MAX; pieces *= 2) {
            found = through(pieces, start, target);
            if (found instanceof Found.Way || !isSingular(found)) {
                return found;
            }
        }
        return found;
    }

    private static boolean isSingular(Found found) {
        return found instanceof Found.None none && none.reason().startsWith("singular");
    }

    private Found through(int pieces, double[] start, double[] target) {
        int count = arm.axes();
        double[] places = new double[(pieces + 1) * count];
        System.arraycopy(start, 0, axes, 0, count);
        System.arraycopy(start, 0, places, 0, count);
        for (int i = 1; i <= pieces; i++) {
            if (!follow((double) i / pieces)) {
                return singular((double) i / pieces);
            }
            for (int axis = 0; axis < count; axis++) {
                double moved = Math.abs(axes[axis] - places[(i - 1) * count + axis]);
                if (moved > AXIS_STEP_MAX) {
                    return singular((double) i / pieces);
                }
                JointSpec joint = joints.get(axis);
                if (axes[axis] < joint.min() - SAME_POSTURE || axes[axis] > joint.max() + SAME_POSTURE) {
                    return new Found.None("position-limit: " + joint.name());
                }
            }
            System.arraycopy(axes, 0, places, i * count, count);
        }
        for (int axis = 0; axis < count; axis++) {
            if (Math.abs(axes[axis] - target[axis]) > SAME_POSTURE) {
                return new Found.None("posture: " + joints.get(axis).name());
            }
        }
        System.arraycopy(target, 0, places, pieces * count, count);
        AxesWay way = new AxesWay(count, places, slopes(start), slopes(target));
        return check(way);
    }

    /** Between the places the tool is on the line only as well as the splines are. */
    private Found check(AxesWay way) {
        for (int piece = 0; piece < way.pieces(); piece++) {
            double share = (piece + 0.5) / way.pieces();
            way.sample(share, axes, 0);
            arm.place(axes, 0, reached);
            want(share);
            miss();
            double metres = length(error, 0);
            double radians = length(error, 3);
            if (!(metres <= STRAY_METRES && radians <= STRAY_RADIANS)) {
                return singular(share);
            }
        }
        return new Found.Way(way);
    }

    private static Found singular(double share) {
        return new Found.None("singular: " + Math.round(100 * share) + " % of the way");
    }

    /** Brings the axes to where the tool is on the line, from where they are. */
    private boolean follow(double share) {
        want(share);
        for (int i = 0; i < NEWTON_STEPS_MAX; i++) {
            arm.place(axes, 0, reached);
            miss();
            if (length(error, 0) <= SOLVED && length(error, 3) <= SOLVED) {
                return true;
            }
            arm.jacobian(reached, jacobian);
            solver.solve(jacobian, error, step);
            for (int axis = 0; axis < axes.length; axis++) {
                axes[axis] += step[axis];
            }
        }
        return false;
    }

    private void want(double share) {
        for (int row = 0; row < 3; row++) {
            wanted.at[row] = from.at[row] + (to.at[row] - from.at[row]) * share;
        }
        Turns.of(turning, share, turned);
        Turns.product(turned, from.turn, wanted.turn);
    }

    private void miss() {
        Turns.between(reached.turn, wanted.turn, scratch, missed);
        for (int row = 0; row < 3; row++) {
            error[row] = wanted.at[row] - reached.at[row];
            error[row + 3] = missed[row];
        }
    }

    /** How quickly the axes have to go at an end of the way, by the share. */
    private double[] slopes(double[] at) {
        arm.place(at, 0, reached);
        arm.jacobian(reached, jacobian);
        for (int row = 0; row < 3; row++) {
            error[row] = to.at[row] - from.at[row];
            error[row + 3] = turning[row];
        }
        double[] slopes = new double[arm.axes()];
        solver.solve(jacobian, error, slopes);
        return slopes;
    }

    private static double length(double[] vector, int offset) {
        double squares = 0;
        for (int i = offset; i < offset + 3; i++) {
            squares += vector[i] * vector[i];
        }
        return Math.sqrt(squares);
    }
}
