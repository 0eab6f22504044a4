package dev.mortise.controller.domain.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.domain.kinematics.StraightWay.Found;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An arm of six turning axes leads its tool straight, or says that it cannot before it moves. */
class StraightWayTest {

    private static final double[] HOME = {0.0, -1.2, 1.6, 0.0, 1.0, 0.0};
    private static final double[] RACK = {0.9, -0.6, 1.1, 0.3, 0.8, 0.5};

    private final List<JointSpec> joints = Arms.joints();
    private final StraightWay way = new StraightWay(Arms.large(), joints);

    @Test
    void theToolStaysOnTheLineAndTurnsEvenly() {
        isStraight(HOME, RACK, found(HOME, RACK));
    }

    @Test
    void whateverWayIsFoundIsStraightAndWithinTheAxesRanges() {
        int found = 0;
        for (int seed = 0; seed < 300; seed++) {
            Random chance = new Random(seed);
            double[] from = posture(chance);
            double[] to = posture(chance);
            if (way.between(from, to) instanceof Found.Way way) {
                found++;
                isStraight(from, to, way.axes());
            }
        }
        assertThat(found).as("of 300").isBetween(270, 299);
    }

    @Test
    void aWayInNoTimeIsAWay() {
        AxesWay axes = found(RACK, RACK);

        double[] at = new double[6];
        axes.sample(0.5, at, 0);
        assertThat(at).containsExactly(RACK, within(1e-9));
        assertThat(axes.steepest(2)).isCloseTo(0, within(1e-9));
    }

    /** Half way the fourth and the sixth axis are nearly one line, and both would have to turn round in no time. */
    @Test
    void aWayThroughAStretchedWristIsNone() {
        Random chance = new Random(51);

        assertThat(way.between(posture(chance), posture(chance)))
                .isEqualTo(new Found.None("singular: 49 % of the way"));
    }

    /** Turned by half a turn at the fourth and sixth axis with the fifth mirrored, the wrist holds the tool as before. */
    @Test
    void theSamePlaceInAnotherPostureOfTheWristIsNotReachedStraight() {
        double[] flipped = RACK.clone();
        flipped[3] = RACK[3] - Math.PI;
        flipped[4] = -RACK[4];
        flipped[5] = RACK[5] + Math.PI;
        Place one = new Place();
        Place other = new Place();
        new Arm(Arms.large()).place(RACK, 0, one);
        new Arm(Arms.large()).place(flipped, 0, other);
        assertThat(one.metresTo(other)).isLessThan(1e-12);
        assertThat(one.radiansTo(other)).isLessThan(1e-7);

        assertThat(way.between(HOME, flipped)).isEqualTo(new Found.None("posture: j4"));
    }

    @Test
    void aWayThatNeedsMoreThanAnAxisHasIsNone() {
        List<JointSpec> narrow = joints.stream()
                .map(joint -> joint.name().equals("j2") ? range(joint, -1.25, -0.55) : joint)
                .toList();
        double[] high = {0.0, -1.2, 1.9, 0.0, 0.7, 0.0};
        double[] deep = {0.0, -1.2, 2.5, 0.0, 0.1, 0.0};

        assertThat(way.between(high, deep)).isInstanceOf(Found.Way.class);
        assertThat(new StraightWay(Arms.large(), narrow).between(high, deep))
                .isEqualTo(new Found.None("position-limit: j2"));
    }

    private AxesWay found(double[] from, double[] to) {
        Found found = way.between(from, to);
        assertThat(found).isInstanceOf(Found.Way.class);
        return ((Found.Way) found).axes();
    }

    private void isStraight(double[] from, double[] to, AxesWay axes) {
        Arm arm = new Arm(Arms.large());
        Place start = new Place();
        Place end = new Place();
        Place tool = new Place();
        arm.place(from, 0, start);
        arm.place(to, 0, end);
        double angle = start.radiansTo(end);
        double[] at = new double[6];
        for (int i = 0; i <= 1_000; i++) {
            double share = i / 1_000.0;
            axes.sample(share, at, 0);
            arm.place(at, 0, tool);
            double off = 0;
            for (int row = 0; row < 3; row++) {
                double wanted = start.metres(row) + share * (end.metres(row) - start.metres(row));
                off += (tool.metres(row) - wanted) * (tool.metres(row) - wanted);
            }
            assertThat(Math.sqrt(off)).as("metres at %s", share).isLessThanOrEqualTo(1.2 * StraightWay.STRAY_METRES);
            assertThat(start.radiansTo(tool)).isCloseTo(share * angle, within(1.2 * StraightWay.STRAY_RADIANS));
            for (int axis = 0; axis < 6; axis++) {
                assertThat(at[axis])
                        .isBetween(
                                joints.get(axis).min() - 1e-3, joints.get(axis).max() + 1e-3);
            }
        }
        axes.sample(1, at, 0);
        assertThat(at).containsExactly(to, within(1e-12));
        axes.sample(0, at, 0);
        assertThat(at).containsExactly(from, within(1e-12));
    }

    private double[] posture(Random chance) {
        double[] posture = new double[6];
        double[] middle = {0, -0.8, 1.4, 0, 0.9, 0};
        double[] spread = {1.2, 0.5, 0.5, 0.8, 0.5, 1.5};
        for (int axis = 0; axis < 6; axis++) {
            posture[axis] = middle[axis] + spread[axis] * (2 * chance.nextDouble() - 1);
        }
        return posture;
    }

    private static JointSpec range(JointSpec joint, double min, double max) {
        return new JointSpec(
                joint.name(),
                joint.prismatic(),
                min,
                max,
                joint.velocityMax(),
                joint.accelerationMax(),
                joint.jerkMax());
    }
}
