package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.kinematics.Arm;
import dev.mortise.controller.domain.kinematics.Arms;
import dev.mortise.controller.domain.kinematics.Place;
import dev.mortise.controller.domain.kinematics.StraightWay;
import dev.mortise.controller.domain.kinematics.ToolReach;
import dev.mortise.controller.domain.plant.RobotSpec.BoxSpec;
import dev.mortise.controller.domain.plant.RobotSpec.GeometrySpec;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is bounded of a corner holds for every pair of places that its legs may be at together, not only for those that a motion passes. */
class ToolCornerTest {

    private static final double ROUNDING = 1e-9;
    private static final double[] FROM = Planner.array(AnArm.HOME);
    private static final double[] CORNER = {0.4, -0.8, 1.3, 0.1, 0.9, 0.2};
    private static final double[] TO = Planner.array(AnArm.RACK);

    @Test
    void noAxisLeadsTheWayOfAnotherFartherAsideThanIsSaid() {
        Random chance = new Random(1);
        Arm arm = new Arm(Arms.large());
        ToolReach reach = new ToolReach(Arms.large(), Arms.joints());
        double[] jacobian = new double[6 * AnArm.AXES];
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 20_000; i++) {
            double[] at = Planner.array(AnArm.posture(chance));
            double[] one = someAxes(chance);
            double[] other = someAxes(chance);
            Place place = new Place();
            arm.place(at, 0, place);
            arm.jacobian(place, jacobian);
            double[] here = metres(at);
            double[] both = metres(sum(sum(at, one), other));
            double[] first = metres(sum(at, one));
            double[] second = metres(sum(at, other));
            double squares = 0;
            for (int row = 0; row < 3; row++) {
                double aside = both[row] - first[row] - second[row] + here[row];
                squares += aside * aside;
            }
            reach.near(jacobian, lengths(one), lengths(other));
            double said = reach.aside(lengths(one), lengths(other));

            assertThat(Math.sqrt(squares)).as("%d", i).isLessThanOrEqualTo(said + ROUNDING);
            nearest = Math.sqrt(squares) > ROUNDING ? Math.min(nearest, said / Math.sqrt(squares)) : nearest;
        }
        assertThat(nearest).as("no bound that anything keeps").isLessThan(1.5);
    }

    @Test
    void whereverBothLegsAreTheToolIsWithinTheRadiusOfEach() {
        for (double radius : new double[] {0.01, 0.05, 0.1, 0.2}) {
            Corner corner = new Corner(radius, Optional.empty());

            assertThat(corner.in).isGreaterThan(0.2 * radius);
            for (double in = 0; in <= 1; in += 0.1) {
                for (double out = 0; out <= 1; out += 0.1) {
                    double[] both = metres(corner.at(in, out));
                    assertThat(distance(both, metres(corner.at(in, 0)))).isLessThanOrEqualTo(radius);
                    assertThat(distance(both, metres(corner.at(0, out)))).isLessThanOrEqualTo(radius);
                }
            }
        }
    }

    /** Walls that the ways keep clear of by little, on every side of the corner. */
    @Test
    void nearAWallLessIsBlendedSoThatTheToolStaysInItsWorkspace() {
        Corner free = new Corner(0.2, Optional.empty());
        double[] at = metres(CORNER);
        int less = 0;
        for (int row = 0; row < 3; row++) {
            for (int side = -1; side <= 1; side += 2) {
                double farthest = side * at[row];
                for (double share = 0; share <= 1; share += 0.1) {
                    farthest = Math.max(farthest, side * metres(free.at(share, 0))[row]);
                    farthest = Math.max(farthest, side * metres(free.at(0, share))[row]);
                }
                Double[] min = {-9.0, -9.0, -9.0};
                Double[] max = {9.0, 9.0, 9.0};
                (side < 0 ? min : max)[row] = side * (farthest + 0.004);
                Corner walled = new Corner(0.2, Optional.of(new BoxSpec(List.of(min), List.of(max))));
                less += walled.in < free.in ? 1 : 0;
                for (double in = 0; in <= 1; in += 0.1) {
                    for (double out = 0; out <= 1; out += 0.1) {
                        assertThat(metres(walled.at(in, out))[row]).isBetween(min[row], max[row]);
                    }
                }
            }
        }
        assertThat(less).as("walls that count").isPositive();
    }

    /** Two straight legs that meet, and how much of them is blended. */
    private static final class Corner {
        private final StraightWay.Found.Way first;
        private final StraightWay.Found.Way next;
        private final double in;
        private final double out;

        Corner(double radius, Optional<BoxSpec> workspace) {
            GeometrySpec arm =
                    new GeometrySpec(Arms.large().axes(), Arms.large().tool(), workspace);
            StraightWay ways = new StraightWay(arm, Arms.joints());
            first = (StraightWay.Found.Way) ways.between(FROM, CORNER);
            next = (StraightWay.Found.Way) ways.between(CORNER, TO);
            Leg before = Leg.straight(0, FROM, CORNER, first.axes(), 1, Arms.joints());
            Leg after = Leg.straight(1, CORNER, TO, next.axes(), 1, Arms.joints());
            new ToolCorner(arm, Arms.joints()).blend(before, after, radius);
            in = before.ending().share();
            out = after.beginning().share();
        }

        /** Of what is blended, so much away from the corner. */
        double[] at(double one, double other) {
            double[] axes = new double[AnArm.AXES];
            first.axes().sample(1 - in * one, axes, 0);
            next.axes().add(out * other, axes, 0);
            return axes;
        }
    }

    private static double[] someAxes(Random chance) {
        double[] axes = new double[AnArm.AXES];
        for (int axis = 0; axis < axes.length; axis++) {
            axes[axis] = chance.nextInt(3) == 0 ? 0.2 * (2 * chance.nextDouble() - 1) : 0;
        }
        axes[chance.nextInt(axes.length)] = 0.1;
        return axes;
    }

    private static double[] sum(double[] one, double[] other) {
        double[] sum = one.clone();
        for (int axis = 0; axis < sum.length; axis++) {
            sum[axis] += other[axis];
        }
        return sum;
    }

    private static double[] lengths(double[] axes) {
        double[] lengths = axes.clone();
        for (int axis = 0; axis < axes.length; axis++) {
            lengths[axis] = Math.abs(axes[axis]);
        }
        return lengths;
    }

    private static double[] metres(double[] axes) {
        Place place = AnArm.place(axes);
        return new double[] {place.metres(0), place.metres(1), place.metres(2)};
    }

    private static double distance(double[] one, double[] other) {
        return Math.sqrt((one[0] - other[0]) * (one[0] - other[0])
                + (one[1] - other[1]) * (one[1] - other[1])
                + (one[2] - other[2]) * (one[2] - other[2]));
    }
}
