package dev.mortise.sim.robot;

import dev.mortise.protocol.motion.SevenSegments;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import java.util.Arrays;

/**
 * How far a gantry's tool is beside its path, a cycle at a time: what the newest command asks for, gone to within limits of
 * its own, so that a leap of what is asked for is none of the tool.
 */
final class Correction {

    private static final int DIRECTIONS = 3;

    /** The axis that turns the tool about z, if there is one. */
    private static final int TURN = 3;

    /** Farther beside its path nobody expects a tool. */
    private static final double MAX_METRES = 0.02;

    /** Of what the slowest of its axes can do; the path has the rest. */
    private static final double SHARE = 0.1;

    /** Of a sum of ways; m. */
    private static final double ROUNDING = 1e-12;

    private final boolean turns;
    private final double cycleSeconds;
    private final double velocityMax;
    private final double accelerationMax;
    private final double jerkMax;
    private final double[] wanted = new double[DIRECTIONS];
    private final double[] p = new double[DIRECTIONS];
    private final double[] v = new double[DIRECTIONS];
    private final double[] a = new double[DIRECTIONS];
    private final SevenSegments way = new SevenSegments();

    Correction(RobotConfig config, double cycleSeconds) {
        this.turns = config.axes() > TURN;
        this.cycleSeconds = cycleSeconds;
        RobotConfig.Joint limits = limits(config);
        this.velocityMax = limits.velocityMax();
        this.accelerationMax = limits.accelerationMax();
        this.jerkMax = limits.jerkMax();
    }

    /** Only a gantry's axes are the directions of space. */
    static boolean isPossible(RobotConfig config) {
        return config.gantry() && config.axes() >= DIRECTIONS;
    }

    private static RobotConfig.Joint limits(RobotConfig config) {
        double velocity = Double.POSITIVE_INFINITY;
        double acceleration = Double.POSITIVE_INFINITY;
        double jerk = Double.POSITIVE_INFINITY;
        for (RobotConfig.Joint joint : config.joints().subList(0, Math.min(DIRECTIONS, config.axes()))) {
            velocity = Math.min(velocity, SHARE * joint.velocityMax());
            acceleration = Math.min(acceleration, SHARE * joint.accelerationMax());
            jerk = Math.min(jerk, SHARE * joint.jerkMax());
        }
        return new RobotConfig.Joint(-MAX_METRES, MAX_METRES, velocity, acceleration, jerk);
    }

    static void declare(RobotConfig config, SessionReply reply) {
        RobotConfig.Joint limits = limits(config);
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            reply.addCorrectionMax(limits.max())
                    .addCorrectionVMax(limits.velocityMax())
                    .addCorrectionAMax(limits.accelerationMax())
                    .addCorrectionJMax(limits.jerkMax());
        }
    }

    static boolean isWithin(RobotCommand command) {
        if (command.getCorrection().length() != DIRECTIONS) {
            return false;
        }
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            // turned round so that NaN does not pass
            if (!(Math.abs(command.getCorrection().get(direction)) <= MAX_METRES)) {
                return false;
            }
        }
        return true;
    }

    /** On the path, at rest: where every motion begins. */
    void clear() {
        for (double[] all : new double[][] {wanted, p, v, a}) {
            Arrays.fill(all, 0);
        }
    }

    /** What the newest command says; one without a correction leads back to the path. */
    void towards(RobotCommand command) {
        boolean corrects = command.getMode() == CommandMode.COMMAND_PATH_CORRECTION;
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            wanted[direction] = corrects ? command.getCorrection().get(direction) : 0;
        }
    }

    /** One cycle on, while the path has the tool turned so far. */
    void step(double[] path) {
        double angle = turns ? path[TURN] : 0;
        double x = wanted[0] * Math.cos(angle) - wanted[1] * Math.sin(angle);
        double y = wanted[0] * Math.sin(angle) + wanted[1] * Math.cos(angle);
        step(0, x);
        step(1, y);
        step(2, wanted[2]);
    }

    private void step(int direction, double target) {
        if (Math.abs(p[direction] - target) <= ROUNDING && v[direction] == 0 && a[direction] == 0) {
            return;
        }
        way.plan(target - p[direction], v[direction], a[direction], velocityMax, accelerationMax, jerkMax);
        p[direction] += way.position(cycleSeconds);
        v[direction] = way.velocity(cycleSeconds);
        a[direction] = way.acceleration(cycleSeconds);
    }

    /** What is added to the path of an axis. */
    double of(int axis) {
        return axis < DIRECTIONS ? p[axis] : 0;
    }
}
