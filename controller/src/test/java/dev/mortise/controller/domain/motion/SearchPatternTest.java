package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.MotionProgram.Segment.Insert;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchPatternTest {

    private static final double RADIUS = 2e-3;
    private static final double PITCH = 0.6e-3;
    private static final int PUSH = 1;
    private static final double[] MIDDLE = {0.2, 0.6, 1.0, 0.3};
    private static final List<JointSpec> GANTRY =
            List.of(axis("x", true), axis("y", true), axis("z", true), axis("c", false));

    private final SearchPattern pattern = new SearchPattern(GANTRY, PUSH, new Insert.Search(RADIUS, PITCH));

    @Test
    void noPlaceIsBeyondTheRadiusAndNoneIsOnAnAxisThatPushesOrTurns() {
        assertThat(pattern.places()).isEqualTo(34);
        for (int place = 1; place <= pattern.places(); place++) {
            double[] at = pattern.at(place, MIDDLE);
            double offset = Math.hypot(at[0] - MIDDLE[0], at[2] - MIDDLE[2]);
            assertThat(offset).isCloseTo(pattern.offset(place), within(1e-12)).isLessThanOrEqualTo(RADIUS);
            assertThat(at[1]).isEqualTo(MIDDLE[1]);
            assertThat(at[3]).isEqualTo(MIDDLE[3]);
        }
    }

    @Test
    void placesGoFromNearToFarAndEachIsAboutAPitchFromTheOneBefore() {
        for (int place = 2; place <= pattern.places(); place++) {
            double[] at = pattern.at(place, MIDDLE);
            double[] before = pattern.at(place - 1, MIDDLE);

            assertThat(pattern.offset(place)).isGreaterThan(pattern.offset(place - 1));
            assertThat(Math.hypot(at[0] - before[0], at[2] - before[2])).isBetween(0.7 * PITCH, 1.3 * PITCH);
        }
    }

    @Test
    void whereverAnOpeningIsWithinTheRadiusAPlaceIsNoFartherFromItThanAPitchAndAQuarter() {
        Random chance = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            double angle = 2 * Math.PI * chance.nextDouble();
            double radius = RADIUS * Math.sqrt(chance.nextDouble());
            double x = MIDDLE[0] + radius * Math.cos(angle);
            double z = MIDDLE[2] + radius * Math.sin(angle);

            assertThat(nearest(x, z)).as("opening at %s, %s", x, z).isLessThan(1.25 * PITCH);
        }
    }

    private double nearest(double x, double z) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int place = 0; place <= pattern.places(); place++) {
            double[] at = pattern.at(place, MIDDLE);
            nearest = Math.min(nearest, Math.hypot(at[0] - x, at[2] - z));
        }
        return nearest;
    }

    @Test
    void withOneAxisBesideThePushItTriesEitherSideByTurns() {
        SearchPattern line = new SearchPattern(GANTRY.subList(0, 2), PUSH, new Insert.Search(RADIUS, 1e-3));

        assertThat(line.places()).isEqualTo(4);
        assertThat(List.of(1, 2, 3, 4))
                .extracting(place -> Math.round(1e6 * (line.at(place, MIDDLE)[0] - MIDDLE[0])))
                .containsExactly(1_000L, -1_000L, 2_000L, -2_000L);
    }

    @Test
    void aRobotWithoutPrismaticAxesBesideThePushHasNoPlaceToTry() {
        assertThat(new SearchPattern(List.of(axis("y", true)), 0, new Insert.Search(RADIUS, PITCH)).places())
                .isZero();
    }

    private static JointSpec axis(String name, boolean prismatic) {
        return new JointSpec(name, prismatic, -1, 3, 2, 8, 80);
    }
}
