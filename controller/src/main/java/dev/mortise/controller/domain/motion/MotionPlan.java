package dev.mortise.controller.domain.motion;

import java.util.List;

/** Legs one after another; a position for every instant. */
final class MotionPlan {

    private final Leg[] legs;
    private final double[] starts;
    private final double seconds;

    MotionPlan(List<Leg> legs) {
        this.legs = legs.toArray(new Leg[0]);
        this.starts = new double[legs.size()];
        double at = 0;
        for (int i = 0; i < this.legs.length; i++) {
            starts[i] = at;
            at += this.legs[i].seconds();
        }
        this.seconds = at;
    }

    double seconds() {
        return seconds;
    }

    /** The leg that is travelled at this instant; the last one ever after. */
    Leg at(double instant) {
        return legs[index(instant)];
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

    void sample(double instant, double[] into, int offset) {
        int index = index(instant);
        legs[index].sample(instant - starts[index], into, offset);
    }

    private int index(double instant) {
        int index = legs.length - 1;
        while (index > 0 && instant < starts[index]) {
            index--;
        }
        return index;
    }
}
