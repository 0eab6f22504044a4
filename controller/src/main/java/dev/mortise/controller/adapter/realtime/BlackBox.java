package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The last seconds of one robot, cycle after cycle: what it said and what it was told. All memory is there from the start. The
 * real-time thread writes, and leaves it alone while another one reads it out: a cycle without an entry costs less than a
 * cycle without an answer.
 */
final class BlackBox {

    /** Longer than any stop and most motions. */
    private static final long SPAN_MICROS = TimeUnit.SECONDS.toMicros(10);

    private static final double NANOS_PER_SECOND = 1e9;

    /** What was told besides set-points. */
    private static final int STOP = -1;

    /** Where a box goes that is to be kept; asked by the real-time thread, so it only takes note. */
    interface Keeper {
        void keep(BlackBox box, StepReport report);
    }

    private final RobotSpec robot;
    private final Keeper keeper;
    private final int axes;
    private final int capacity;
    private final long[] nanos;
    private final int[] cycles;
    private final int[] moves;
    private final int[] firstCycles;
    private final int[] counts;
    private final int[] inputs;
    private final SessionState[] states;
    private final StopReason[] stops;
    private final double[] forces;
    private final double[] positions;
    private final double[] setpoints;
    private final AtomicInteger beingRead = new AtomicInteger();
    private Optional<Segment.Insert> guard = Optional.empty();
    private long recorded;

    /** The newest state has an entry, to which its answer belongs. */
    private boolean begun;

    BlackBox(RobotSpec robot, Keeper keeper) {
        this.robot = robot;
        this.keeper = keeper;
        this.axes = robot.joints().size();
        this.capacity = (int) (SPAN_MICROS / robot.cycleMicros());
        this.nanos = new long[capacity];
        this.cycles = new int[capacity];
        this.moves = new int[capacity];
        this.firstCycles = new int[capacity];
        this.counts = new int[capacity];
        this.inputs = new int[capacity];
        this.states = new SessionState[capacity];
        this.stops = new StopReason[capacity];
        this.forces = new double[capacity];
        this.positions = new double[capacity * axes];
        this.setpoints = new double[capacity * axes];
        Arrays.fill(states, SessionState.SESSION_STATE_UNSPECIFIED);
        Arrays.fill(stops, StopReason.STOP_REASON_UNSPECIFIED);
    }

    /** A motion begins. */
    void follows(MotionProgram program) {
        guard = program.insertion();
    }

    /** The window of the motion's push, if it has one. */
    Optional<Segment.Insert> guard() {
        return guard;
    }

    RobotSpec robot() {
        return robot;
    }

    /** Once a cycle: a state that was read, before anything is made of it. */
    void said(long nowNanos, RobotState state, double forceNewtons) {
        begun = beingRead.get() == 0;
        if (!begun) {
            return;
        }
        int at = (int) (recorded % capacity);
        nanos[at] = nowNanos;
        cycles[at] = state.getCycle();
        moves[at] = state.getMoveIndex();
        states[at] = state.getSessionState();
        stops[at] = state.getStopReason();
        inputs[at] = state.getDin();
        forces[at] = forceNewtons;
        counts[at] = 0;
        System.arraycopy(state.getQ().array(), 0, positions, at * axes, axes);
        recorded++;
    }

    /** The command that answers it. */
    void told(RobotCommand command) {
        if (beingRead.get() != 0 || !begun) {
            return;
        }
        int at = (int) ((recorded - 1) % capacity);
        boolean led = command.getHorizon().length() >= axes;
        counts[at] = led ? command.getSetpoints() : command.getStopCategory() == 0 ? 0 : STOP;
        firstCycles[at] = led ? command.getFirstCycle() : 0;
        if (led) {
            System.arraycopy(command.getHorizon().array(), 0, setpoints, at * axes, axes);
        }
    }

    /** The motion in hand ended. What ended well, or because a person held it, is not kept. */
    void ended(StepReport report) {
        boolean asWished =
                report.outcome() == StepReport.Outcome.OK || report.reason().equals(StepReport.HELD);
        if (!asWished && recorded > 0) {
            beingRead.incrementAndGet();
            keeper.keep(this, report);
        }
    }

    /** It has been read: the real-time thread may write again. */
    void readOut() {
        beingRead.decrementAndGet();
    }

    /** Number of cycles there are, oldest first. */
    int size() {
        return (int) Math.min(recorded, capacity);
    }

    /** The heads of {@link #row}'s columns. */
    String columns() {
        StringBuilder columns =
                new StringBuilder("t_s,cycle,session_state,stop_reason,move,told,first_cycle,setpoints,force_n,din");
        robot.joints().forEach(joint -> columns.append(",q_").append(joint.name()));
        robot.joints().forEach(joint -> columns.append(",set_").append(joint.name()));
        return columns.toString();
    }

    /** One cycle: seconds before the newest one, what the robot said, what it was told; set-points only where there were any. */
    void row(int index, StringBuilder into) {
        int at = (int) ((recorded - size() + index) % capacity);
        int newest = (int) ((recorded - 1) % capacity);
        into.append((nanos[at] - nanos[newest]) / NANOS_PER_SECOND)
                .append(',')
                .append(Integer.toUnsignedString(cycles[at]))
                .append(',')
                .append(word(states[at].getName(), "SESSION_"))
                .append(',')
                .append(word(stops[at].getName(), "STOP_REASON_"))
                .append(',')
                .append(Integer.toUnsignedString(moves[at]))
                .append(',')
                .append(counts[at] > 0 ? "follow" : counts[at] == STOP ? "stop" : "hold")
                .append(',');
        if (counts[at] > 0) {
            into.append(Integer.toUnsignedString(firstCycles[at])).append(',').append(counts[at]);
        } else {
            into.append(',');
        }
        into.append(',').append(forces[at]).append(',').append(inputs[at]);
        for (int axis = 0; axis < axes; axis++) {
            into.append(',').append(positions[at * axes + axis]);
        }
        for (int axis = 0; axis < axes; axis++) {
            into.append(',');
            if (counts[at] > 0) {
                into.append(setpoints[at * axes + axis]);
            }
        }
    }

    private static String word(String name, String prefix) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
}
