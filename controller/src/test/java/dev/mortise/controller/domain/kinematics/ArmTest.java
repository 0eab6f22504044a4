package dev.mortise.controller.domain.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.domain.plant.RobotSpec.AxisSpec;
import dev.mortise.controller.domain.plant.RobotSpec.GeometrySpec;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where a robot's tool is when its axes are somewhere. */
class ArmTest {

    private static final double ROUNDING = 1e-12;

    @Test
    void aPlanarArmIsWhereSchoolGeometryPutsIt() {
        GeometrySpec planar = new GeometrySpec(
                List.of(
                        new AxisSpec(false, List.of(0.0, 0.0, 0.0), List.of(0.0, 0.0, 2.0)),
                        new AxisSpec(false, List.of(0.7, 0.0, 5.0), List.of(0.0, 0.0, 0.5))),
                List.of(1.2, 0.0, 0.0),
                Optional.empty());
        Place tool = new Place();
        for (double first = -3; first < 3; first += 0.7) {
            for (double second = -3; second < 3; second += 0.7) {
                new Arm(planar).place(new double[] {first, second}, 0, tool);

                assertThat(tool.metres(0))
                        .isCloseTo(0.7 * Math.cos(first) + 0.5 * Math.cos(first + second), within(ROUNDING));
                assertThat(tool.metres(1))
                        .isCloseTo(0.7 * Math.sin(first) + 0.5 * Math.sin(first + second), within(ROUNDING));
                assertThat(tool.metres(2)).isCloseTo(0, within(ROUNDING));
            }
        }
    }

    @Test
    void theUr5OfATextbookIsWhereTheTextbookSays() {
        Place tool = new Place();

        new Arm(Arms.ur5()).place(new double[] {0, -Math.PI / 2, 0, 0, Math.PI / 2, 0}, 0, tool);

        assertThat(tool.metres(0)).isCloseTo(0.095, within(1e-9));
        assertThat(tool.metres(1)).isCloseTo(0.109, within(1e-9));
        assertThat(tool.metres(2)).isCloseTo(0.988, within(1e-9));
        // the book's frame of the tool at zero is [-1 0 0; 0 0 1; 0 1 0]; what turns it into [0 -1 0; 1 0 0; 0 0 1] is
        // this
        double[] turned = {0, 0, -1, -1, 0, 0, 0, 1, 0};
        for (int i = 0; i < turned.length; i++) {
            assertThat(tool.turn[i]).as("entry %d", i).isCloseTo(turned[i], within(ROUNDING));
        }
    }

    @Test
    void aGantryIsWhereItsAxesAre() {
        GeometrySpec gantry = new GeometrySpec(
                List.of(
                        new AxisSpec(true, List.of(0.0, 0.0, 0.0), List.of(1.0, 0.0, 0.0)),
                        new AxisSpec(true, List.of(0.0, 0.0, 0.0), List.of(0.0, 3.0, 0.0)),
                        new AxisSpec(true, List.of(0.0, 0.0, 0.0), List.of(0.0, 0.0, -1.0)),
                        new AxisSpec(false, List.of(0.0, 0.0, 0.0), List.of(0.0, 0.0, 1.0))),
                List.of(0.0, 0.0, 2.0),
                Optional.empty());
        Place tool = new Place();

        new Arm(gantry).place(new double[] {0.3, -0.2, 0.5, 1.57}, 0, tool);

        assertThat(tool.metres(0)).isCloseTo(0.3, within(ROUNDING));
        assertThat(tool.metres(1)).isCloseTo(-0.2, within(ROUNDING));
        assertThat(tool.metres(2)).isCloseTo(1.5, within(ROUNDING));
    }

    @Test
    void howTheToolMovesWithEachAxisIsTheDifferenceOfItsPlaces() {
        Random chance = new Random(7);
        double small = 1e-6;
        for (GeometrySpec geometry : List.of(Arms.ur5(), Arms.large())) {
            Arm arm = new Arm(geometry);
            Place before = new Place();
            Place after = new Place();
            double[] jacobian = new double[36];
            double[] turned = new double[3];
            for (int run = 0; run < 100; run++) {
                double[] axes = chance.doubles(6, -3, 3).toArray();
                for (int axis = 0; axis < 6; axis++) {
                    axes[axis] -= small;
                    arm.place(axes, 0, before);
                    axes[axis] += 2 * small;
                    arm.place(axes, 0, after);
                    axes[axis] -= small;
                    Turns.between(before.turn, after.turn, new double[9], turned);
                    Place at = new Place();
                    arm.place(axes, 0, at);
                    arm.jacobian(at, jacobian);
                    for (int row = 0; row < 3; row++) {
                        assertThat(jacobian[row * 6 + axis])
                                .isCloseTo((after.at[row] - before.at[row]) / (2 * small), within(1e-7));
                        assertThat(jacobian[(row + 3) * 6 + axis]).isCloseTo(turned[row] / (2 * small), within(1e-7));
                    }
                }
            }
        }
    }

    @Test
    void aTurnIsFoundAgainFromWhatItMakesOfSpaceUpToHalfATurn() {
        Random chance = new Random(11);
        double[] first = new double[9];
        double[] turn = new double[9];
        double[] second = new double[9];
        double[] found = new double[3];
        double[] again = new double[9];
        for (double angle : new double[] {0, 1e-12, 1e-6, 0.1, 1, 3, Math.PI - 1e-5, Math.PI - 1e-9, Math.PI}) {
            for (int run = 0; run < 50; run++) {
                Turns.of(chance.doubles(3, -1, 1).toArray(), 1, first);
                double[] axis = chance.doubles(3, -1, 1).toArray();
                double length = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
                Turns.about(axis[0] / length, axis[1] / length, axis[2] / length, angle, turn);
                Turns.product(turn, first, second);

                Turns.between(first, second, new double[9], found);

                Turns.of(found, 1, again);
                for (int i = 0; i < turn.length; i++) {
                    assertThat(again[i]).as("angle %s", angle).isCloseTo(turn[i], within(1e-7));
                }
            }
        }
    }
}
