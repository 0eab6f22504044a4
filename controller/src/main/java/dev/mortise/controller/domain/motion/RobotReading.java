package dev.mortise.controller.domain.motion;

/**
 * What a robot last said of itself, as far as motion depends on it. One instance is filled again and again by the thread
 * that runs the motion.
 */
public final class RobotReading {

    /** Where the robot is with the motion it was given. */
    public enum Phase {
        NOT_READY,
        READY,
        MOVING,
        STOPPING,
        STOPPED
    }

    /** Why it stopped. */
    public enum Stop {
        NONE,
        FINISHED,
        COMMANDED,
        /** set-points ran dry, the link was silent, or the start was not where the robot stands: a new start mends it */
        RESUMABLE,
        SAFETY,
        LIMIT
    }

    private final double[] position;
    private Phase phase = Phase.NOT_READY;
    private Stop stop = Stop.NONE;
    private int cycle;
    private int moveIndex;
    private int missed;
    private double forceNewtons;
    private final double[] sideNewtons;
    private boolean gripped;
    private boolean seated;

    public RobotReading(int axes) {
        this.position = new double[axes];
        this.sideNewtons = new double[axes];
    }

    public RobotReading state(Phase newPhase, Stop newStop, int newMoveIndex) {
        phase = newPhase;
        stop = newStop;
        moveIndex = newMoveIndex;
        return this;
    }

    /** Robot's own cycle, low 32 bits. */
    public RobotReading cycle(int newCycle) {
        cycle = newCycle;
        return this;
    }

    /** Running total of cycles for which the robot had no set-point; 0 from a robot that does not count them. */
    public RobotReading missed(int newMissed) {
        missed = newMissed;
        return this;
    }

    /** Position in rad or m. */
    public RobotReading axis(int axis, double value) {
        position[axis] = value;
        return this;
    }

    /** Force against the push. */
    public RobotReading force(double newtons) {
        forceNewtons = newtons;
        return this;
    }

    /** Force on the tool along an axis of space; 0 from a robot that does not tell it. */
    public RobotReading side(int axis, double newtons) {
        sideNewtons[axis] = newtons;
        return this;
    }

    public RobotReading inputs(boolean nowGripped, boolean nowSeated) {
        gripped = nowGripped;
        seated = nowSeated;
        return this;
    }

    public Phase phase() {
        return phase;
    }

    /** It stands and may begin a motion; READY, too, where it stopped while its session was over and is in the next one now. */
    boolean rests() {
        return phase == Phase.STOPPED || phase == Phase.READY;
    }

    public Stop stop() {
        return stop;
    }

    public int cycle() {
        return cycle;
    }

    public int moveIndex() {
        return moveIndex;
    }

    int missed() {
        return missed;
    }

    public double axis(int axis) {
        return position[axis];
    }

    public double forceNewtons() {
        return forceNewtons;
    }

    double sideNewtons(int axis) {
        return sideNewtons[axis];
    }

    /** The gripper holds a part that sits in its slot. */
    boolean holdsSeatedPart() {
        return gripped && seated;
    }

    double[] positions() {
        return position.clone();
    }
}
