package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CommandCheckTest {

    private static final double CYCLE = 2e-3;
    private static final int FIRST = Integer.MAX_VALUE - 10; // the count passes its end
    private static final JointSpec Y = new JointSpec("y", true, -0.2, 1.3, 1.5, 8, 80);

    private final CommandCheck check = new CommandCheck(List.of(Y), CYCLE, 0, 500);

    @Test
    void everyMotionWithinTheLimitsPassesAndOneThatUsesMoreIsNamed() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random chance = new Random(seed);
            double from = -0.2 + 1.5 * chance.nextDouble();
            double to = chance.nextInt(4) == 0 ? 1.3 : -0.2 + 1.5 * chance.nextDouble();
            assertThat(drive(Y, from, to))
                    .as("seed %d from %s to %s", seed, from, to)
                    .isEmpty();
        }
        assertThat(drive(new JointSpec("y", true, -0.2, 1.3, 1.51, 8, 80), 0, 1.2))
                .isEqualTo("velocity-limit: y");
        assertThat(drive(new JointSpec("y", true, -0.2, 1.3, 1.5, 8.1, 80), 0, 1.2))
                .isEqualTo("acceleration-limit: y");
        assertThat(drive(new JointSpec("y", true, -0.2, 1.3, 1.5, 8, 81), 0, 1.2))
                .isEqualTo("jerk-limit: y");
    }

    @Test
    void aMotionThatCouldSoonNoLongerStopWithinTheRangeIsHeldBeforeItsEnd() {
        double refusedAt = refusedAt(0, 1.6);

        assertThat(refusedAt).as("the range ends at 1.3 m").isLessThan(1.3 - 0.005);
    }

    @Test
    void aRobotThatStandsALittleBeyondItsRangeMayComeBackAndGoNoFarther() {
        assertThat(drive(Y, 1.301, 1.0)).isEmpty();
        assertThat(drive(Y, 1.301, 1.4)).isEqualTo("position-limit: y");
    }

    @Test
    void whatIsNoNumberIsRefused() {
        begin(0);

        assertThat(check.violated(FIRST + 1, 1, new double[] {Double.NaN})).isEqualTo("position-limit: y");
    }

    @Test
    void againstMoreForceThanItsRobotMayPushWithNothingLeadsOnAndEverythingLeadsBack() {
        RobotReading pressed = new RobotReading(1).cycle(FIRST).axis(0, 0.5).force(501);
        begin(0.5);

        assertThat(check.violated(pressed, 2, new double[] {0.5, 0.500_000_1})).isEqualTo("force-limit: y");
        assertThat(check.violated(pressed, 2, new double[] {0.5, 0.499_999_9})).isEmpty();
        assertThat(check.violated(pressed.force(Double.NaN), 2, new double[] {0.5, 0.500_000_1}))
                .isEqualTo("force-limit: y");
    }

    @Test
    void aJumpBetweenTwoHorizonsIsSeen() {
        begin(0);
        assertThat(check.violated(FIRST + 1, 3, new double[] {0, 0, 0})).isEmpty();

        assertThat(check.violated(FIRST + 2, 3, new double[] {0.01, 0.01, 0.01}))
                .isEqualTo("velocity-limit: y");
    }

    @Test
    void whatPassedBeforeAMotionBeganElsewhereDoesNotPassAgain() {
        begin(0);
        assertThat(check.violated(FIRST + 1, 3, new double[3])).isEmpty();
        begin(1);

        assertThat(check.violated(FIRST + 1, 3, new double[3])).isEqualTo("velocity-limit: y");
    }

    @Test
    void whatWasFoundWithinTheLimitsIsLookedAtAgainBehindOtherSetPointsThanThen() {
        begin(0);
        assertThat(check.violated(FIRST + 1, 6, new double[6])).isEmpty();
        assertThat(check.violated(FIRST + 2, 1, new double[] {3e-7})).isEmpty();

        assertThat(check.violated(FIRST + 3, 4, new double[4]))
                .as("the same positions as before, with another jerk")
                .isEqualTo("jerk-limit: y");
    }

    @Test
    void whateverIsSaidAgainOrChangedTheAnswerIsThatOfLookingAtEverything() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random chance = new Random(seed);
            JointSpec wide = new JointSpec("y", true, -1e3, 1e3, 1, 400, 200_000);
            CommandCheck quick = new CommandCheck(List.of(wide), CYCLE, 0, 500);
            quick.standing(FIRST, new RobotReading(1));
            Map<Integer, Double> said = new HashMap<>(Map.of(FIRST, 0.0, FIRST - 1, 0.0, FIRST - 2, 0.0));
            int first = FIRST + 1;
            for (String found = ""; found.isEmpty() && first - FIRST < 200; first += chance.nextInt(3)) {
                double[] horizon = new double[1 + chance.nextInt(8)];
                for (int i = 0; i < horizon.length; i++) {
                    double before = i > 0 ? horizon[i - 1] : said.getOrDefault(first - 1, 0.0);
                    double other = before + (chance.nextDouble() - 0.5) * 4.5e-4;
                    horizon[i] = chance.nextInt(12) == 0 ? other : said.getOrDefault(first + i, before);
                }
                String expected = looksAtEverything(wide, said, first, horizon);
                found = quick.violated(first, horizon.length, horizon);

                assertThat(found).as("seed %d, cycle %d", seed, first - FIRST).isEqualTo(expected);
            }
        }
    }

    /** The limits as they are defined, of every set-point that is said. */
    private static String looksAtEverything(JointSpec joint, Map<Integer, Double> said, int first, double[] horizon) {
        for (int i = 0; i < horizon.length; i++) {
            said.put(first + i, horizon[i]);
            double[] q = new double[4];
            for (int before = 0; before < q.length; before++) {
                q[before] = said.getOrDefault(first + i - before, Double.NaN); // no comparison with it is true
            }
            if (Math.abs(q[0] - q[1]) / CYCLE > joint.velocityMax()) {
                return "velocity-limit: y";
            }
            if (Math.abs(q[0] - 2 * q[1] + q[2]) / Math.pow(CYCLE, 2) > joint.accelerationMax()) {
                return "acceleration-limit: y";
            }
            if (Math.abs(q[0] - 3 * q[1] + 3 * q[2] - q[3]) / Math.pow(CYCLE, 3) > joint.jerkMax()) {
                return "jerk-limit: y";
            }
        }
        return "";
    }

    /** Sends a motion planned with these limits, two set-points a cycle, and tells what was refused. */
    private String drive(JointSpec planned, double from, double to) {
        begin(from);
        return send(from, to, planned, new double[] {from});
    }

    private double refusedAt(double from, double to) {
        begin(from);
        double[] at = {from};
        assertThat(send(from, to, Y, at)).isEqualTo("position-limit: y");
        return at[0];
    }

    private String send(double from, double to, JointSpec planned, double[] at) {
        Leg leg = Leg.joints(Leg.Phase.TRAVEL, 0, new double[] {from}, new double[] {to}, 1, List.of(planned));
        MotionPlan plan = new MotionPlan(List.of(leg), 1, List.of(planned));
        plan.advance(CYCLE);
        plan.sample(at, 0);
        for (int i = 1; !plan.over(); i++) {
            double now = at[0];
            plan.advance(CYCLE);
            plan.sample(at, 0);
            String violated = check.violated(FIRST + i, 2, new double[] {now, at[0]});
            if (!violated.isEmpty()) {
                return violated;
            }
        }
        return "";
    }

    private void begin(double position) {
        check.standing(FIRST, new RobotReading(1).axis(0, position));
    }
}
