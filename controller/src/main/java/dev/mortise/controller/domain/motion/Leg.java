package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.kinematics.AxesWay;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.util.List;
import java.util.Optional;

/**
 * One piece of a motion, from rest to rest; all axes arrive together. It is straight in the axes' positions, and two of those may overlap; or it is straight
 * for the tool, and the axes go as they have to.
 */
final class Leg {

    /** What the piece is for, and so what is watched during it. */
    enum Phase {
        TRAVEL,
        FREE,
        CONTACT,
        SEATING,
        ASIDE,
        RETRACT,
        STAY
    }

    private final Phase phase;
    private final int segment;
    private final double[] from;
    private final double[] to;
    private final Speeds speeds;
    private final Progress progress;
    private final Optional<AxesWay> bent;

    /** As far as it may be blended with the leg before and with the next one. */
    private LegEnd beginning = LegEnd.NONE;

    private LegEnd ending = LegEnd.NONE;
    private boolean guidesTool;

    /** Share of what the axes can do, and what the tool may do at most. */
    private record Speeds(double share, double metresPerSecond) {}

    @SuppressWarnings("ArrayRecordComponent") // handed on within this file, never compared
    private record Ends(double[] from, double[] to) {}

    private Leg(Phase phase, int segment, double[] from, double[] to, Speeds speeds, List<JointSpec> joints) {
        this(phase, segment, new Ends(from, to), speeds, profile(from, to, joints, speeds), Optional.empty());
    }

    private Leg(Phase phase, int segment, Ends ends, Speeds speeds, Progress progress, Optional<AxesWay> bent) {
        this.phase = phase;
        this.segment = segment;
        this.from = ends.from();
        this.to = ends.to();
        this.speeds = speeds;
        this.progress = progress;
        this.bent = bent;
    }

    /** At a share of what the axes can do. */
    static Leg joints(Phase phase, int segment, double[] from, double[] to, double speed, List<JointSpec> joints) {
        return new Leg(phase, segment, from, to, new Speeds(speed, Double.POSITIVE_INFINITY), joints);
    }

    /** Along one axis, at a speed of the tool. */
    static Leg push(Phase phase, int segment, double[] from, double[] to, double speedLimit, List<JointSpec> joints) {
        return new Leg(phase, segment, from, to, new Speeds(1, speedLimit), joints);
    }

    /** Straight for the tool, at a share of what the axes can do. */
    static Leg straight(int segment, double[] from, double[] to, AxesWay way, double speed, List<JointSpec> joints) {
        Speeds speeds = new Speeds(speed, Double.POSITIVE_INFINITY);
        return new Leg(
                Phase.TRAVEL,
                segment,
                new Ends(from, to),
                speeds,
                Bends.progress(way, speed, joints),
                Optional.of(way));
    }

    private static Progress profile(double[] from, double[] to, List<JointSpec> joints, Speeds speeds) {
        double velocity = Double.POSITIVE_INFINITY;
        double acceleration = Double.POSITIVE_INFINITY;
        double jerk = Double.POSITIVE_INFINITY;
        for (int axis = 0; axis < from.length; axis++) {
            JointSpec joint = joints.get(axis);
            double way = Math.abs(to[axis] - from[axis]);
            velocity =
                    Math.min(velocity, Math.min(joint.velocityMax() * speeds.share(), speeds.metresPerSecond()) / way);
            acceleration = Math.min(acceleration, joint.accelerationMax() / way);
            jerk = Math.min(jerk, joint.jerkMax() / way);
        }
        return new Progress(velocity, acceleration, jerk);
    }

    /**
     * Lets this leg be blended with the next one about the place where they meet; with half of each at most, so that what
     * one leg gives to its two ends does not overlap.
     *
     * @param radius between the axes' positions
     */
    void blendWith(Leg next, double radius, List<JointSpec> joints) {
        blendWith(next, ending(share(radius, joints)), next.beginning(next.share(radius, joints)), false);
    }

    /** The same, for so much of both; where the tool is to stay near the legs, no stop leads the axes elsewhere. */
    void blendWith(Leg next, LegEnd ofThis, LegEnd ofNext, boolean guides) {
        ending = ofThis;
        next.beginning = ofNext;
        guidesTool = guides;
    }

    /** The same, which has not begun, with so much of its acceleration and jerk. */
    Leg eased(double share) {
        Leg eased = new Leg(phase, segment, new Ends(from, to), speeds, progress.eased(share), bent);
        eased.beginning = beginning;
        eased.ending = ending;
        eased.guidesTool = guidesTool;
        return eased;
    }

    /** How it goes in its last share; so in its first. */
    LegEnd ending(double share) {
        return bent.map(way -> LegEnd.ending(way, from.length, share)).orElseGet(() -> LegEnd.even(from, to, share));
    }

    LegEnd beginning(double share) {
        return bent.map(way -> LegEnd.beginning(way, from.length, share)).orElseGet(() -> LegEnd.even(from, to, share));
    }

    private double share(double radius, List<JointSpec> joints) {
        double squares = 0;
        double widest = 0;
        boolean inSpace = joints.stream().anyMatch(JointSpec::prismatic);
        for (int axis = 0; axis < from.length; axis++) {
            double way = to[axis] - from[axis];
            squares += joints.get(axis).prismatic() ? way * way : 0;
            widest = Math.max(widest, Math.abs(way));
        }
        return Math.min(0.5, radius / (inSpace ? Math.sqrt(squares) : widest));
    }

    /** As far as it may be blended with the leg before. */
    LegEnd beginning() {
        return beginning;
    }

    /** As far as it may be blended with the next one. */
    LegEnd ending() {
        return ending;
    }

    /** Where it is blended with the next one, the tool stays near both. */
    boolean guidesTool() {
        return guidesTool;
    }

    /** The axes do not go evenly. */
    boolean isBent() {
        return bent.isPresent();
    }

    double[] start() {
        return from;
    }

    double[] target() {
        return to;
    }

    /** Of an axis; backwards below 0. */
    double way(int axis) {
        return to[axis] - from[axis];
    }

    double from(int axis) {
        return from[axis];
    }

    /** Share of the axes' velocities that it may use. */
    double speed() {
        return speeds.share();
    }

    /** Of the tool, in m/s; infinite for a leg that pushes nothing. */
    double speedLimit() {
        return speeds.metresPerSecond();
    }

    Phase phase() {
        return phase;
    }

    /** The part may touch something, and is led on along one axis. */
    boolean pushes() {
        return phase == Phase.FREE || phase == Phase.CONTACT || phase == Phase.SEATING;
    }

    /** Index of the program's segment it belongs to. */
    int segment() {
        return segment;
    }

    Progress progress() {
        return progress;
    }

    /** Copies the positions it begins at. */
    void startInto(double[] into) {
        System.arraycopy(from, 0, into, 0, from.length);
    }

    /** Writes one position per axis. */
    void sample(double[] into, int offset) {
        double done = progress.share();
        if (bent.isPresent() && done < 1) {
            bent.get().sample(done, into, offset);
            return;
        }
        for (int axis = 0; axis < from.length; axis++) {
            into[offset + axis] = done < 1 ? from[axis] + (to[axis] - from[axis]) * done : to[axis];
        }
    }

    /** Adds the way that is done to one position per axis. */
    void add(double[] to, int offset) {
        double done = progress.share();
        if (bent.isPresent()) {
            bent.get().add(done, to, offset);
            return;
        }
        for (int axis = 0; axis < from.length; axis++) {
            to[offset + axis] += way(axis) * done;
        }
    }
}
