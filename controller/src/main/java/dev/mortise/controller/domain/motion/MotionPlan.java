package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.protocol.motion.Synchronised;
import java.util.List;

/**
 * Legs one after another, travelled in time: it is at one instant, and goes on from there. Where two legs may be blended, the
 * next begins before the first has ended.
 *
 * <p>While two legs overlap a change of speed is taken at once where the sum of both keeps the axes' limits and the way, as it does
 * where each leg moves axes of its own; else it waits for the end of the overlap, a fraction of a second. For no speed at all
 * nothing waits: every axis goes, from the velocity and acceleration that it has, to a place on the next leg where all of them can
 * rest, and is there together with the others. Where the tool has to stay near the legs, the first of them ends instead, as it is about to, while the next one
 * stops; at once where the sum of both keeps the limits, else from the end of the first.
 */
final class MotionPlan {

    private final Leg[] legs;
    private final JointSpec[] joints;
    private final Corner corner;
    private final Synchronised settling;
    private final double[] settlesFrom;
    private int index;
    private double speed;
    private double wanted;

    /** How long before its end the next leg begins; 0 when it begins after it. */
    private double overlap;

    private boolean blends;
    private boolean settles;
    private double settlesSince;
    private double settlesAt;

    /**
     * At its start.
     *
     * @param newSpeed 0..1 of what each leg allows
     */
    MotionPlan(List<Leg> legs, double newSpeed, List<JointSpec> joints) {
        this.legs = legs.toArray(new Leg[0]);
        this.joints = joints.toArray(new JointSpec[0]);
        this.corner = new Corner(joints);
        this.settling = new Synchronised(this.joints.length);
        this.settlesFrom = new double[this.joints.length];
        this.wanted = newSpeed;
        take();
    }

    /** From this instant on. */
    void speed(double newSpeed) {
        if (newSpeed == wanted) {
            return;
        }
        wanted = newSpeed;
        if (blends && wanted <= 0 && now().guidesTool()) {
            stopInCorner();
        } else if (blends && wanted <= 0) {
            settle();
        } else if (blends) {
            takeInCorner();
        } else if (!settles) {
            take();
        }
    }

    private void takeInCorner() {
        now().progress().attempt(wanted);
        next().progress().attempt(wanted);
        if (corner.goesOn(now(), next(), Math.max(speed, wanted))) {
            speed = wanted;
        } else {
            now().progress().undo();
            next().progress().undo();
        }
    }

    private void stopInCorner() {
        if (!next().progress().halts()) {
            next().progress().attempt(0);
            if (!corner.goesOn(now(), next(), speed)) {
                next().progress().undo();
            }
        }
    }

    private void take() {
        speed = wanted;
        now().progress().speed(speed);
        meetNext();
    }

    /** Whether the leg that is travelled will be blended with the next one, as it is going now. */
    private void meetNext() {
        overlap = 0;
        if (speed > 0 && now().ending().share() > 0) {
            next().progress().speed(speed);
            overlap = corner.overlap(now(), next(), speed);
        }
    }

    private void settle() {
        Progress first = now().progress();
        Progress next = next().progress();
        settlesAt = next.halt();
        sample(settlesFrom, 0);
        for (int axis = 0; axis < joints.length; axis++) {
            JointSpec joint = joints[axis];
            double firstWay = now().way(axis);
            double nextWay = next().way(axis);
            settling.axis(axis)
                    .plan(
                            next().from(axis) + nextWay * settlesAt - settlesFrom[axis],
                            firstWay * first.velocity(0) + nextWay * next.velocity(0),
                            firstWay * first.acceleration(0) + nextWay * next.acceleration(0),
                            joint.velocityMax(),
                            joint.accelerationMax(),
                            joint.jerkMax());
        }
        settling.together();
        settles = true;
        blends = false;
        settlesSince = 0;
        speed = 0;
    }

    /** Goes on in time. */
    void advance(double seconds) {
        if (settles) {
            settlesSince += seconds;
            if (settlesSince >= settling.seconds()) {
                settled();
            }
            return;
        }
        double after = now().progress().left() - seconds;
        if (blends) {
            next().progress().advance(seconds);
        } else if (overlap > 0 && after <= overlap) {
            blends = true;
            next().progress().advance(overlap - after);
        }
        double left = now().progress().advance(seconds);
        while (now().progress().over() && index < legs.length - 1) {
            index++;
            if (!blends) {
                now().progress().speed(speed);
                left = now().progress().advance(left);
            }
            blends = false;
            meetNext();
            if (wanted != speed) {
                take();
            }
        }
    }

    private void settled() {
        settles = false;
        index++;
        now().progress().standAt(settlesAt);
        overlap = 0;
        if (wanted > 0) {
            take();
        }
    }

    boolean over() {
        return !settles && index == legs.length - 1 && now().progress().over();
    }

    /** It is over, or stands until it is given speed. */
    boolean stands() {
        return over() || (!settles && now().progress().halted());
    }

    private Leg now() {
        return legs[index];
    }

    private Leg next() {
        return legs[index + 1];
    }

    /** Index of the leg that is travelled. */
    int index() {
        return index;
    }

    Leg leg(int at) {
        return legs[at];
    }

    /** The leg with which a segment begins. */
    Leg first(int segment) {
        for (Leg leg : legs) {
            if (leg.segment() == segment) {
                return leg;
            }
        }
        throw new IllegalArgumentException("the plan has no segment " + segment);
    }

    /** Writes one position per axis. */
    void sample(double[] into, int offset) {
        if (settles) {
            for (int axis = 0; axis < joints.length; axis++) {
                into[offset + axis] = settlesFrom[axis] + settling.axis(axis).position(settlesSince);
            }
            return;
        }
        now().sample(into, offset);
        if (blends) {
            next().add(into, offset);
        }
    }
}
