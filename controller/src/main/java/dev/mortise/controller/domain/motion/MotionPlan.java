package dev.mortise.controller.domain.motion;

import java.util.List;

/** Legs one after another, travelled in time: it is at one instant, and goes on from there. */
final class MotionPlan {

    private final Leg[] legs;
    private int index;
    private double speed;

    /**
     * At its start.
     *
     * @param speed 0..1 of what each leg allows
     */
    MotionPlan(List<Leg> legs, double speed) {
        this.legs = legs.toArray(new Leg[0]);
        this.speed = speed;
        now().progress().speed(speed);
    }

    /** From this instant on. */
    void speed(double newSpeed) {
        if (newSpeed != speed) {
            speed = newSpeed;
            now().progress().speed(newSpeed);
        }
    }

    /** Goes on in time. */
    void advance(double seconds) {
        double left = now().progress().advance(seconds);
        while (now().progress().over() && index < legs.length - 1) {
            index++;
            now().progress().speed(speed);
            left = now().progress().advance(left);
        }
    }

    boolean over() {
        return index == legs.length - 1 && now().progress().over();
    }

    /** It is over, or stands until it is given speed. */
    boolean stands() {
        return over() || now().progress().halted();
    }

    private Leg now() {
        return legs[index];
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
        now().sample(into, offset);
    }
}
