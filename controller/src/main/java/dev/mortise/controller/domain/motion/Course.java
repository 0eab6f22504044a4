package dev.mortise.controller.domain.motion;

import java.util.Optional;

/**
 * A plan cycle by cycle, as a robot is told it. A set-point is made once, when the first command carries it, and is the same in
 * all that follow: what was said is never changed, so that a lost command costs nothing. A change of speed counts from the
 * newest set-point on, a horizon ahead of the robot. Allocates nothing but itself.
 */
final class Course {

    /** More than the longest horizon of the wire, 32, and as many cycles gone by. */
    private static final int CYCLES = 64;

    private final MotionPlan plan;
    private final Optional<Yielding> yielding;
    private final int axes;
    private final double cycleSeconds;
    private final int anchor;
    private final int first;
    private final double[] positions;
    private final int[] legs = new int[CYCLES];
    private int next;
    private boolean ends;
    private int end;
    private boolean last;

    /**
     * A plan that begins.
     *
     * @param first cycle of the first set-point
     * @param anchor cycle at which the plan is at its start, and stands until then
     */
    Course(MotionPlan plan, Push push, double cycleSeconds, int first, int anchor) {
        this.plan = plan;
        this.yielding = push.yielding();
        this.axes = push.start().length;
        this.cycleSeconds = cycleSeconds;
        this.first = first;
        this.anchor = anchor;
        this.next = first;
        this.positions = new double[CYCLES * axes];
    }

    void speed(double speed) {
        plan.speed(speed);
    }

    /**
     * Writes set-points from this cycle on, up to the plan's end.
     *
     * @return how many; 0 for cycles so long gone by that they are forgotten
     */
    int write(int cycle, int count, double[] into) {
        upTo(cycle + count - 1);
        if (isForgotten(cycle)) {
            last = false;
            return 0;
        }
        last = ends && cycle + count - 1 - end >= 0;
        int written = last ? Math.max(1, end - cycle + 1) : count;
        int untilWrap = Math.min(written, CYCLES - slot(cycle));
        System.arraycopy(positions, slot(cycle) * axes, into, 0, untilWrap * axes);
        System.arraycopy(positions, 0, into, untilWrap * axes, (written - untilWrap) * axes);
        return written;
    }

    /** True when the last set-point written is the plan's end. */
    boolean last() {
        return last;
    }

    /** The leg that is travelled in this cycle, or the one nearest to it. */
    Leg at(int cycle) {
        upTo(cycle);
        if (cycle - first < 0) {
            return plan.leg(0);
        }
        return plan.leg(legs[slot(isForgotten(cycle) ? next - CYCLES : cycle)]);
    }

    Leg first(int segment) {
        return plan.first(segment);
    }

    private boolean isForgotten(int cycle) {
        return cycle - first < 0 || next - cycle > CYCLES;
    }

    private void upTo(int cycle) {
        while (cycle - next >= 0) {
            if (cycle - next > CYCLES && next - anchor > 0 && plan.stands() && keepsItsLine()) {
                next = cycle - CYCLES; // nothing happens between
            }
            make(next);
            next++;
        }
    }

    private void make(int cycle) {
        int slot = slot(cycle);
        if (cycle - anchor > 0) {
            plan.advance(cycleSeconds);
        }
        legs[slot] = plan.index();
        plan.sample(positions, slot * axes);
        if (cycle - anchor > 0 && yielding.isPresent()) {
            yieldAside(yielding.get(), slot * axes);
        }
        if (!ends && cycle - anchor >= 0 && plan.over() && keepsItsLine()) {
            ends = true;
            end = cycle;
        }
    }

    private void yieldAside(Yielding sides, int offset) {
        if (plan.over() || !plan.leg(plan.index()).pushes()) {
            sides.rest();
        }
        sides.next(positions, offset);
    }

    private boolean keepsItsLine() {
        return yielding.isEmpty() || yielding.get().rests();
    }

    private static int slot(int cycle) {
        return Math.floorMod(cycle, CYCLES);
    }
}
