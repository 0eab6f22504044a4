package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.MotionProgram.Segment.Insert;
import dev.mortise.controller.domain.process.StepReport;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A push that gives way to forces beside its line. */
class YieldingTest {

    private static final double APPROACH = 0.6;
    private static final double LINE = 0.2;
    private static final double HARD_STOP = 0.249;
    private static final double GUIDES_FROM = 0.05;

    /** Of a guide that draws the part to its middle. */
    private static final double NEWTONS_PER_METRE = 1e5;

    /** Three times the guide's stiffness over the 48 ms of a horizon: it gives way without swinging. */
    private static final double DAMPING = 15_000;

    private static final double MAX = 0.0015;

    private final ARobot robot = new ARobot().feels((x, y) -> Math.max(0, 1.2e6 * (depth(y) - HARD_STOP)));

    @Test
    void thePartIsDrawnToTheMiddleOfAGuideAndSeatedThere() {
        robot.feelsAside((x, y) -> guide(x, y, LINE + 0.001));
        MotionExecution motion = insertion(MAX);

        robot.runToEnd(motion);

        assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.OK);
        assertThat(robot.position[0]).as("but for 10 N").isCloseTo(LINE + 0.001, within(0.000_11));
        assertThat(measured(motion, "yielded")).isCloseTo(0.9, within(0.02));
        assertThat(measured(motion, "side_force")).isBetween(90.0, 101.0);
        assertThat(farthest()).as("it does not swing").isLessThan(0.001);
        assertThat(robot.refusals).isZero();
        robot.keptItsLimits();
    }

    @Test
    void aPushThatIsNotToYieldKeepsItsLineAndSaysNothingOfIt() {
        robot.feelsAside((x, y) -> guide(x, y, LINE + 0.001));
        MotionExecution motion = insertion(0);

        robot.runToEnd(motion);

        assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.OK);
        assertThat(farthest()).isZero();
        assertThat(motion.ended().orElseThrow().measurements())
                .extracting(Measurement::name)
                .doesNotContain("yielded", "side_force");
    }

    @Test
    void howeverItIsDrawnItGoesNoFartherAsideThanItMay() {
        for (double newtons : new double[] {-20_000, -300, 150, 2_000}) {
            ARobot drawn = new ARobot()
                    .feels((x, y) -> Math.max(0, 1.2e6 * (depth(y) - HARD_STOP)))
                    .feelsAside((x, y) -> depth(y) > GUIDES_FROM ? newtons : 0);
            MotionExecution motion = insertion(MAX);

            drawn.runToEnd(motion);

            assertThat(Math.copySign(1, newtons) * (drawn.position[0] - LINE))
                    .as("drawn with %s N", newtons)
                    .isBetween(0.9 * MAX, MAX + 1e-8);
            assertThat(drawn.path)
                    .allSatisfy(at -> assertThat(Math.abs(at[0] - LINE) <= MAX + 1e-8 || at[1] <= APPROACH)
                            .isTrue());
            assertThat(drawn.refusals).isZero();
            drawn.keptItsLimits();
        }
    }

    @Test
    void lessThanTenNewtonsAndWhatIsNoNumberLeadNothingAstray() {
        for (double newtons : new double[] {9.9, -9.9, Double.NaN}) {
            robot.feelsAside((x, y) -> newtons);
            MotionExecution motion = insertion(MAX);

            robot.runToEnd(motion);

            assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.OK);
            assertThat(farthest()).isZero();
        }
    }

    @Test
    void aStarvedPushGoesOnBesideItsLineWhereItHadYieldedTo() {
        robot.feelsAside((x, y) -> guide(x, y, LINE + 0.001));
        MotionExecution motion = insertion(MAX);
        while (depth(robot.position[1]) < 0.2) {
            robot.cycle(motion, true);
        }
        double yielded = robot.position[0] - LINE;
        for (int i = 0; i < 2 * ARobot.HORIZON; i++) {
            robot.cycle(motion, false);
        }

        robot.runToEnd(motion);

        assertThat(yielded).isGreaterThan(0.0005);
        assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.OK);
        assertThat(measured(motion, "yielded")).isCloseTo(0.9, within(0.02));
        assertThat(farthest()).isLessThan(0.001);
        robot.keptItsLimits();
    }

    @Test
    void aPushThatIsToStandStandsAsideToo() {
        robot.feelsAside((x, y) -> depth(y) > GUIDES_FROM ? 100 : 0);
        MotionExecution motion = insertion(MAX);
        while (depth(robot.position[1]) < 0.08) {
            robot.cycle(motion, true);
        }
        motion.speed(0);
        for (int i = 0; i < 400; i++) {
            robot.cycle(motion, true);
        }
        double[] stands = robot.position.clone();
        for (int i = 0; i < 400; i++) {
            robot.cycle(motion, true);
        }

        assertThat(robot.position).isEqualTo(stands);
        motion.speed(1);
        robot.runToEnd(motion);
        assertThat(outcome(motion)).isEqualTo(StepReport.Outcome.OK);
    }

    @Test
    void aPartThatFailedIsDrawnStraightOutBeforeItIsBroughtBackToItsLine() {
        robot.feels((x, y) -> depth(y) > 0.2 ? 2_000 : 0).feelsAside((x, y) -> guide(x, y, LINE + 0.001));
        MotionExecution motion = insertion(MAX);

        robot.runToEnd(motion);

        assertThat(motion.ended().orElseThrow().reason()).isEqualTo("overforce");
        assertThat(robot.position).containsExactly(new double[] {LINE, APPROACH}, within(1e-12));
        double[] deepest =
                robot.path.stream().reduce((a, b) -> b[1] > a[1] ? b : a).orElseThrow();
        int from = robot.path.indexOf(deepest);
        for (int i = from; i < robot.path.size() && depth(robot.path.get(i)[1]) > 1e-9; i++) {
            assertThat(robot.path.get(i)[0]).isCloseTo(deepest[0], within(1e-4));
        }
    }

    /** It is asked for with every set-point. */
    @Test
    void givingWayCostsNoByte() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Insert push = push(Optional.of(new Insert.Yield(DAMPING, MAX)));
        Yielding sides = new Yielding(ARobot.JOINTS, push, push.yields().orElseThrow(), 1e-3);
        RobotReading reading = new RobotReading(2);
        double[] at = new double[2];
        long before = 0;
        for (int i = 0; i < 60_000; i++) {
            if (i == 20_000) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            sides.feel(reading.side(0, 100 * Math.sin(i * 1e-3)));
            at[0] = 0;
            sides.next(at, 0);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes of 40,000 set-points, the counter's own included")
                .isLessThan(4_000);
        assertThat(at[0]).isNotZero();
    }

    private double farthest() {
        return robot.path.stream()
                .filter(at -> at[1] > APPROACH)
                .mapToDouble(at -> Math.abs(at[0] - LINE))
                .max()
                .orElseThrow();
    }

    private static double depth(double y) {
        return y - APPROACH;
    }

    private static double guide(double x, double y, double middle) {
        return depth(y) > GUIDES_FROM ? NEWTONS_PER_METRE * (middle - x) : 0;
    }

    private static MotionExecution insertion(double most) {
        return ARobot.does(
                new CommandId("R-1/insert-compute-tray.C07/1/insert"),
                new MotionProgram(List.of(
                        new Segment.Joints(List.of(LINE, APPROACH), 1.0),
                        push(most > 0 ? Optional.of(new Insert.Yield(DAMPING, most)) : Optional.empty()))));
    }

    private static Insert push(Optional<Insert.Yield> yields) {
        return new Insert(ARobot.PUSH, 0.25, 0.18, 0.3, 0.1, 1_400, 900, 0.245, Optional.empty(), 0, yields);
    }

    private static StepReport.Outcome outcome(MotionExecution motion) {
        return motion.ended().orElseThrow().outcome();
    }

    private static double measured(MotionExecution motion, String name) {
        return motion.ended().orElseThrow().measurements().stream()
                .filter(measurement -> measurement.name().equals(name))
                .mapToDouble(Measurement::value)
                .findFirst()
                .orElseThrow();
    }
}
