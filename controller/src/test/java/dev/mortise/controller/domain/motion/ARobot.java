package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.motion.RobotReading.Phase;
import dev.mortise.controller.domain.motion.RobotReading.Stop;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment.Insert;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** A gantry of two axes that follows its set-points to the letter, stops at once when told, and feels what it is given. */
final class ARobot {

    static final int CYCLE_MICROS = 2_000;
    static final int PUSH = 1;
    static final int HORIZON = 24;
    static final double FORCE_MAX = 5_000;

    static final List<JointSpec> JOINTS =
            List.of(new JointSpec("x", true, -1, 1, 2, 8, 80), new JointSpec("y", true, -0.2, 1.3, 1.5, 8, 80));

    static MotionExecution does(CommandId command, MotionProgram program) {
        return does(command, program, new Planner(JOINTS));
    }

    static MotionExecution does(CommandId command, MotionProgram program, Planner planner) {
        return new MotionExecution(
                command, program, planner, new CommandCheck(JOINTS, CYCLE_MICROS * 1e-6, PUSH, FORCE_MAX));
    }

    /** A push of a tray that neither searches nor yields. */
    static Insert push(double strokeMetres, double forceMaxNewtons, double seatForceNewtons) {
        return new Insert(
                PUSH,
                strokeMetres,
                0.18,
                0.9,
                0.15,
                forceMaxNewtons,
                seatForceNewtons,
                0.245,
                Optional.empty(),
                0,
                Optional.empty());
    }

    final double[] position = {0, 0};
    final List<double[]> path = new ArrayList<>();

    /** Where on its path it stopped at once, as no real robot does. */
    private final Set<Integer> halts = new HashSet<>();

    final RobotReading reading = new RobotReading(2);
    private final Map<Integer, double[]> buffered = new HashMap<>();
    private final double[] horizon = new double[HORIZON * 2];
    private DoubleBinaryOperator force = (x, y) -> 0;
    private DoubleBinaryOperator sideForce = (x, y) -> 0;
    private Phase phase = Phase.READY;
    private Stop stop = Stop.NONE;
    private int cycle = Integer.MAX_VALUE - 100; // the count passes its end in every test
    private int moveIndex;
    private int lastCycle;
    private boolean hasLast;
    boolean seated;
    boolean protectiveStop;
    int stops;
    int refusals;

    /** Set-points that were told it and that it could not follow. */
    int jumps;

    private int missed;
    private boolean moving;

    /** Set-points may ask for this much of an axis' greatest velocity, as in the specification. */
    private static final double SHARE = 1.2;

    ARobot feels(DoubleUnaryOperator newtonsAtY) {
        return feels((x, y) -> newtonsAtY.applyAsDouble(y));
    }

    ARobot feels(DoubleBinaryOperator newtonsAtXAndY) {
        force = newtonsAtXAndY;
        return this;
    }

    /** Newtons along x, at a place. */
    ARobot feelsAside(DoubleBinaryOperator newtonsAtXAndY) {
        sideForce = newtonsAtXAndY;
        return this;
    }

    /** The same robot after a power-off: it stands where it stood and counts its cycles from 1. */
    ARobot restarted() {
        ARobot again = new ARobot();
        System.arraycopy(position, 0, again.position, 0, 2);
        again.cycle = 1;
        return again;
    }

    /** One cycle; answers only when the link delivers. */
    void cycle(MotionExecution motion, boolean delivered) {
        MotionExecution.Answer answer = motion.observe(read());
        if (delivered) {
            obey(motion, answer);
        } else if (answer == MotionExecution.Answer.SETPOINTS) {
            motion.setpoints(reading, HORIZON, horizon); // written, sent, and lost on the wire
        }
        step();
    }

    /** A command arrives when every cycle that it has a set-point for has passed. */
    void hearsTooLate(MotionExecution motion) {
        obey(motion, motion.observe(read()));
        buffered.clear();
        hasLast = false;
        step();
    }

    /** Nobody speaks to it for so long; with its session renewed after that, it is ready again. */
    void leftAlone(int cycles) {
        for (int i = 0; i < cycles; i++) {
            step();
        }
        assertThat(phase).isEqualTo(Phase.STOPPED);
        phase = Phase.READY;
    }

    void runToEnd(MotionExecution motion) {
        for (int i = 0; i < 20_000 && motion.ended().isEmpty(); i++) {
            cycle(motion, true);
        }
    }

    /** What it followed never asked for more velocity or acceleration than its axes have. */
    void keptItsLimits() {
        double seconds = CYCLE_MICROS * 1e-6;
        for (int axis = 0; axis < 2; axis++) {
            JointSpec joint = JOINTS.get(axis);
            double velocityBefore = 0;
            for (int i = 1; i < path.size(); i++) {
                velocityBefore = halts.contains(i) ? 0 : velocityBefore;
                double velocity = (path.get(i)[axis] - path.get(i - 1)[axis]) / seconds;
                assertThat(Math.abs(velocity)).isLessThanOrEqualTo(joint.velocityMax() + 1e-9);
                assertThat(Math.abs(velocity - velocityBefore) / seconds)
                        .isLessThanOrEqualTo(joint.accelerationMax() + 1e-6);
                velocityBefore = velocity;
            }
        }
    }

    private RobotReading read() {
        for (int axis = 0; axis < 2; axis++) {
            reading.axis(axis, position[axis]);
        }
        return reading.state(phase, stop, moveIndex)
                .cycle(cycle)
                .missed(missed)
                .force(force.applyAsDouble(position[0], position[PUSH]))
                .side(0, sideForce.applyAsDouble(position[0], position[PUSH]))
                .inputs(true, seated);
    }

    private void obey(MotionExecution motion, MotionExecution.Answer answer) {
        if (answer == MotionExecution.Answer.STOP && phase == Phase.MOVING) {
            halt(Stop.COMMANDED);
            stops++;
        } else if (answer == MotionExecution.Answer.SETPOINTS && !protectiveStop) {
            int count = motion.setpoints(reading, HORIZON, horizon);
            if (count == 0) {
                refused(phase);
                return;
            }
            boolean fresh = motion.moveIndex() != moveIndex;
            if (fresh == (phase == Phase.MOVING)) {
                return;
            }
            moveIndex = motion.moveIndex();
            phase = Phase.MOVING;
            stop = Stop.NONE;
            for (int i = 0; i < count; i++) {
                buffered.put(cycle + 1 + i, new double[] {horizon[2 * i], horizon[2 * i + 1]});
            }
            hasLast = motion.last();
            lastCycle = cycle + count;
        }
    }

    /** What is refused is told as a stop, as the wire's end does. */
    private void refused(Phase before) {
        refusals++;
        if (before == Phase.MOVING) {
            halt(Stop.COMMANDED);
        }
    }

    private void step() {
        cycle++;
        if (phase != Phase.MOVING) {
            return;
        }
        double[] next = buffered.get(cycle);
        if (protectiveStop) {
            halt(Stop.SAFETY);
        } else if (next == null) {
            missed++;
            if (moving) {
                halt(Stop.RESUMABLE);
            }
        } else if (jumps(next)) {
            jumps++;
            halt(Stop.LIMIT);
        } else {
            moving = !Arrays.equals(next, position);
            System.arraycopy(next, 0, position, 0, 2);
            path.add(next);
            if (hasLast && cycle == lastCycle) {
                halt(Stop.FINISHED);
            }
        }
    }

    private boolean jumps(double[] next) {
        double seconds = CYCLE_MICROS * 1e-6;
        return IntStream.range(0, 2)
                .anyMatch(axis -> Math.abs(next[axis] - position[axis])
                        > SHARE * JOINTS.get(axis).velocityMax() * seconds);
    }

    private void halt(Stop why) {
        halts.add(path.size());
        moving = false;
        phase = Phase.STOPPED;
        stop = why;
        buffered.clear();
        hasLast = false;
    }
}
