package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.InsertionSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.protocol.motion.Ramp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The one place that every set-point passes before it is sent: position, velocity, acceleration and jerk of each axis, as
 * differences of the positions sent for the cycles before, whether a stop from the last one would end within the axis'
 * range, whether the tool stays in its workspace, whether they lead on against more force than the robot may push with, and whether it may move its load at all;
 * with the acceleration and jerk that it has under that load. It asks nobody how the set-points came about. Allocates nothing until it refuses.
 *
 * <p>Set-points after a gap longer than a horizon have nothing before them to differ from; the robot has begun its own stop
 * by then, and compares the first of them with where it is.
 */
final class CommandCheck {

    /** More than the longest horizon of the wire, 32, and the three cycles before it. */
    private static final int CYCLES = 64;

    /** Differences a third position, and so the jerk, needs. */
    private static final int BEFORE = 3;

    /** Relative rounding of a limit that is used to the full. */
    private static final double ROUNDING = 1 + 1e-6;

    /** Rounding of one position in m or rad: a few thousand times that of a double near 1, far below any encoder. */
    private static final double POSITION_ROUNDING = 1e-12;

    private static final double SECONDS_PER_MICRO = 1e-6;

    /** Differences of positions tell velocity and acceleration late by up to so many cycles. */
    private static final int LAG_CYCLES = 2;

    private final JointSpec[] joints;
    private final double cycleSeconds;
    private final int pushAxis;
    private final double forceMaxNewtons;
    private final boolean overloaded;
    private final Optional<Workspace> workspace;
    private final double[] lowest;
    private final double[] highest;
    private final double[] sent;
    private final int[] cycles = new int[CYCLES];
    private final boolean[] known = new boolean[CYCLES];

    /** The last horizon that passed: its first cycle, how many, and what it said. */
    private int passedFirst;

    private int passedCount;
    private final double[] passed;
    private final Ramp stop = new Ramp();

    /** How far a stop at the axis' greatest velocity and acceleration leads: no other leads as far. */
    private final double[] stopMax;

    CommandCheck(List<JointSpec> joints, double cycleSeconds, int pushAxis, double forceMaxNewtons) {
        this(joints, cycleSeconds, pushAxis, forceMaxNewtons, false, Optional.empty());
    }

    private CommandCheck(
            List<JointSpec> joints,
            double cycleSeconds,
            int pushAxis,
            double forceMaxNewtons,
            boolean overloaded,
            Optional<Workspace> workspace) {
        this.overloaded = overloaded;
        this.workspace = workspace;
        this.joints = joints.toArray(new JointSpec[0]);
        this.cycleSeconds = cycleSeconds;
        this.pushAxis = pushAxis;
        this.forceMaxNewtons = forceMaxNewtons;
        this.lowest = new double[joints.size()];
        this.highest = new double[joints.size()];
        this.sent = new double[CYCLES * joints.size()];
        this.passed = new double[CYCLES * joints.size()];
        this.stopMax = joints.stream().mapToDouble(CommandCheck::stopMax).toArray();
    }

    /** By what plant.yaml says of the robot, while it carries this. */
    static CommandCheck of(RobotSpec robot, double payloadKilograms) {
        return new CommandCheck(
                robot.joints(payloadKilograms),
                robot.cycleMicros() * SECONDS_PER_MICRO,
                robot.insertion().map(InsertionSpec::axis).orElse(0),
                robot.insertion().map(InsertionSpec::forceMaxNewtons).orElse(Double.POSITIVE_INFINITY),
                // turned round so that NaN does not pass
                !(payloadKilograms <= robot.payload().maxKilograms()),
                robot.geometry().flatMap(known -> known.workspace().map(box -> new Workspace(known, box))));
    }

    int axes() {
        return joints.length;
    }

    double cycleSeconds() {
        return cycleSeconds;
    }

    /** A motion begins: the robot stands, and has stood. Standing a little beyond an axis' range, it may come back from there. */
    void standing(int cycle, RobotReading robot) {
        for (int axis = 0; axis < joints.length; axis++) {
            lowest[axis] = Math.min(joints[axis].min(), robot.axis(axis)) - POSITION_ROUNDING;
            highest[axis] = Math.max(joints[axis].max(), robot.axis(axis)) + POSITION_ROUNDING;
        }
        for (int slot = 0; slot < CYCLES; slot++) {
            known[slot] = false;
        }
        passedCount = 0;
        for (int before = 0; before < BEFORE; before++) {
            int slot = slot(cycle - before);
            cycles[slot] = cycle - before;
            known[slot] = true;
            for (int axis = 0; axis < joints.length; axis++) {
                sent[slot * joints.length + axis] = robot.axis(axis);
            }
        }
        if (workspace.isPresent()) {
            workspace.get().standing(sent, slot(cycle) * joints.length);
        }
    }

    /**
     * Checks the set-points of a robot's next cycles and remembers them as sent when none is refused.
     *
     * @return empty, or the limit and the axis: {@code velocity-limit: y}
     */
    String violated(RobotReading robot, int count, double[] horizon) {
        if (overloaded) {
            return "payload-limit";
        }
        // a comparison turned round so that NaN does not pass, where a limit is given
        boolean pressed = forceMaxNewtons < Double.POSITIVE_INFINITY && !(robot.forceNewtons() <= forceMaxNewtons);
        if (pressed && leadsOn(robot, count, horizon)) {
            return "force-limit: " + joints[pushAxis].name();
        }
        return violated(robot.cycle() + 1, count, horizon);
    }

    private boolean leadsOn(RobotReading robot, int count, double[] horizon) {
        for (int i = 0; i < count; i++) {
            if (!(horizon[i * joints.length + pushAxis] <= robot.axis(pushAxis) + POSITION_ROUNDING)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same for all but the force, from this cycle on. A command says again most of what the one before said: what it
     * repeats from its beginning on was found within the limits behind the same positions, and is not looked at twice. The last
     * set-point always is: a stop may have to begin there.
     */
    String violated(int first, int count, double[] horizon) {
        int anew = Math.min(repeated(first, count, horizon), count - 1);
        passedCount = 0;
        for (int i = anew; i < count; i++) {
            String violated = violated(first + i, horizon, i * joints.length, i == count - 1);
            if (!violated.isEmpty()) {
                return violated;
            }
        }
        System.arraycopy(horizon, 0, passed, 0, count * joints.length);
        passedFirst = first;
        passedCount = count;
        return "";
    }

    /** How many set-points at its beginning the last horizon that passed had for the same cycles. */
    private int repeated(int first, int count, double[] horizon) {
        int gone = first - passedFirst;
        int both = Math.min(passedCount - gone, count);
        if (gone < 0 || both <= 0) {
            return 0;
        }
        int axes = joints.length;
        int differs = Arrays.mismatch(horizon, 0, both * axes, passed, gone * axes, (gone + both) * axes);
        return differs < 0 ? both : differs / axes;
    }

    private String violated(int cycle, double[] horizon, int offset, boolean last) {
        String outside = workspace.isEmpty() ? "" : workspace.get().left(horizon, offset);
        if (!outside.isEmpty()) {
            return "workspace-limit: " + outside;
        }
        int slot = slot(cycle);
        for (int axis = 0; axis < joints.length; axis++) {
            double position = horizon[offset + axis];
            String limit = limit(joints[axis], cycle, axis, position, last);
            if (!limit.isEmpty()) {
                return limit + ": " + joints[axis].name();
            }
            sent[slot * joints.length + axis] = position;
        }
        cycles[slot] = cycle;
        known[slot] = true;
        return "";
    }

    private String limit(JointSpec joint, int cycle, int axis, double q, boolean stopping) {
        // comparisons are turned round so that NaN does not pass
        if (!(q >= lowest[axis] && q <= highest[axis])) {
            return "position-limit";
        }
        if (!has(cycle - 1)) {
            return "";
        }
        double q1 = at(cycle - 1, axis);
        double velocity = (q - q1) / cycleSeconds;
        if (!within(velocity, joint.velocityMax(), 2 * POSITION_ROUNDING / cycleSeconds)) {
            return "velocity-limit";
        }
        if (!has(cycle - 2)) {
            return "";
        }
        double q2 = at(cycle - 2, axis);
        double square = cycleSeconds * cycleSeconds;
        double acceleration = (q - 2 * q1 + q2) / square;
        if (!within(acceleration, joint.accelerationMax(), 4 * POSITION_ROUNDING / square)) {
            return "acceleration-limit";
        }
        if (has(cycle - BEFORE)) {
            double cube = square * cycleSeconds;
            double jerk = (q - 3 * q1 + 3 * q2 - at(cycle - BEFORE, axis)) / cube;
            if (!within(jerk, joint.jerkMax(), 8 * POSITION_ROUNDING / cube)) {
                return "jerk-limit";
            }
        }
        return stopping && !canStop(axis, q, velocity, acceleration) ? "position-limit" : "";
    }

    private static double stopMax(JointSpec joint) {
        double velocity = joint.velocityMax() * ROUNDING;
        double acceleration = joint.accelerationMax() * ROUNDING;
        return new Ramp()
                .plan(velocity, acceleration, 0, joint.accelerationMax(), joint.jerkMax())
                .farthest(true);
    }

    private boolean canStop(int axis, double q, double velocity, double acceleration) {
        if (q + stopMax[axis] <= highest[axis] && q - stopMax[axis] >= lowest[axis]) {
            return true;
        }
        JointSpec joint = joints[axis];
        stop.plan(velocity, acceleration, 0, joint.accelerationMax(), joint.jerkMax());
        double more = (Math.abs(acceleration) + joint.jerkMax() * cycleSeconds) * stop.seconds();
        double late = LAG_CYCLES * cycleSeconds * (Math.abs(velocity) + more);
        return q + stop.farthest(true) <= highest[axis] + late && q + stop.farthest(false) >= lowest[axis] - late;
    }

    private static boolean within(double value, double limit, double rounding) {
        return Math.abs(value) <= limit * ROUNDING + rounding;
    }

    private boolean has(int cycle) {
        int slot = slot(cycle);
        return known[slot] && cycles[slot] == cycle;
    }

    private double at(int cycle, int axis) {
        return sent[slot(cycle) * joints.length + axis];
    }

    private static int slot(int cycle) {
        return Math.floorMod(cycle, CYCLES);
    }
}
