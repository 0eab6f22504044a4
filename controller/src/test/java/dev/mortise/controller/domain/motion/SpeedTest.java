package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The speed of a motion, changed by somebody while it runs. */
class SpeedTest {

    private static final double CYCLE = ARobot.CYCLE_MICROS * 1e-6;
    private static final int RUNS = 200;

    private final ARobot robot = new ARobot();

    @Test
    void atHalfSpeedNoAxisMovesFasterThanHalfOfWhatItMay() {
        MotionExecution motion = motion(0.9, 1.2);
        motion.speed(0.5);

        robot.runToEnd(motion);

        assertThat(ended(motion)).isEqualTo(StepReport.Outcome.OK);
        for (int i = 1; i < robot.path.size(); i++) {
            double velocity = (robot.path.get(i)[1] - robot.path.get(i - 1)[1]) / CYCLE;
            assertThat(velocity).isLessThanOrEqualTo(0.5 * 1.5 + 1e-9);
        }
        assertThat(robot.position).containsExactly(0.9, 1.2);
    }

    @Test
    void atNoSpeedItRestsOnItsWayAndGoesOnFromThere() {
        MotionExecution motion = motion(0.9, 1.2);
        cycles(motion, 200);
        motion.speed(0);
        cycles(motion, 500);
        double[] stands = robot.position.clone();
        cycles(motion, 1_000);

        assertThat(robot.position).containsExactly(stands);
        assertThat(stands[1]).isBetween(0.1, 1.1);
        assertThat(motion.ended()).isEmpty();

        motion.speed(1);
        robot.runToEnd(motion);

        assertThat(ended(motion)).isEqualTo(StepReport.Outcome.OK);
        assertThat(robot.position).containsExactly(0.9, 1.2);
        assertThat(robot.stops).as("the robot's own stops").isZero();
        robot.keptItsLimits();
    }

    @Test
    void whateverTheSpeedTheWayIsTheSameAndNoLimitIsLeft() {
        for (long seed = 0; seed < RUNS; seed++) {
            Random chance = new Random(seed);
            ARobot one = new ARobot();
            MotionExecution motion = motion(2 * chance.nextDouble() - 1, 1.5 * chance.nextDouble() - 0.2);
            for (int i = 0; i < 40_000 && motion.ended().isEmpty(); i++) {
                if (chance.nextInt(60) == 0) {
                    motion.speed(chance.nextInt(4) == 0 ? 0 : chance.nextDouble());
                }
                one.cycle(motion, true);
            }

            assertThat(ended(motion)).as("seed %d", seed).isEqualTo(StepReport.Outcome.OK);
            one.keptItsLimits();
            isStraight(one, seed);
            assertThat(one.stops + one.refusals).as("seed %d", seed).isZero();
        }
    }

    private static void isStraight(ARobot one, long seed) {
        double[] end = one.position;
        double length = Math.hypot(end[0], end[1]);
        for (double[] at : one.path) {
            assertThat((at[0] * end[1] - at[1] * end[0]) / length)
                    .as("seed %d leaves its line", seed)
                    .isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void withCommandsLostItIsTheSameMotionBitForBit() {
        for (long seed = 0; seed < RUNS; seed++) {
            List<double[]> whole = path(seed, false);
            List<double[]> holed = path(seed, true);

            assertThat(holed).as("seed %d", seed).hasSameSizeAs(whole);
            for (int i = 0; i < whole.size(); i++) {
                assertThat(holed.get(i)).as("seed %d cycle %d", seed, i).containsExactly(whole.get(i));
            }
        }
    }

    /** Of commands at most a horizon less one are lost in a row, and none of the first ones. */
    private static List<double[]> path(long seed, boolean losses) {
        Random chance = new Random(seed);
        Random wire = new Random(~seed);
        ARobot one = new ARobot();
        MotionExecution motion = motion(0.9, 1.2);
        int lost = 0;
        for (int i = 0; i < 40_000 && motion.ended().isEmpty(); i++) {
            if (chance.nextInt(50) == 0) {
                motion.speed(chance.nextInt(5) / 4.0);
            }
            boolean loses = losses && i > 2 && lost < ARobot.HORIZON - 1 && wire.nextInt(10) > 0;
            lost = loses ? lost + 1 : 0;
            one.cycle(motion, !loses);
        }
        assertThat(ended(motion)).as("seed %d", seed).isEqualTo(StepReport.Outcome.OK);
        return one.path;
    }

    @Test
    void aProgressKeepsItsJerkWheneverItsSpeedIsChanged() {
        for (long seed = 0; seed < RUNS; seed++) {
            Random chance = new Random(seed);
            Progress progress = new Progress(2, 8, 80);
            progress.speed(1);
            double[] q = new double[4];
            double time = 0;
            while (!progress.over()) {
                if (chance.nextInt(40) == 0) {
                    progress.speed(time > 20 ? 1 : chance.nextInt(5) / 4.0);
                }
                progress.advance(CYCLE);
                time += CYCLE;
                System.arraycopy(q, 1, q, 0, 3);
                q[3] = progress.share();
                assertThat(q[3]).as("seed %d goes forth", seed).isGreaterThanOrEqualTo(q[2] - 1e-12);
                assertThat(Math.abs(q[3] - 3 * q[2] + 3 * q[1] - q[0]) / (CYCLE * CYCLE * CYCLE))
                        .as("seed %d jerk after %s s at %s", seed, time, Arrays.toString(q))
                        .isLessThanOrEqualTo(80 * (1 + 1e-6) + 8e-12 / (CYCLE * CYCLE * CYCLE));
            }
            assertThat(progress.share()).isEqualTo(1);
        }
    }

    @Test
    void aRobotThatCountsItsCyclesBackwardsIsTakenToABreak() {
        MotionExecution motion = motion(0.9, 1.2);
        cycles(motion, 100);
        RobotReading back = new RobotReading(2)
                .state(RobotReading.Phase.MOVING, RobotReading.Stop.NONE, motion.moveIndex())
                .cycle(robot.reading.cycle() - 1_000);

        assertThat(motion.setpoints(back, ARobot.HORIZON, new double[2 * ARobot.HORIZON]))
                .isZero();
        assertThat(motion.observe(back)).isEqualTo(MotionExecution.Answer.STOP);
    }

    private void cycles(MotionExecution motion, int count) {
        for (int i = 0; i < count; i++) {
            robot.cycle(motion, true);
        }
    }

    private static StepReport.Outcome ended(MotionExecution motion) {
        return motion.ended().orElseThrow().outcome();
    }

    private static MotionExecution motion(double x, double y) {
        return ARobot.does(
                new CommandId("R-1/mount-bus-bar/1/reach"),
                new MotionProgram(List.of(new Segment.Joints(List.of(x, y), 1.0))));
    }
}
