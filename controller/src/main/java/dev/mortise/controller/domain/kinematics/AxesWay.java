package dev.mortise.controller.domain.kinematics;

/**
 * How the axes go on a way of which a share from 0 to 1 is done: cubic splines through evenly spaced places. Position, velocity and acceleration are continuous
 * and the third derivative is constant between two places, so that the greatest of each is known and not sampled. Asking allocates nothing.
 */
public final class AxesWay {

    private final int axes;
    private final int pieces;

    /** Axis after axis, place after place. */
    private final double[] places;

    /** Second derivatives by the share, in the same order. */
    private final double[] bends;

    /**
     * Through places.
     *
     * @param places axis after axis, place after place; two places at least
     * @param first derivatives by the share at the first place, axis after axis
     * @param last the same at the last one
     */
    AxesWay(int axes, double[] places, double[] first, double[] last) {
        this.axes = axes;
        this.pieces = places.length / axes - 1;
        this.places = places;
        this.bends = new double[places.length];
        double[] pivots = new double[pieces + 1];
        for (int axis = 0; axis < axes; axis++) {
            bend(axis, first[axis], last[axis], pivots);
        }
    }

    /** The three-diagonal system of a spline with known slopes at its ends, solved from the front to the back. */
    private void bend(int axis, double first, double last, double[] pivots) {
        double width = 1.0 / pieces;
        pivots[0] = width / 3;
        bends[axis] = slope(axis, 0) - first;
        for (int i = 1; i <= pieces; i++) {
            boolean end = i == pieces;
            double right = end ? last - slope(axis, i - 1) : slope(axis, i) - slope(axis, i - 1);
            double factor = width / 6 / pivots[i - 1];
            pivots[i] = (end ? width / 3 : 2 * width / 3) - factor * width / 6;
            bends[i * axes + axis] = right - factor * bends[(i - 1) * axes + axis];
        }
        for (int i = pieces; i >= 0; i--) {
            double after = i == pieces ? 0 : width / 6 * bends[(i + 1) * axes + axis];
            bends[i * axes + axis] = (bends[i * axes + axis] - after) / pivots[i];
        }
    }

    private double slope(int axis, int piece) {
        return (places[(piece + 1) * axes + axis] - places[piece * axes + axis]) * pieces;
    }

    /** Writes one position per axis. */
    public void sample(double share, double[] into, int offset) {
        double along = Math.max(0, Math.min(1, share)) * pieces;
        int piece = Math.min((int) along, pieces - 1);
        double b = along - piece;
        for (int axis = 0; axis < axes; axis++) {
            into[offset + axis] = at(axis, piece, b);
        }
    }

    private double at(int axis, int piece, double b) {
        int at = piece * axes + axis;
        double a = 1 - b;
        double square = 1.0 / pieces / pieces / 6;
        return a * places[at]
                + b * places[at + axes]
                + square * ((a * a * a - a) * bends[at] + (b * b * b - b) * bends[at + axes]);
    }

    /** Adds the way since its beginning to one position per axis. */
    public void add(double share, double[] to, int offset) {
        double along = Math.max(0, Math.min(1, share)) * pieces;
        int piece = Math.min((int) along, pieces - 1);
        double b = along - piece;
        for (int axis = 0; axis < axes; axis++) {
            to[offset + axis] += at(axis, piece, b) - places[axis];
        }
    }

    /** Derivative of an axis by the share at the beginning; so is the one at the end. */
    public double slopeAtBegin(int axis) {
        return slope(axis, 0) - (2 * bends[axis] + bends[axes + axis]) / pieces / 6;
    }

    public double slopeAtEnd(int axis) {
        double before = bends[(pieces - 1) * axes + axis];
        return slope(axis, pieces - 1) + (before + 2 * bends[pieces * axes + axis]) / pieces / 6;
    }

    /** The greatest derivative of an axis by the share, without its sign. */
    public double steepest(int axis) {
        double steepest = 0;
        for (int piece = 0; piece < pieces; piece++) {
            steepest = Math.max(steepest, steepest(axis, piece));
        }
        return steepest;
    }

    /** The greatest derivative on one piece; so are those of second and third order. */
    public double steepest(int axis, int piece) {
        double width = 1.0 / pieces;
        double m0 = bends[piece * axes + axis];
        double m1 = bends[(piece + 1) * axes + axis];
        double begin = slope(axis, piece) - width / 6 * (2 * m0 + m1);
        double end = slope(axis, piece) + width / 6 * (m0 + 2 * m1);
        double turn = m0 * m1 < 0 ? begin + width * m0 * m0 / (2 * (m0 - m1)) : begin;
        return Math.max(Math.abs(turn), Math.max(Math.abs(begin), Math.abs(end)));
    }

    /** The greatest second derivative. */
    public double mostBent(int axis, int piece) {
        return Math.max(Math.abs(bends[piece * axes + axis]), Math.abs(bends[(piece + 1) * axes + axis]));
    }

    /** The third derivative, without its sign. */
    public double changed(int axis, int piece) {
        return Math.abs(bends[(piece + 1) * axes + axis] - bends[piece * axes + axis]) * pieces;
    }

    /** In how many pieces it is kept. */
    public int pieces() {
        return pieces;
    }
}
