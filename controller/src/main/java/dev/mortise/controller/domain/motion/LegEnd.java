package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.kinematics.AxesWay;

/**
 * How the axes go near one end of a leg, by the share of its way: evenly with the slope that they have at the end, but for what the greatest second and third
 * derivatives within reach can change of that. A leg that is straight in the axes goes evenly.
 */
final class LegEnd {

    /** Of a leg that is not blended there. */
    static final LegEnd NONE = new LegEnd(0, 0);

    private final double share;
    private final double[] slopes;
    private final double[] bends;
    private final double[] changes;

    private LegEnd(int axes, double share) {
        this(share, new double[axes], new double[axes], new double[axes]);
    }

    private LegEnd(double share, double[] slopes, double[] bends, double[] changes) {
        this.share = share;
        this.slopes = slopes;
        this.bends = bends;
        this.changes = changes;
    }

    /** Of a leg that is straight in the axes. */
    static LegEnd even(double[] from, double[] to, double share) {
        LegEnd end = new LegEnd(from.length, share);
        for (int axis = 0; axis < from.length; axis++) {
            end.slopes[axis] = to[axis] - from[axis];
        }
        return end;
    }

    /** The first share of a way. */
    static LegEnd beginning(AxesWay way, int axes, double share) {
        LegEnd end = new LegEnd(axes, share);
        int pieces = (int) Math.ceil(share * way.pieces());
        for (int axis = 0; axis < axes; axis++) {
            end.slopes[axis] = way.slopeAtBegin(axis);
            end.bound(way, axis, 0, pieces);
        }
        return end;
    }

    /** The last share of a way. */
    static LegEnd ending(AxesWay way, int axes, double share) {
        LegEnd end = new LegEnd(axes, share);
        int first = (int) Math.floor((1 - share) * way.pieces());
        for (int axis = 0; axis < axes; axis++) {
            end.slopes[axis] = way.slopeAtEnd(axis);
            end.bound(way, axis, first, way.pieces());
        }
        return end;
    }

    private void bound(AxesWay way, int axis, int first, int end) {
        for (int piece = first; piece < end; piece++) {
            bends[axis] = Math.max(bends[axis], way.mostBent(axis, piece));
            changes[axis] = Math.max(changes[axis], way.changed(axis, piece));
        }
    }

    /** The same, of which no more than this is used. */
    LegEnd upTo(double less) {
        return new LegEnd(less, slopes, bends, changes);
    }

    /** Of the way, that is blended. */
    double share() {
        return share;
    }

    /** Derivative of an axis at the end itself. */
    double slope(int axis) {
        return slopes[axis];
    }

    /** The greatest second derivative, without its sign; so is the third. */
    double bend(int axis) {
        return bends[axis];
    }

    double change(int axis) {
        return changes[axis];
    }

    /** How far an axis may be from evenly gone, so much of the way from the end. */
    double uneven(int axis, double away) {
        return bends[axis] * away * away / 2;
    }

    /** How far an axis is from where it is at the end, at most. */
    double reach(int axis, double away) {
        return Math.abs(slopes[axis]) * away + uneven(axis, away);
    }
}
