package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Set-points that somebody got wrong, in every way that chance finds: what leaves its limits is not sent, and the motion is held.
 * What passed is judged by sums of its own, made of the positions alone.
 */
class HostileSetpointsTest {

    private static final double CYCLE = ARobot.CYCLE_MICROS * 1e-6;
    private static final int FIRST = Integer.MAX_VALUE - 300; // the count passes its end
    private static final int RUNS = 3_000;
    private static final int HORIZON = 8;
    private static final double[] UNHEARD_OF = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -Double.MAX_VALUE, 1e9, -0.0
    };

    @Test
    void whateverPassesTheCheckKeepsEveryLimitOfEveryAxis() {
        int passed = 0;
        int refused = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Random chance = new Random(seed);
            CommandCheck check = new CommandCheck(ARobot.JOINTS, CYCLE, ARobot.PUSH, ARobot.FORCE_MAX);
            RobotReading robot = new RobotReading(2).cycle(FIRST).axis(0, 0.1).axis(1, 0.5);
            check.standing(FIRST, robot);
            List<double[]> sent = new ArrayList<>(List.of(at(robot), at(robot), at(robot)));
            MotionPlan plan = plan(chance, at(robot));
            for (int cycle = 0; cycle < 400; cycle++) {
                double[] horizon = horizon(plan, sent.get(sent.size() - 1), chance);
                String limit = check.violated(robot.cycle(FIRST + cycle * HORIZON), HORIZON, horizon);
                if (!limit.isEmpty()) {
                    refused++;
                    break; // a hold: nothing is sent
                }
                passed++;
                for (int i = 0; i < HORIZON; i++) {
                    sent.add(new double[] {horizon[2 * i], horizon[2 * i + 1]});
                }
            }
            for (int axis = 0; axis < 2; axis++) {
                keepsItsLimits(sent, axis, seed);
            }
        }
        assertThat(passed).as("commands that passed").isGreaterThan(RUNS);
        assertThat(refused).as("motions that were held").isGreaterThan(RUNS / 3);
    }

    private static double[] at(RobotReading robot) {
        return new double[] {robot.axis(0), robot.axis(1)};
    }

    private static MotionPlan plan(Random chance, double[] from) {
        double[] to = {2 * chance.nextDouble() - 1, 1.5 * chance.nextDouble() - 0.2};
        return new MotionPlan(List.of(Leg.joints(Leg.Phase.TRAVEL, 0, from, to, 1, ARobot.JOINTS)), 1, ARobot.JOINTS);
    }

    /** The plan's own next set-points, and once in a while something else in one or all of them. */
    private static double[] horizon(MotionPlan plan, double[] before, Random chance) {
        double[] horizon = new double[2 * HORIZON];
        for (int i = 0; i < HORIZON; i++) {
            plan.advance(CYCLE);
            plan.sample(horizon, 2 * i);
        }
        if (chance.nextInt(15) > 0) {
            return horizon;
        }
        int axis = chance.nextInt(2);
        int from = chance.nextInt(HORIZON);
        double little = Math.pow(10, -12 * chance.nextDouble()) * (chance.nextBoolean() ? 1 : -1);
        switch (chance.nextInt(5)) {
            case 0 -> horizon[2 * from + axis] = UNHEARD_OF[chance.nextInt(UNHEARD_OF.length)];
            case 1 -> horizon[2 * from + axis] += little;
            case 2 -> { // from there on all lie elsewhere
                for (int i = from; i < HORIZON; i++) {
                    horizon[2 * i + axis] += little;
                }
            }
            case 3 -> { // it stands, all of a sudden
                for (int i = from; i < HORIZON; i++) {
                    horizon[2 * i + axis] = from == 0 ? before[axis] : horizon[2 * from - 2 + axis];
                }
            }
            default -> { // it goes on as it went, or a little quicker
                double step = horizon[2 * HORIZON - 2 + axis] - horizon[2 * HORIZON - 4 + axis];
                for (int i = 1; i < HORIZON; i++) {
                    horizon[2 * i + axis] = horizon[axis] + i * step * (1 + little);
                }
            }
        }
        return horizon;
    }

    private static void keepsItsLimits(List<double[]> sent, int axis, long seed) {
        JointSpec joint = ARobot.JOINTS.get(axis);
        double v = 0;
        double a = 0;
        for (int i = 1; i < sent.size(); i++) {
            double q = sent.get(i)[axis];
            double velocity = (q - sent.get(i - 1)[axis]) / CYCLE;
            double acceleration = (velocity - v) / CYCLE;
            double jerk = (acceleration - a) / CYCLE;
            if (!(q >= joint.min() - 1e-9 && q <= joint.max() + 1e-9)
                    || !(Math.abs(velocity) <= joint.velocityMax() * 1.000_01)
                    || !(Math.abs(acceleration) <= joint.accelerationMax() * 1.000_01)
                    || !(Math.abs(jerk) <= joint.jerkMax() * 1.000_1)) {
                throw new AssertionError("seed " + seed + " passed " + joint.name() + " " + q + " v " + velocity + " a "
                        + acceleration + " j " + jerk);
            }
            v = velocity;
            a = acceleration;
        }
        stopsInItsRange(joint, sent.get(sent.size() - 1)[axis], v, a, seed);
    }

    /** Brakes by the cycle, as hard as may be, and counts how far it gets. */
    private static void stopsInItsRange(JointSpec joint, double last, double velocity, double acceleration, long seed) {
        double forth = Math.signum(velocity);
        double v = Math.abs(velocity);
        double a = acceleration * forth;
        double q = last;
        double slack = 0.005 + v * 3 * CYCLE; // what differences of positions tell late
        for (int i = 0; i < 2_000 && v > 0; i++) {
            boolean ends = a < 0 && v <= a * a / (2 * joint.jerkMax());
            a = Math.max(-joint.accelerationMax(), a + (ends ? 1 : -1) * joint.jerkMax() * CYCLE);
            v += a * CYCLE;
            q += forth * Math.max(0, v) * CYCLE;
        }
        assertThat(q).as("seed %d %s", seed, joint.name()).isBetween(joint.min() - slack, joint.max() + slack);
    }

    @Test
    void aPlannerThatTakesItsAxesForOthersIsHeldInEveryModeAndItsRobotKeepsItsLimits() {
        int held = 0;
        for (long seed = 0; seed < RUNS / 10; seed++) {
            Random chance = new Random(seed);
            ARobot robot = new ARobot();
            robot.feels(y -> y > 0.4 ? 6_000 * (y - 0.4) * chance.nextDouble() : 0);
            List<JointSpec> believed = ARobot.JOINTS.stream()
                    .map(joint -> new JointSpec(
                            joint.name(),
                            true,
                            joint.min() - chance.nextDouble(),
                            joint.max() + chance.nextDouble(),
                            joint.velocityMax() * (0.5 + chance.nextDouble()),
                            joint.accelerationMax() * (0.5 + chance.nextDouble()),
                            joint.jerkMax() * (0.5 + 2 * chance.nextDouble())))
                    .toList();
            MotionExecution motion = ARobot.does(
                    new CommandId("R-1/insert-compute-tray.C07/1/insert"), program(chance), new Planner(believed));
            for (int i = 0; i < 20_000 && motion.ended().isEmpty(); i++) {
                if (chance.nextInt(100) == 0) {
                    motion.speed(0.1 + 0.9 * chance.nextDouble());
                }
                robot.cycle(motion, chance.nextInt(4) > 0);
            }

            StepReport report = motion.ended().orElseThrow(() -> new AssertionError("never ended"));
            boolean limit = report.reason().contains("-limit: ");
            assertThat(robot.refusals == 0 || limit)
                    .as("seed %d: a command was refused, and the motion ended for %s", seed, report.reason())
                    .isTrue();
            held += limit ? 1 : 0;
            robot.keptItsLimits();
            for (double[] at : robot.path) {
                assertThat(at[0]).isBetween(-1 - 1e-9, 1 + 1e-9);
                assertThat(at[1]).isBetween(-0.2 - 1e-9, 1.3 + 1e-9);
            }
        }
        assertThat(held).isGreaterThan(RUNS / 40);
    }

    private static MotionProgram program(Random chance) {
        Segment move = new Segment.Joints(List.of(2.4 * chance.nextDouble() - 1.2, 0.4), 1);
        return chance.nextBoolean()
                ? new MotionProgram(List.of(
                        move, new Segment.Joints(List.of(2 * chance.nextDouble() - 1, 2 * chance.nextDouble()), 1)))
                : new MotionProgram(List.of(
                        move,
                        new Segment.Insert(
                                1, 0.25, 0.18, 0.9, 0.15, 900, 600, 0.245, Optional.empty(), 0, Optional.empty())));
    }
}
